"""The pile of a period: the papers that are to be typed, in order.

Papers that are noted as here are typed first; when there are none left, those that
have not come in yet, for many an office types them without noting it. Last come the
attendance sheets of groups.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.group import MeetingState
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import needs
from stkdesk.services.month_rows import NO_SHEET_WANTED, ClientPerson, runs_in
from stkdesk.services.periods import find_period
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.storage.tables import Assignment, Client, GroupMeeting, Timesheet
from stkdesk.storage.walking import walk


@needs(Right.READ_HOURS)
def next_missing(session: Session, period_number: int, *, after: int) -> int | None:
    """Return the next assignment in the pile to be typed, or None if all are.

    The pile lies in the order of the month grid, by the client's name; after the
    last it begins again. ``after`` is the assignment just registered.
    """
    key = session.scalar(
        select(ClientPerson.sort_key)
        .join(Client, Client.person_number == ClientPerson.number)
        .join(Assignment, Assignment.client_number == Client.number)
        .where(Assignment.number == after)
    )
    pile = (
        _to_type(session, period_number)
        .select_from(ClientPerson)
        .join(Client, Client.person_number == ClientPerson.number)
        .join(Assignment, Assignment.client_number == Client.number)
        .where(Assignment.number != after)
        .order_by(ClientPerson.sort_key, Assignment.number)
        .limit(1)
    )
    later = pile.where(
        walk(ClientPerson.sort_key >= (key or "")),
        or_(ClientPerson.sort_key > (key or ""), Assignment.number > after),
    )
    first = pile.where(walk(ClientPerson.sort_key >= ""))
    return session.scalar(later) or session.scalar(first)


@needs(Right.READ_HOURS)
def open_next(session: Session, period_number: int, *, after: int) -> OpenSheet | None:
    """Return the sheet to type after ``after``, opened, or None if all are in."""
    number = next_missing(session, period_number, after=after)
    return None if number is None else open_sheet(session, number, period_number)


@needs(Right.READ_HOURS)
def count_missing(session: Session, period_number: int) -> int:
    """Return how many assignments that run in the period have no sheet yet."""
    pile = _without_sheet(session, period_number).subquery()
    return session.scalar(select(func.count()).select_from(pile)) or 0


@needs(Right.READ_HOURS)
def next_meeting(session: Session, period_number: int, *, today: date) -> int | None:
    """Return the group whose attendance is to be typed next, None when all is typed.

    That of the first meeting in the period that should have been held by now.
    """
    asked = find_period(session, period_number).period
    return session.scalar(
        select(GroupMeeting.group_number)
        .where(
            GroupMeeting.state == MeetingState.PLANNED,
            GroupMeeting.meet_on.between(asked.first, min(asked.last, today)),
        )
        .order_by(GroupMeeting.meet_on, GroupMeeting.number)
        .limit(1)
    )


def _to_type(session: Session, period_number: int) -> Select[int]:
    """Return the papers that are here; when there are none, those still to come."""
    here = _in_sight(session).where(_arrived(period_number).exists())
    if session.scalar(here.limit(1)) is not None:
        return here
    return _without_sheet(session, period_number)


def _arrived(period_number: int) -> Select[int]:
    return select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == period_number,
        Timesheet.state == SheetState.ARRIVED,
    )


def _in_sight(session: Session) -> Select[int]:
    """Return the assignments of clients the one at work may type for."""
    hidden = hidden_clients(session)
    return select(Assignment.number).where(
        *([Assignment.client_number.not_in(hidden)] if hidden else ())
    )


def _without_sheet(session: Session, period_number: int) -> Select[int]:
    come = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == period_number,
    )
    return _in_sight(session).where(
        runs_in(find_period(session, period_number).period),
        Assignment.status.not_in(NO_SHEET_WANTED),
        ~come.exists(),
    )
