"""The list of assignments: searched, filtered, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.assignment import (
    AssignmentStatus,
    Solution,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.assignment_gate import assignment_gates
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.people import case_number_begins, matches, or_number
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    AssignmentNames,
    Client,
    Contact,
    Organisation,
    Person,
)
from stkdesk.storage.trail import note_list

WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12  # to compare hours a week with hours a month
_A_YEAR = Assignment.agreed_minutes * case(
    (Assignment.hours_unit == HoursUnit.WEEK, WEEKS_A_YEAR), else_=MONTHS_A_YEAR
)
STOPPED = "stopped"  # key of the chip
OF_ASSIGNMENT = ("start_on", "hours", "status")  # sorts that read more than the names
_Helper = aliased(Person)  # the support contact as a person, beside the client


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One line of the list of assignments."""

    number: int
    client: str
    client_number: int
    provider: str  # the support contact, the group or the organisation
    contact_number: int | None
    solution: Solution
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    agreed_minutes: int
    hours_unit: HoursUnit
    is_stopped: bool = False  # planned or resting, and its gate is closed


@needs(Right.READ_HOURS)
def list_assignments(
    session: Session, query: ListQuery, *, today: date | None = None
) -> ListPage[AssignmentRow]:
    """Return one page of assignments; found by client, support contact or number.

    Those stopped by their gate on ``today`` are told of, to who may read cases; they
    are the chip "stopped", and counted by their status too.
    """
    hidden = hidden_clients(session)
    found = select(AssignmentNames.assignment_number)
    if hidden:
        of_hidden = select(Assignment.number).where(
            Assignment.client_number.in_(hidden)
        )
        found = found.where(AssignmentNames.assignment_number.not_in(of_hidden))
    if query.search:
        found = found.where(assignment_meant(query.search))
    stopped = _stopped(session, today)
    if query.chip == STOPPED:
        found = found.where(AssignmentNames.assignment_number.in_(stopped))
    elif query.chip:
        status = AssignmentStatus(query.chip)
        found = _with_assignment(found).where(Assignment.status == status)
    chips = _count_by_status(session, hidden)
    everything = sum(chips.values())
    if today is not None:
        chips[STOPPED] = len(stopped)
    numbers, total = page_of(
        session,
        found,
        _in_order(found, query),
        query,
        unsearched=chips[query.chip] if query.chip else everything,
    )
    note_list(session, "assignments", query, total)
    return ListPage(
        rows=tuple(
            replace(row, is_stopped=row.number in stopped)
            for row in assignment_rows(session, numbers)
        ),
        total=total,
        everything=everything,
        chips=chips,
    )


def assignment_meant(search: str) -> ColumnElement[bool]:
    """Return the condition that an assignment, by its names, is meant by ``search``.

    Each word begins a word of the client, the support contact or the organisation,
    or a case number; or the whole is the short number, ``O-12``.
    """
    text = AssignmentNames.search_text
    named = matches(search, lambda word: case_number_begins(text, word), text=text)
    return or_number(named, AssignmentNames.assignment_number, search, "o")


def _with_assignment(found: Select[int]) -> Select[int]:
    return found.join(
        Assignment, Assignment.number == AssignmentNames.assignment_number
    )


def _in_order(found: Select[int], query: ListQuery) -> Select[int]:
    if query.sort in OF_ASSIGNMENT and not query.chip:
        found = _with_assignment(found)
    number, by_client = AssignmentNames.assignment_number, AssignmentNames.sort_key
    columns = {
        "": (by_client, number),
        "client": (by_client, number),
        "provider": (AssignmentNames.provider_key, number),
        "start_on": (Assignment.start_on, number),
        "hours": (_A_YEAR, number),
        "status": (Assignment.status, by_client, number),
        "number": (number,),
    }[query.sort]
    first, *rest = columns
    return found.order_by(sorted_by(first, descending=query.descending), *rest)


def _stopped(session: Session, today: date | None) -> frozenset[int]:
    """Return the assignments that wait, and cannot begin or go on as they stand.

    Few wait at a time, so their gates are asked about in a dozen questions.
    """
    if today is None or not actor_of(session).may(Right.READ_CASES):
        return frozenset()
    waits = select(Assignment.number).where(
        Assignment.status.in_((AssignmentStatus.PLANNED, AssignmentStatus.PAUSED))
    )
    gates = assignment_gates(session, tuple(session.scalars(waits)), today=today)
    return frozenset(
        number for number, found in gates.items() if any(each.blocks for each in found)
    )


def _count_by_status(session: Session, hidden: frozenset[int]) -> dict[str, int]:
    found = select(Assignment.status, func.count()).group_by(Assignment.status)
    if hidden:
        found = found.where(Assignment.client_number.not_in(hidden))
    counted = {status.value: n for status, n in session.execute(found)}
    return {status.value: counted.get(status.value, 0) for status in AssignmentStatus}


@inner
def assignment_rows(
    session: Session, numbers: Sequence[int]
) -> tuple[AssignmentRow, ...]:
    """Return the rows of ``numbers``, in that order."""
    found = (
        select(
            Assignment.number,
            Person.given_name,
            Person.family_name,
            Assignment.client_number,
            func.coalesce(Organisation.name, ActivityGroup.name).label("name"),
            _Helper.given_name.label("helper_given"),
            _Helper.family_name.label("helper_family"),
            Assignment.contact_number,
            Assignment.solution,
            Assignment.status,
            Assignment.start_on,
            Assignment.end_on,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
        )
        .join(Client, Client.number == Assignment.client_number)
        .join(Person, Person.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(_Helper, _Helper.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .where(Assignment.number.in_(numbers))
    )
    by_number = {
        row.number: AssignmentRow(
            number=row.number,
            client=full_name(row.given_name, row.family_name),
            client_number=row.client_number,
            provider=row.name or full_name(row.helper_given, row.helper_family),
            contact_number=row.contact_number,
            solution=row.solution,
            status=row.status,
            start_on=row.start_on,
            end_on=row.end_on,
            agreed_minutes=row.agreed_minutes,
            hours_unit=row.hours_unit,
        )
        for row in session.execute(found)
    }
    return tuple(by_number[number] for number in numbers if number in by_number)
