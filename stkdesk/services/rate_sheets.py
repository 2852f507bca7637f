"""The sheets of one period that a change of rates pays otherwise, found in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import Solution
from stkdesk.domain.names import full_name
from stkdesk.domain.pay import ExpenseWay, Pay, PayLine, PayTerms, hour_rate_of, pay_of
from stkdesk.domain.pay_difference import difference
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange, RateEffect
from stkdesk.domain.timesheet import Trip, Visit
from stkdesk.services.access import inner
from stkdesk.services.pay_lines import pay_lines_of
from stkdesk.services.rate_rows import common_rates, own_rates
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    Person,
    SheetPeriod,
    Timesheet,
    sheet_hours,
)

EXPENSE_WAYS = {
    RateKind.EXPENSE_HOUR: ExpenseWay.HOUR,
    RateKind.EXPENSE_MONTH: ExpenseWay.MONTH,
}
DRIVING = (RateKind.KM_STATE, RateKind.KM_TAX_FREE, RateKind.KM_PASSENGER)


@dataclass(frozen=True, slots=True)
class RatePlan:
    """A change of rates beside the rates that hold; read once, for all periods."""

    change: RateChange
    common: tuple[RateRow, ...]
    own: dict[int | None, tuple[RateRow, ...]]
    first: date
    last: date | None  # None: for ever

    def before(self, contact: int | None) -> tuple[RateRow, ...]:
        """Return what holds for a support contact now."""
        return (*self.common, *self.own.get(contact, ()))

    def touches(self, day: date) -> bool:
        """Tell whether a day may be paid otherwise."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class ChangedSheet:
    """All sheets of an assignment in a period, and what they pay together."""

    effect: RateEffect
    last_serial: int
    pay: Pay  # of all visits, by the new rates
    before: tuple[PayLine, ...]  # of all its sheets
    was_frozen: bool  # False: ``before`` is worked out, and not yet written

    @property
    def rest(self) -> tuple[PayLine, ...]:
        """The lines of the correction."""
        return difference(self.pay, self.before)


@dataclass(frozen=True, slots=True)
class PeriodSheets:
    """What a change does in one period; ``unclear`` as in ``RateEffects``."""

    changed: tuple[ChangedSheet, ...]
    unclear: tuple[int, ...]


@inner
def plan_of(session: Session, change: RateChange) -> RatePlan:
    """Return ``change`` beside the rates that hold."""
    own: dict[int | None, list[RateRow]] = defaultdict(list)
    for row in own_rates(session):
        own[row.contact].append(row)
    common = common_rates(session)
    kept = {contact: tuple(rows) for contact, rows in own.items()}
    same = (*common, *kept.get(change.rate.contact, ()))
    first, last = change.rate.valid_from, change.last_day(same)
    return RatePlan(change, common, kept, first, last)


@inner
def periods_of(session: Session, plan: RatePlan) -> Sequence[SheetPeriod]:
    """Return the periods with days that may be paid otherwise, in order."""
    found = select(SheetPeriod).where(SheetPeriod.last_on >= plan.first)
    if plan.last is not None:
        found = found.where(SheetPeriod.first_on <= plan.last)
    return session.scalars(found.order_by(SheetPeriod.first_on)).all()


@inner
def changed_sheets(
    session: Session, plan: RatePlan, period: SheetPeriod
) -> PeriodSheets:
    """Return what ``plan`` does to the sheets of ``period``; three statements."""
    rows = session.execute(_sheets(plan, period)).all()
    visits = _visits(session, plan, period)
    lines = pay_lines_of(session, [row.number for row in rows])
    chains: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        chains[row.assignment_number].append(row)
    changed, unclear = [], []
    for assignment, chain in chains.items():
        seen = [visit for row in chain for visit in visits.get(row.number, ())]
        if not any(plan.touches(visit.work_on) for visit in seen):
            continue
        frozen = [line for row in chain for line in lines[row.number]]
        if frozen and any(row.pay_ore and not lines[row.number] for row in chain):
            unclear.append(assignment)  # the first of them is older than its correction
            continue
        found = _changed(plan, period, chain, seen, frozen)
        if found == "unclear":
            unclear.append(assignment)
        elif isinstance(found, ChangedSheet):
            changed.append(found)
    return PeriodSheets(tuple(changed), tuple(unclear))


def _changed(
    plan: RatePlan,
    period: SheetPeriod,
    chain: Sequence[Any],
    visits: Sequence[Visit],
    frozen: Sequence[PayLine],
) -> ChangedSheet | str | None:
    """Return what the sheets of one assignment become; None when nothing moves."""
    first, last = chain[0], chain[-1]
    rates = plan.before(first.contact_number)
    terms = _terms(first, period)
    before, after = (
        pay_of(visits, each, terms) for each in (rates, plan.change.applied(rates))
    )
    if before.lines == after.lines:
        return None
    stands = sum(row.pay_ore for row in chain)
    if not frozen and before.sum_ore != stands:
        return "unclear"
    known = tuple(frozen) or before.lines
    effect = RateEffect(
        sheet_number=first.number,
        version=first.version,
        assignment_number=first.assignment_number,
        period_number=period.number,
        period_code=period.code,
        contact_number=first.contact_number,
        contact=full_name(first.given_name, first.family_name)
        if first.contact_number is not None
        else f"Oppdrag O-{first.assignment_number}",
        state=first.state,
        before_ore=stands,
        after_ore=after.sum_ore,
        moved_by_more=bool(difference(before, known)),
        stands=len(chain) > 1 or period.closed_at is not None,
    )
    return ChangedSheet(effect, last.serial, after, known, bool(frozen))


def _terms(row: Any, period: SheetPeriod) -> PayTerms:
    return PayTerms(
        hour_kind=row.hour_kind or hour_rate_of(row.solution),
        drive_cap_metres=row.drive_cap_metres,
        expense_cap_ore=row.expense_cap_ore,
        drive_cap_ore=row.drive_cap_ore,
        expense_way=row.expense_way,
        born_on=row.birth_date,
        contact=row.contact_number,
        period=Period(period.first_on, period.last_on),
    )


def _sheets(plan: RatePlan, period: SheetPeriod) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Timesheet.number,
            Timesheet.version,
            Timesheet.assignment_number,
            Timesheet.serial,
            Timesheet.state,
            Timesheet.pay_ore,
            Assignment.solution,
            Assignment.hour_kind,
            Assignment.drive_cap_metres,
            Assignment.drive_cap_ore,
            Assignment.expense_cap_ore,
            Assignment.expense_way,
            Assignment.contact_number,
            Person.birth_date,
            Person.given_name,
            Person.family_name,
        )
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .where(Timesheet.period_number == period.number, *paid_so(plan.change.rate))
        .order_by(Timesheet.assignment_number, Timesheet.serial)
    )


def paid_so(rate: RateRow) -> Iterator[ColumnElement[bool]]:
    """Return what an assignment is, to be paid by such a rate at all."""
    if rate.contact is not None:
        yield Assignment.contact_number == rate.contact
    if rate.kind in EXPENSE_WAYS:
        yield Assignment.expense_way == EXPENSE_WAYS[rate.kind]
    elif rate.kind not in DRIVING:
        usual = [each for each in Solution if hour_rate_of(each) is rate.kind]
        by_solution = Assignment.solution.in_(usual) if usual else false()
        yield or_(
            Assignment.hour_kind == rate.kind,
            and_(Assignment.hour_kind.is_(None), by_solution),
        )


def _visits(
    session: Session, plan: RatePlan, period: SheetPeriod
) -> dict[int, list[Visit]]:
    hours = sheet_hours.c
    found: dict[int, list[Visit]] = defaultdict(list)
    for row in session.execute(
        select(
            hours.sheet_number,
            hours.work_on,
            hours.minutes,
            hours.metres,
            hours.expense_ore,
            hours.account,
            hours.passengers,
        )
        .join(Timesheet, Timesheet.number == hours.sheet_number)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(Timesheet.period_number == period.number, *paid_so(plan.change.rate))
    ):
        found[row.sheet_number].append(
            Visit(
                row.work_on,
                None,
                row.minutes,
                row.metres,
                row.expense_ore,
                account=row.account,
                trip=Trip(passengers=row.passengers),
            )
        )
    return found
