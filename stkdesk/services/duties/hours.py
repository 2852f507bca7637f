"""Timesheets that are missing or over, and assignments about to start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stkdesk.domain.duties.hours import (
    SHEET_MISSING,
    SHEET_OVER,
    STARTS,
    STARTS_SOON,
    HoursFacts,
    SheetFacts,
    StartFacts,
)
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

#: Assignment ``a`` ought to have a sheet in period ``p``.
EXPECTED = """
    a.contact_number IS NOT NULL AND a.status NOT IN ('planned', 'paused')
    AND a.start_on <= p.last_on AND (a.end_on IS NULL OR a.end_on >= p.first_on)
"""
_PEOPLE = (
    "h.given_name, h.family_name, coalesce(o.name, g.name), c.given_name, c.family_name"
)
_NAMES = """
    JOIN clients b ON b.number = a.client_number
    JOIN people c ON c.number = b.person_number
    LEFT JOIN contacts k ON k.number = a.contact_number
    LEFT JOIN people h ON h.number = k.person_number
    LEFT JOIN organisations o ON o.number = a.organisation_number
    LEFT JOIN activity_groups g ON g.number = a.group_number
"""
LAST_PERIOD = (
    "SELECT number, code, due_on FROM periods WHERE last_on < ?"
    " ORDER BY last_on DESC LIMIT 1"
)


def missing_in(period_number: int, code: str, due_on: date) -> Finder:
    """Return what finds the sheets of a period that were due and have not come."""

    def find(ask: Ask, asked: Asked) -> Iterator[Found]:
        if asked.today <= due_on:
            return
        rows = ask(
            f"SELECT a.number, a.client_number, {_PEOPLE}"
            f" FROM periods p JOIN assignments a ON true {_NAMES}"
            f" WHERE p.number = ? AND {EXPECTED} AND NOT EXISTS (SELECT 1"
            " FROM timesheets t WHERE t.assignment_number = a.number"
            f" AND t.period_number = p.number){asked.seen('a.client_number')}"
            f" ORDER BY a.number LIMIT {asked.most:d}",
            (period_number,),
        )
        for number, client, *names in rows:
            helper, helped = _both(names)
            facts = SheetFacts(due_on, code, f"Oppdrag O-{number} · hos {helped}")
            about = About(client=client, assignment=number, period=period_number)
            yield Found((SHEET_MISSING,), facts, helper, about)

    return Finder(Right.READ_HOURS, find)


def missing_now(ask: Ask, today: date) -> tuple[Finder, ...]:
    """Return what finds the missing sheets of the period that is being collected."""
    return tuple(
        missing_in(number, code, date.fromisoformat(due))
        for number, code, due in ask(LAST_PERIOD, (today.isoformat(),))
    )


def _find_over(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        f"SELECT a.number, a.client_number, {_PEOPLE}, t.period_number, t.minutes,"
        " t.granted_minutes, t.received_on, o2.carry_over_minutes FROM timesheets t"
        " JOIN office o2 ON true JOIN assignments a ON a.number = t.assignment_number"
        f" {_NAMES} WHERE t.period_number IN (SELECT number FROM periods"
        " ORDER BY last_on DESC LIMIT 24) AND t.state = 'received'"
        " AND t.granted_minutes > 0"
        " AND t.minutes > t.granted_minutes + o2.carry_over_minutes"
        f"{asked.seen('a.client_number')}"
        f" ORDER BY t.minutes - t.granted_minutes DESC LIMIT {asked.most:d}",
        (),
    )
    for number, client, *rest in rows:
        helper, helped = _both(rest[:5])
        period, minutes, agreed, received, carried = rest[5:]
        received_on = day(received)
        assert received_on is not None
        yield Found(
            (SHEET_OVER,),
            HoursFacts(received_on, minutes, agreed, carried, helped),
            helper,
            About(client=client, assignment=number, period=period),
        )


def _find_starting(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        f"SELECT a.number, a.client_number, {_PEOPLE}, a.start_on FROM assignments a"
        f" {_NAMES} WHERE a.status = 'planned' AND a.start_on <= ?"
        f"{asked.seen('a.client_number')} ORDER BY a.start_on LIMIT {asked.most:d}",
        ((asked.today + STARTS_SOON).isoformat(),),
    )
    for number, client, *names, start in rows:
        helper, helped = _both(names)
        start_on = day(start)
        assert start_on is not None
        facts = StartFacts(start_on, f"Oppdrag O-{number} · med {helper}")
        yield Found((STARTS,), facts, helped, About(client=client, assignment=number))


def _both(names: list[str]) -> tuple[str, str]:
    """Return who helps, and who is helped."""
    given, family, other, client_given, client_family = names
    helper = other or full_name(given, family)
    return helper, full_name(client_given, client_family)


OVER = Finder(Right.READ_HOURS, _find_over)
STARTING = Finder(Right.READ_CASES, _find_starting)
