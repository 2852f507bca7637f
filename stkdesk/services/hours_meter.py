"""The hours meter from the register: a client's, or one assignment's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.hours_meter import (
    Agreed,
    Amounts,
    AssignmentMeter,
    CountedPeriod,
    HoursMeter,
    Span,
    SpanMeter,
    agreed_of,
    decision_days,
    granted_of,
    signals_of,
    total,
    within,
)
from stkdesk.domain.in_force import Force
from stkdesk.domain.kpr import weekly
from stkdesk.domain.names import full_name
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.in_force import forces_of
from stkdesk.services.periods import PeriodRow, planned_periods
from stkdesk.services.seeing import refuse_blocked
from stkdesk.services.worked_hours import Worked, worked_hours
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Contact,
    Organisation,
    Person,
)

LONGEST_PERIOD = timedelta(days=62)  # two whole months: one has ended by then
_AGREES = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED, AssignmentStatus.ENDED)


@dataclass(frozen=True, slots=True)
class _Helped:
    """One assignment, as the meter needs it."""

    number: int
    client: int
    solution: Solution
    helper: str
    by_contact: bool  # hands in sheets; the others report attendance
    agreed: tuple[Agreed, ...]


@needs(Right.READ_CASES)
def hours_meter(
    session: Session,
    client_number: int,
    *,
    today: date,
    period: PeriodRow | None = None,
) -> HoursMeter:
    """Return what a client is granted, and what is agreed, worked and paid of it.

    Of ``period``, the last that has ended if none is named, of its quarter and its
    year, and of the whole decision in force. A constant number of questions. Whoever
    shows it notes it.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    forces = forces_of(session, [client_number]).get(client_number, ())
    return client_hours_meter(
        session,
        client_number,
        forces,
        period or _collected(session, today),
        today=today,
    )


@needs(Right.READ_HOURS)
def assignment_hours(
    session: Session,
    assignment_number: int,
    *,
    today: date,
    period: PeriodRow | None = None,
) -> HoursMeter:
    """Return the same of one assignment: what is granted of its solution.

    Who may not read cases is told of nothing granted.

    Raises:
        BlockedError: if its client is one the person at work may not see.

    """
    helped = _helped(session, Assignment.number == assignment_number)
    if not helped:
        return HoursMeter(())
    [one] = helped
    refuse_blocked(session, one.client)
    forces: Sequence[Force] = ()
    if actor_of(session).may(Right.READ_CASES):
        granted = forces_of(session, [one.client]).get(one.client, ())
        same = tuple(each for each in granted if each.solution is one.solution)
        forces = same or granted
    shown = period or _collected(session, today)
    return _meter(session, helped, forces, shown, today)


@inner
def client_hours_meter(
    session: Session,
    client_number: int,
    forces: Sequence[Force],
    period: PeriodRow,
    *,
    today: date,
) -> HoursMeter:
    """Return the meter of a client whose decisions are known."""
    helped = _helped(session, Assignment.client_number == client_number)
    return _meter(session, helped, forces, period, today)


def _collected(session: Session, today: date) -> PeriodRow:
    """Return the period whose sheets come in these days: the last that has ended."""
    begun = planned_periods(session, today - LONGEST_PERIOD, today)
    return [row for row in begun if row.period.last < today][-1]


def _meter(
    session: Session,
    helped: Sequence[_Helped],
    forces: Sequence[Force],
    shown: PeriodRow,
    today: date,
) -> HoursMeter:
    counted = CountedPeriod(shown.code, shown.period)
    decision = decision_days(forces, min(today, shown.period.last))
    first = min(
        date(shown.period.first.year - 1, 1, 1), decision.first if decision else today
    )
    last = max(
        date(shown.period.first.year, 12, 31), decision.last if decision else today
    )
    periods = planned_periods(session, first, last)
    worked = worked_hours(
        session, [each.number for each in helped], Period(first, last), decision
    )
    in_year = [p for p in periods if p.period.first.year == shown.period.first.year]
    quarter = [
        p for p in in_year if CountedPeriod(p.code, p.period).quarter == counted.quarter
    ]
    spans = [
        _span(span, rows, helped, forces, worked)
        for span, rows in (
            (Span.PERIOD, [shown]),
            (Span.QUARTER, quarter or [shown]),
            (Span.YEAR, in_year or [shown]),
        )
    ]
    if decision is not None:
        spans.append(_decision_span(decision, periods, helped, forces, worked))
    past = _past(periods, helped, forces, worked, today)
    rules = case_rules(session, today)
    held = [each for each in forces if each.holds_on(today)]
    return HoursMeter(tuple(spans), signals_of(spans, past, rules), weekly(held))


def _span(
    span: Span,
    rows: Sequence[PeriodRow],
    helped: Sequence[_Helped],
    forces: Sequence[Force],
    worked: Worked,
) -> SpanMeter:
    """Return the meter of whole timesheet periods."""
    days = [row.period for row in rows]
    codes = [row.code for row in rows]
    parts = tuple(
        AssignmentMeter(
            each.number,
            each.solution,
            each.helper,
            Amounts(
                agreed=agreed_of(each.agreed, days),
                worked=sum(
                    worked.of(each.number, row.code, row.period) for row in rows
                ),
                paid=sum(worked.paid.get((each.number, code), 0) for code in codes),
            ),
        )
        for each in helped
    )
    return _told(span, Period(days[0].first, days[-1].last), days, forces, parts)


def _decision_span(
    decision: Period,
    periods: Sequence[PeriodRow],
    helped: Sequence[_Helped],
    forces: Sequence[Force],
    worked: Worked,
) -> SpanMeter:
    """Return the meter of exactly the days of a decision."""
    days = [row.period for row in periods if row.period.overlap(decision)]
    parts = tuple(
        AssignmentMeter(
            each.number,
            each.solution,
            each.helper,
            Amounts(
                agreed=agreed_of(_within(each.agreed, decision), days),
                worked=worked.on(each.number, decision),
                paid=worked.paid_on(each.number, decision),
            ),
        )
        for each in helped
    )
    return _told(Span.DECISION, decision, days, within(forces, decision), parts)


def _told(
    span: Span,
    shown: Period,
    days: Sequence[Period],
    forces: Sequence[Force],
    parts: tuple[AssignmentMeter, ...],
) -> SpanMeter:
    """Return the meter with what is granted beside the parts, those with anything."""
    amounts = total(each.amounts for each in parts)
    amounts = replace(amounts, granted=granted_of(forces, days))
    told = tuple(each for each in parts if each.amounts.most)
    return SpanMeter(span, shown, amounts, told)


def _past(
    periods: Sequence[PeriodRow],
    helped: Sequence[_Helped],
    forces: Sequence[Force],
    worked: Worked,
    today: date,
) -> list[Amounts]:
    """Return the periods whose sheets are due, newest first, while all is known.

    It stops at one in which nobody helped, or a sheet has not come.
    """
    found: list[Amounts] = []
    for row in reversed([each for each in periods if each.due_on < today]):
        agreed = {one.number: agreed_of(one.agreed, [row.period]) for one in helped}
        missing = any(
            agreed[one.number]
            and one.by_contact
            and (one.number, row.code) not in worked.sheets
            for one in helped
        )
        if missing or not any(agreed.values()):
            break
        done = sum(worked.of(one.number, row.code, row.period) for one in helped)
        granted = granted_of(forces, [row.period])
        found.append(Amounts(granted, sum(agreed.values()), done))
    return found


def _within(agreed: Iterable[Agreed], days: Period) -> list[Agreed]:
    """Return what is agreed within ``days``."""
    return [
        replace(
            each,
            first=max(each.first, days.first),
            last=min(each.last or days.last, days.last),
        )
        for each in agreed
        if each.first <= days.last and (each.last is None or each.last >= days.first)
    ]


def _helped(session: Session, which: ColumnElement[bool]) -> list[_Helped]:
    """Return assignments that run or have run, and who helps in each."""
    found = (
        select(
            Assignment.number,
            Assignment.client_number,
            Assignment.solution,
            Assignment.contact_number,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
            Assignment.start_on,
            Assignment.end_on,
            Person.given_name,
            Person.family_name,
            Organisation.name.label("organisation"),
            ActivityGroup.name.label("group"),
        )
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .where(
            which,
            Assignment.status.in_(_AGREES),
            or_(Assignment.end_on.is_(None), Assignment.end_on >= Assignment.start_on),
        )
        .order_by(Assignment.start_on, Assignment.number)
    )
    return [
        _Helped(
            number=row.number,
            client=row.client_number,
            solution=row.solution,
            helper=row.organisation
            or row.group
            or full_name(row.given_name or "", row.family_name or ""),
            by_contact=row.contact_number is not None,
            agreed=(
                Agreed(
                    row.agreed_minutes,
                    HoursUnit(row.hours_unit),
                    row.start_on,
                    row.end_on,
                ),
            ),
        )
        for row in session.execute(found)
    ]
