"""What the rules let be deleted by a day: a list to look at, made in few statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus, Employment
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.formats import count
from stkdesk.domain.retention import Kind, deletable_from, oldest_kept
from stkdesk.services.access import inner
from stkdesk.services.pay_vouchers import (
    VOUCHERS,
    count_past,
    last_past_day,
    past_files,
)
from stkdesk.services.retention_rules import RuleRow
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Decision,
    Deletion,
    Draft,
    Event,
    EventDetail,
    GroupLeader,
    LegalHold,
    PayRun,
    SheetPeriod,
    Timesheet,
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that may be deleted."""

    kind: Kind
    person: int | None  # None: of many
    who: str  # "Bruker 12"; never a name
    what: str  # "Hele saken", "14 timelister"
    since: date  # it could have been deleted from this day
    category: str  # of bevaringsforskrifta
    basis: str
    is_held: bool = False


@inner
def due_now(
    session: Session, rules: Sequence[RuleRow], *, today: date
) -> tuple[Due, ...]:
    """Return all that may be deleted by ``today``, longest overdue first.

    Those with a hold are in the list too, and told as held.
    """
    by_kind = {row.rule.kind: row for row in rules}
    found = [
        *_clients(session, by_kind),
        *_sheets(session, by_kind, today),
        *_run_files(session, by_kind, today),
        *_contacts(session, by_kind),
        *_old(session, by_kind, today),
    ]
    held = set(
        session.scalars(
            select(LegalHold.person_number).where(LegalHold.lifted_on.is_(None))
        )
    )
    return tuple(
        _told(each, by_kind[each.kind], held)
        for each in sorted(found, key=lambda each: (each.since, each.who))
        if each.since <= today
    )


def _told(each: Due, rule: RuleRow, held: set[int]) -> Due:
    return Due(
        each.kind,
        each.person,
        each.who,
        each.what,
        each.since,
        rule.rule.category,
        rule.draft.basis,
        each.person in held,
    )


def _found(kind: Kind, person: int | None, who: str, what: str, since: date) -> Due:
    return Due(kind, person, who, what, since, "", "")


def _clients(session: Session, rules: dict[Kind, RuleRow]) -> Iterator[Due]:
    """Yield files that have ended and whose sheets may go too."""
    decided = (
        select(Decision.client_number)
        .where(Decision.state == DecisionState.ISSUED)
        .scalar_subquery()
    )
    last = (
        select(Assignment.client_number, func.max(SheetPeriod.last_on).label("last"))
        .join(Timesheet, Timesheet.assignment_number == Assignment.number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .group_by(Assignment.client_number)
        .subquery()
    )
    ended = (
        select(
            Client.number,
            Client.person_number,
            Client.closed_on,
            Client.number.in_(decided),
            last.c.last,
        )
        .outerjoin(last, last.c.client_number == Client.number)
        .where(Client.status == ClientStatus.ENDED, Client.closed_on.is_not(None))
    )
    for number, person, closed, has_decision, sheet in session.execute(ended):
        kind = Kind.CASE if has_decision else Kind.APPLICATION
        since = deletable_from(kind, closed, rules[kind].draft.months)
        since = _not_before_sheets(since, sheet, rules)
        if since is not None:
            yield _found(kind, person, f"Bruker {number}", "Hele saken", since)


def _not_before_sheets(
    since: date | None, last: date | None, rules: dict[Kind, RuleRow]
) -> date | None:
    if since is None or last is None:
        return since
    months = rules[Kind.TIMESHEETS].draft.months
    sheets = deletable_from(Kind.TIMESHEETS, last, months)
    return None if sheets is None else max(since, sheets)


def _sheets(session: Session, rules: dict[Kind, RuleRow], today: date) -> Iterator[Due]:
    """Yield how many sheets of each client, and each leader, are past their time."""
    months = rules[Kind.TIMESHEETS].draft.months
    last = last_past_day(months, today)
    if last is None:
        return
    for vouchers, whose, one, many in (
        (VOUCHERS[0], "Bruker", "timeliste", "timelister"),
        (VOUCHERS[1], "Støttekontakt", "lederliste", "lederlister"),
    ):
        past = count_past(vouchers, last)
        for number, person, sheets, first in session.execute(past):
            since = deletable_from(Kind.TIMESHEETS, first, months)
            assert since is not None
            what, who = count(sheets, one, many), f"{whose} {number}"
            yield _found(Kind.TIMESHEETS, person, who, what, since)


def _run_files(
    session: Session, rules: dict[Kind, RuleRow], today: date
) -> Iterator[Due]:
    """Yield how many files of payroll runs are past their time; they name contacts."""
    months = rules[Kind.TIMESHEETS].draft.months
    last = last_past_day(months, today)
    if last is None:
        return
    old = past_files(last).add_columns(PayRun.pay_on).subquery()
    first, files = session.execute(
        select(func.min(old.c.pay_on), func.count()).select_from(old)
    ).one()
    if files:
        since = deletable_from(Kind.TIMESHEETS, first, months)
        assert since is not None
        what = count(files, "fil fra lønnskjøringer", "filer fra lønnskjøringer")
        yield _found(Kind.TIMESHEETS, None, "Alle", what, since)


def _contacts(session: Session, rules: dict[Kind, RuleRow]) -> Iterator[Due]:
    """Yield support contacts who have left, and whose sheets may go too."""
    gone = select(Deletion.person_number).where(
        Deletion.person_number.is_not(None),
        Deletion.kind.in_([Kind.EMPLOYEE.value, Kind.CONTRACTOR.value]),
    )
    helped = (
        select(
            Assignment.contact_number,
            func.count(Assignment.number).label("assignments"),
            func.max(SheetPeriod.last_on).label("last"),
        )
        .outerjoin(Timesheet, Timesheet.assignment_number == Assignment.number)
        .outerjoin(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .group_by(Assignment.contact_number)
        .subquery()
    )
    ended = (
        select(
            Contact.number,
            Contact.person_number,
            Contact.ended_on,
            Contact.employment,
            or_(
                helped.c.assignments.is_not(None),
                select(GroupLeader.number)
                .where(GroupLeader.contact_number == Contact.number)
                .exists(),
            ),
            helped.c.last,
        )
        .outerjoin(helped, helped.c.contact_number == Contact.number)
        .where(
            Contact.status == ContactStatus.ENDED,
            Contact.ended_on.is_not(None),
            Contact.merged_into.is_(None),  # goes with the one it was put into
            Contact.person_number.not_in(gone),
        )
    )
    for number, person, left, employment, worked, sheet in session.execute(ended):
        kind = Kind.APPLICANT
        if worked:
            employed = employment is Employment.EMPLOYEE
            kind = Kind.EMPLOYEE if employed else Kind.CONTRACTOR
        since = deletable_from(kind, left, rules[kind].draft.months)
        since = _not_before_sheets(since, sheet, rules)
        what = "Navn og opplysninger" if worked else "Alle opplysninger"
        if since is not None:
            yield _found(kind, person, f"Støttekontakt {number}", what, since)


def _old(session: Session, rules: dict[Kind, RuleRow], today: date) -> Iterator[Due]:
    """Yield what is old, whoever it is about."""
    logged = select(func.min(Event.at), func.count()).join(
        EventDetail, EventDetail.seq == Event.seq
    )
    typed = select(func.min(Draft.saved_at), func.count())
    for kind, which, moment, one, many in (
        (Kind.LOG, logged, Event.at, "hendelse", "hendelser"),
        (Kind.DRAFTS, typed, Draft.saved_at, "skjema", "skjemaer"),
    ):
        months = rules[kind].draft.months
        if months is None:
            continue
        before = datetime.combine(oldest_kept(today, months), time(), UTC)
        first, how_many = session.execute(which.where(moment < before)).one()
        if how_many:
            since = deletable_from(kind, first.date(), months)
            assert since is not None
            yield _found(kind, None, "Alle", count(how_many, one, many), since)
