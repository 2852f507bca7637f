"""The assignments a month has to do with, page by page, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.period import Period
from stkdesk.services.access import inner
from stkdesk.services.assignment_list import assignment_meant
from stkdesk.services.paging import page_of
from stkdesk.services.periods import PeriodRow
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    AssignmentNames,
    Client,
    Contact,
    Organisation,
    Person,
    SheetPeriod,
    Timesheet,
)
from stkdesk.storage.walking import walk

ClientPerson = aliased(Person, name="client_person")
ContactPerson = aliased(Person, name="contact_person")
NO_SHEET_WANTED = (AssignmentStatus.PLANNED, AssignmentStatus.PAUSED)


class Lasting(NamedTuple):
    """The days of an assignment, and whether sheets are wanted of it."""

    start: date
    end: date | None
    wants_sheets: bool

    def wants_in(self, period: Period) -> bool:
        """Tell whether a sheet is wanted in ``period``."""
        runs = self.start <= period.last and (
            self.end is None or self.end >= period.first
        )
        return runs and self.wants_sheets


class Head(NamedTuple):
    """What an assignment is called in the month, and how long it lasts."""

    client: str
    contact: str  # the support contact, the group or the organisation
    lasting: Lasting


@inner
def page_of_month(
    session: Session, meant: Sequence[ColumnElement[bool]], query: ListQuery
) -> tuple[Sequence[int], int]:
    """Return the assignments of one page that are ``meant``, and how many there are.

    They stand by the client's name; blocked clients come last, and nobody finds them
    by name.
    """
    names = AssignmentNames
    running = (
        select(names.assignment_number)
        .join(Assignment, Assignment.number == names.assignment_number)
        .where(walk(names.sort_key >= ""), *meant)
    )
    searched, hidden = bool(query.search.strip()), hidden_clients(session)
    if searched:
        running = running.where(assignment_meant(query.search))
    if hidden:
        running = running.where(Assignment.client_number.not_in(hidden))
    total = 0 if searched else _count(session, meant)
    numbers, total = page_of(
        session,
        running,
        running.order_by(names.sort_key, names.assignment_number),
        query,
        unsearched=total,
    )
    if hidden and not searched and len(numbers) < query.limit:
        numbers = [*numbers, *_hidden(session, meant, hidden, query, total)]
        numbers = numbers[: query.limit]
    return numbers, total


def _hidden(
    session: Session,
    meant: Sequence[ColumnElement[bool]],
    hidden: frozenset[int],
    query: ListQuery,
    total: int,
) -> Sequence[int]:
    """Return the rows of blocked clients from the page on: they come last, unnamed."""
    found = select(Assignment.number).where(Assignment.client_number.in_(hidden))
    numbers = session.scalars(found.where(*meant).order_by(Assignment.number)).all()
    return numbers[max(0, query.offset - (total - len(numbers))) :]


def _count(session: Session, meant: Sequence[ColumnElement[bool]]) -> int:
    counted = select(func.count()).select_from(Assignment).where(*meant)
    return session.scalar(counted) or 0


@inner
def heads_of(session: Session, numbers: Sequence[int]) -> dict[int, Head]:
    """Return what each of the assignments ``numbers`` is called, in one question."""
    found = session.execute(
        select(
            Assignment.number,
            Assignment.client_number,
            ClientPerson.given_name,
            ClientPerson.family_name,
            ContactPerson.given_name,
            ContactPerson.family_name,
            func.coalesce(Organisation.name, ActivityGroup.name),
            Assignment.start_on,
            Assignment.end_on,
            Assignment.status,
            Assignment.contact_number,
        )
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(ClientPerson, ClientPerson.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(ContactPerson, ContactPerson.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .where(Assignment.number.in_(numbers))
    )
    heads: dict[int, Head] = {}
    for row in found:
        number, client, given, family, *provider, start, end, status, by = row
        with_given, with_family, other = provider
        wanted = by is not None and status not in NO_SHEET_WANTED
        heads[number] = Head(
            client_name(session, client, given or "", family or ""),
            other or full_name(with_given or "", with_family or ""),
            Lasting(start, end, wanted),
        )
    return heads


def runs_in(period: Period) -> ColumnElement[bool]:
    """Return the condition that an assignment with sheets runs, or ran, in ``period``.

    A support contact hands in sheets; of a group and an organisation the attendance
    is registered, and only sheets that came in before that was so are shown.
    """
    sheet = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number
    )
    return and_(
        or_(
            Assignment.contact_number.is_not(None),
            sheet.correlate(Assignment).exists(),
        ),
        Assignment.status != AssignmentStatus.PLANNED,
        Assignment.start_on <= period.last,
        or_(Assignment.end_on.is_(None), Assignment.end_on >= period.first),
    )


def sheet_wanted() -> ColumnElement[bool]:
    """Return the condition that an assignment that runs has sheets to hand in."""
    return and_(
        Assignment.contact_number.is_not(None),
        Assignment.status.not_in(NO_SHEET_WANTED),
    )


def lacks_sheet(periods: Sequence[PeriodRow]) -> ColumnElement[bool]:
    """Return the condition that a sheet has not come in, in one of ``periods``."""
    sheet = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == SheetPeriod.number,
    )
    return and_(
        sheet_wanted(),
        select(SheetPeriod.number)
        .where(
            SheetPeriod.number.in_([each.number for each in periods]),
            SheetPeriod.last_on >= Assignment.start_on,
            or_(Assignment.end_on.is_(None), SheetPeriod.first_on <= Assignment.end_on),
            ~sheet.correlate(Assignment, SheetPeriod).exists(),
        )
        .exists(),
    )


@inner
def count_running(session: Session, whole: Period) -> int:
    """Return how many assignments the days ``whole`` have to do with."""
    running = select(func.count()).select_from(Assignment).where(runs_in(whole))
    return session.scalar(running) or 0


@inner
def count_lacking(session: Session, period: PeriodRow) -> int:
    """Return how many assignments ought to have a sheet in ``period`` and have none."""
    expected = and_(runs_in(period.period), sheet_wanted())
    wanted = select(func.count()).select_from(Assignment).where(expected)
    come = (
        select(func.count())
        .select_from(Timesheet)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(
            Timesheet.period_number == period.number, Timesheet.serial == 1, expected
        )
    )
    return (session.scalar(wanted) or 0) - (session.scalar(come) or 0)
