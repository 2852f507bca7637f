"""How long people wait, as figures: those who began last year, and those who wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.calendar import months_later
from stkdesk.domain.in_force import Force
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.staff import Right
from stkdesk.domain.waiting import average_weeks, granted_since
from stkdesk.services.access import needs
from stkdesk.services.in_force import forces_of
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.unmet import unmet
from stkdesk.storage.tables import Assignment
from stkdesk.storage.trail import note_list

A_YEAR = 12  # months
SOME = 400  # clients in one question
_BEGUN = Assignment.status != AssignmentStatus.PLANNED


@dataclass(frozen=True, slots=True)
class WaitFigures:
    """Average waits in whole weeks; None where there is nobody to count."""

    waiting: int
    weeks_now: int | None  # so far, of those who wait
    started: int
    weeks_to_start: int | None  # from the decision to the first start


@needs(Right.READ_CASES)
def wait_figures(session: Session, *, today: date) -> WaitFigures:
    """Return how long people wait; starts are those of the last twelve months.

    The wait of one who began runs from the day the decision holds to the first day
    of help under it. Who had help already when it began to hold did not wait.
    """
    waiting = unmet(session, today=today)
    started = _started(session, today)
    note_list(session, "waiting", ListQuery(), len(waiting))
    return WaitFigures(
        len(waiting),
        average_weeks(max(0, (today - each.since).days) for each in waiting),
        len(started),
        average_weeks(started),
    )


def _started(session: Session, today: date) -> list[int]:
    """Return the days each client who got the first help last year had waited."""
    help_of: dict[int, list[tuple[date, date | None]]] = {}
    columns = (Assignment.client_number, Assignment.start_on, Assignment.end_on)
    recent = select(Assignment.client_number).where(
        Assignment.start_on.between(months_later(today, -A_YEAR), today), _BEGUN
    )
    hidden = hidden_clients(session)
    for client, first, last in session.execute(
        select(*columns).where(Assignment.client_number.in_(recent), _BEGUN)
    ):
        if client not in hidden:
            help_of.setdefault(client, []).append((first, last))
    known = [*help_of]
    waits: list[int] = []
    for at in range(0, len(known), SOME):
        held = forces_of(session, known[at : at + SOME])
        for client in known[at : at + SOME]:
            waits += _waits(help_of[client], held.get(client, ()), today)
    return waits


def _waits(
    help_of: list[tuple[date, date | None]], held: tuple[Force, ...], today: date
) -> list[int]:
    """Return the days from what is granted to the first help under it."""
    year_ago = months_later(today, -A_YEAR)
    found = []
    for first, _last in help_of:
        since = granted_since(held, first) if year_ago <= first <= today else None
        if since is not None and not any(
            start < first and (end is None or end >= since) for start, end in help_of
        ):
            found.append((first - since).days)
    return found
