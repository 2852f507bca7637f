"""The pile of a period: the sheets that have not come in yet, in order."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.month_rows import NO_SHEET_WANTED, ClientPerson, runs_in
from stkdesk.services.periods import find_period
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.storage.tables import Assignment, Client, Timesheet
from stkdesk.storage.walking import walk


@needs(Right.READ_HOURS)
def next_missing(session: Session, period_number: int, *, after: int) -> int | None:
    """Return the next assignment in the pile without a sheet, or None if all are in.

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
        _without_sheet(session, period_number)
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


def _without_sheet(session: Session, period_number: int) -> Select[int]:
    come = select(Timesheet.number).where(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == period_number,
    )
    hidden = hidden_clients(session)  # theirs are typed by those who may see them
    return select(Assignment.number).where(
        *([Assignment.client_number.not_in(hidden)] if hidden else ()),
        runs_in(find_period(session, period_number).period),
        Assignment.status.not_in(NO_SHEET_WANTED),
        ~come.exists(),
    )
