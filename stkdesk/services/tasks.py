"""Things to do now, found in the register: one question for each kind.

SQL text, so that the first rows need not wait for SQLAlchemy to load; ``Ask`` takes
it with ``?`` for values and gives rows back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from stkdesk.domain.names import full_name
from stkdesk.services.out_of_sight import but

Ask = Callable[[str, tuple[object, ...]], Sequence[Sequence[Any]]]

Hidden = Collection[int]  # clients the one at work may not see

SHOWN = 4  # tasks of one kind on the first page; the rest are counted
EXPIRES_SOON = timedelta(days=60)  # office's own rule: time for a new decision
STARTS_SOON = timedelta(days=14)
ACCESS_ENDS_SOON = timedelta(days=30)
TOLD_FOR = timedelta(days=7)  # that a blocked client was opened in need

#: Assignment ``a`` ought to have a sheet in period ``p``.
EXPECTED = """
    a.status NOT IN ('planned', 'paused') AND a.start_on <= p.last_on
    AND (a.end_on IS NULL OR a.end_on >= p.first_on)
"""
_NAMES = """
    LEFT JOIN contacts k ON k.number = a.contact_number
    LEFT JOIN people h ON h.number = k.person_number
    LEFT JOIN organisations o ON o.number = a.organisation_number
"""


class TaskKind(Enum):
    """What is to be done about something; the page knows its icon and its verb."""

    SHEET_MISSING = "sheet_missing"
    SHEET_OVER = "sheet_over"
    DECISION_EXPIRES = "decision_expires"
    CLIENT_WAITS = "client_waits"
    DECLARATION_MISSING = "declaration_missing"
    ASSIGNMENT_STARTS = "assignment_starts"
    ACCESS_ENDS = "access_ends"
    GLASS_BROKEN = "glass_broken"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do now."""

    kind: TaskKind
    who: str
    with_whom: str
    day: date | None  # due, ends, starts or waiting since
    days: int  # past that day, or left until it
    number: int  # of the assignment, client, support contact or member of the staff
    period_number: int | None = None
    minutes: int = 0
    of_minutes: int = 0


def missing_sheets(
    ask: Ask, period_number: int, due_on: date, today: date, hidden: Hidden = ()
) -> list[Task]:
    """Return sheets of a period that were due before ``today`` and have not come."""
    if today <= due_on:
        return []
    rows = ask(
        "SELECT a.number, h.given_name, h.family_name, o.name, c.given_name,"
        " c.family_name FROM periods p JOIN assignments a ON true"
        " JOIN clients b ON b.number = a.client_number"
        f" JOIN people c ON c.number = b.person_number {_NAMES}"
        f" WHERE p.number = ? AND {EXPECTED} AND NOT EXISTS (SELECT 1 FROM timesheets"
        " t WHERE t.assignment_number = a.number AND t.period_number = p.number)"
        f"{but(hidden, 'a.client_number')}"
        f" ORDER BY a.number LIMIT {SHOWN}",
        (period_number,),
    )
    return [
        Task(
            TaskKind.SHEET_MISSING,
            organisation or full_name(given, family),
            full_name(client_given, client_family),
            due_on,
            (today - due_on).days,
            number,
            period_number,
        )
        for number, given, family, organisation, client_given, client_family in rows
    ]


def sheets_over(ask: Ask, hidden: Hidden = ()) -> list[Task]:
    """Return received sheets with more hours than agreed and carried over."""
    rows = ask(
        "SELECT a.number, t.period_number, t.minutes, t.granted_minutes, h.given_name,"
        " h.family_name, o.name, c.given_name, c.family_name FROM timesheets t"
        " JOIN assignments a ON a.number = t.assignment_number"
        " JOIN clients b ON b.number = a.client_number"
        f" JOIN people c ON c.number = b.person_number {_NAMES}"
        " WHERE t.period_number IN (SELECT number FROM periods ORDER BY last_on DESC"
        " LIMIT 24) AND t.state = 'received' AND t.granted_minutes > 0"
        " AND t.minutes > t.granted_minutes"
        " + (SELECT carry_over_minutes FROM office)"
        f"{but(hidden, 'a.client_number')}"
        f" ORDER BY t.minutes - t.granted_minutes DESC LIMIT {SHOWN}",
        (),
    )
    return [
        Task(
            TaskKind.SHEET_OVER,
            organisation or full_name(given, family),
            full_name(client_given, client_family),
            None,
            0,
            number,
            period,
            minutes,
            granted,
        )
        for (
            number,
            period,
            minutes,
            granted,
            given,
            family,
            organisation,
            client_given,
            client_family,
        ) in rows
    ]


def expiring(ask: Ask, today: date, hidden: Hidden = ()) -> list[Task]:
    """Return decisions that end soon with no other after them."""
    rows = ask(
        "SELECT d.client_number, p.given_name, p.family_name, d.valid_to,"
        " d.granted_minutes FROM decisions d"
        " JOIN clients b ON b.number = d.client_number"
        " JOIN people p ON p.number = b.person_number"
        " WHERE d.state = 'issued' AND d.valid_to BETWEEN ? AND ?"
        " AND b.status <> 'ended' AND NOT EXISTS (SELECT 1 FROM decisions n"
        " WHERE n.client_number = d.client_number AND n.number <> d.number"
        " AND (n.state = 'draft' OR n.valid_to IS NULL OR n.valid_to > d.valid_to))"
        f"{but(hidden, 'd.client_number')}"
        f" ORDER BY d.valid_to LIMIT {SHOWN}",
        (today.isoformat(), (today + EXPIRES_SOON).isoformat()),
    )
    return [
        Task(
            TaskKind.DECISION_EXPIRES,
            full_name(given, family),
            "",
            date.fromisoformat(end),
            (date.fromisoformat(end) - today).days,
            number,
            minutes=minutes or 0,
        )
        for number, given, family, end, minutes in rows
    ]


def starting(ask: Ask, today: date, hidden: Hidden = ()) -> list[Task]:
    """Return planned assignments that should start soon, or should have started."""
    rows = ask(
        "SELECT a.number, h.given_name, h.family_name, o.name, c.given_name,"
        " c.family_name, a.start_on FROM assignments a"
        " JOIN clients b ON b.number = a.client_number"
        f" JOIN people c ON c.number = b.person_number {_NAMES}"
        " WHERE a.status = 'planned' AND a.start_on <= ?"
        f"{but(hidden, 'a.client_number')}"
        f" ORDER BY a.start_on LIMIT {SHOWN}",
        ((today + STARTS_SOON).isoformat(),),
    )
    return [
        Task(
            TaskKind.ASSIGNMENT_STARTS,
            full_name(client_given, client_family),
            organisation or full_name(given, family),
            date.fromisoformat(start),
            (date.fromisoformat(start) - today).days,
            number,
        )
        for (
            number,
            given,
            family,
            organisation,
            client_given,
            client_family,
            start,
        ) in rows
    ]


def without_declaration(ask: Ask, today: date) -> list[Task]:
    """Return active support contacts who have not signed the declaration."""
    rows = ask(
        "SELECT k.number, p.given_name, p.family_name, k.started_on FROM contacts k"
        " JOIN people p ON p.number = k.person_number"
        " WHERE k.status = 'active' AND k.declaration_signed_on IS NULL"
        f" ORDER BY k.started_on NULLS FIRST LIMIT {SHOWN}",
        (),
    )
    return [
        Task(
            TaskKind.DECLARATION_MISSING,
            full_name(given, family),
            "",
            _day(start),
            (today - date.fromisoformat(start)).days if start else 0,
            number,
        )
        for number, given, family, start in rows
    ]


def waiting_clients(ask: Ask, today: date, hidden: Hidden = ()) -> list[Task]:
    """Return the clients who have waited longest for a support contact."""
    rows = ask(
        "SELECT c.number, p.given_name, p.family_name, c.opened_on FROM clients c"
        " JOIN people p ON p.number = c.person_number WHERE c.status = 'waiting'"
        f"{but(hidden, 'c.number')}"
        f" ORDER BY c.opened_on NULLS FIRST LIMIT {SHOWN}",
        (),
    )
    return [
        Task(
            TaskKind.CLIENT_WAITS,
            full_name(given, family),
            "",
            _day(since),
            (today - date.fromisoformat(since)).days if since else 0,
            number,
        )
        for number, given, family, since in rows
    ]


def access_ending(ask: Ask, today: date) -> list[Task]:
    """Return members of the staff whose access ends soon, to be looked at again."""
    rows = ask(
        "SELECT number, name, authorised_to FROM staff"
        " WHERE authorised_to BETWEEN ? AND ?"
        f" ORDER BY authorised_to LIMIT {SHOWN}",
        (today.isoformat(), (today + ACCESS_ENDS_SOON).isoformat()),
    )
    return [
        Task(
            TaskKind.ACCESS_ENDS,
            name,
            "",
            date.fromisoformat(end),
            (date.fromisoformat(end) - today).days,
            number,
        )
        for number, name, end in rows
    ]


def glass_broken(ask: Ask, today: date) -> list[Task]:
    """Return by whom blocked clients have lately been opened in need, newest first."""
    rows = ask(
        "SELECT s.number, s.name, a.ends_on, count(DISTINCT a.client_number)"
        " FROM client_access a JOIN staff s ON s.number = a.staff_number"
        " WHERE a.in_need AND a.ends_on >= ? GROUP BY s.number, s.name, a.ends_on"
        f" ORDER BY a.ends_on DESC, s.name LIMIT {SHOWN}",
        ((today - TOLD_FOR).isoformat(),),
    )
    return [
        Task(
            TaskKind.GLASS_BROKEN,
            name,
            str(clients),
            date.fromisoformat(on),
            (today - date.fromisoformat(on)).days,
            number,
        )
        for number, name, on, clients in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
