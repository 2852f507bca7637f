"""Timesheets that are missing or over, and assignments about to start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.hours import (
    LITTLE_USE,
    SHEET_MISSING,
    SHEET_OVER,
    STARTS,
    STARTS_SOON,
    HoursFacts,
    SheetFacts,
    StartFacts,
    UnderFacts,
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
#: What a sheet says is known; of one that has only come, or was sent back, it is not.
_ENTERED = "t.state NOT IN ('arrived', 'returned')"
#: What was granted, told by the sheet itself and not again by its corrections.
_GRANTED = "sum(CASE WHEN t.serial = 1 THEN t.granted_minutes ELSE 0 END)"
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


def _find_under(ask: Ask, asked: Asked) -> Iterator[Found]:
    """Find clients who used little in each of the last periods.

    The sheets say what was worked and agreed; one that is waited for leaves the
    client out, and attendance is added for the few that are left.
    """
    rules = asked.on.rules
    wanted = rules[CaseRule.HOURS_UNDER_PERIODS]
    periods = ask(
        "SELECT number, first_on, last_on, due_on FROM periods WHERE due_on < ?"
        f" ORDER BY last_on DESC LIMIT {wanted:d}",
        (asked.today.isoformat(),),
    )
    if len(periods) < wanted:
        return
    numbers = ", ".join(str(int(row[0])) for row in periods)
    rows = ask(
        f"SELECT a.client_number, t.period_number, sum(t.minutes), {_GRANTED}"
        " FROM timesheets t JOIN assignments a ON a.number = t.assignment_number"
        f" WHERE t.period_number IN ({numbers}) AND a.status = 'active' AND {_ENTERED}"
        f"{asked.seen('a.client_number')} GROUP BY a.client_number, t.period_number"
        " HAVING sum(t.minutes) * 100"
        f" < {_GRANTED} * {rules[CaseRule.HOURS_UNDER_PERCENT]:d}",
        (),
    )
    found: dict[int, dict[int, tuple[int, int]]] = {}
    for client, period, worked, agreed in rows:
        found.setdefault(client, {})[period] = (int(worked), int(agreed))
    little = [client for client, held in found.items() if len(held) == wanted]
    yield from _told_under(ask, asked, little[: asked.most], periods, found)


def _told_under(
    ask: Ask,
    asked: Asked,
    clients: list[int],
    periods: Sequence[Sequence[Any]],
    found: dict[int, dict[int, tuple[int, int]]],
) -> Iterator[Found]:
    """Name those of ``clients`` all of whose sheets have come; add attendance."""
    if not clients:
        return
    those = ", ".join(str(int(client)) for client in clients)
    first, last = periods[-1][1], periods[0][2]
    came: dict[tuple[int, int], int] = {}
    for client, on, minutes in ask(
        "SELECT a.client_number, d.attended_on, d.minutes FROM attendances d"
        " JOIN assignments a ON a.number = d.assignment_number"
        f" WHERE a.client_number IN ({those}) AND d.attended_on BETWEEN ? AND ?",
        (first, last),
    ):
        for number, begins, ends, _due in periods:
            if begins <= on <= ends:
                came[client, number] = came.get((client, number), 0) + minutes
    waits = {
        client
        for (client,) in ask(
            "SELECT DISTINCT a.client_number FROM assignments a JOIN periods p ON"
            f" p.number IN ({', '.join(str(int(row[0])) for row in periods)})"
            f" WHERE a.client_number IN ({those}) AND a.contact_number IS NOT NULL"
            f" AND {EXPECTED} AND NOT EXISTS (SELECT 1 FROM timesheets t"
            " WHERE t.assignment_number = a.number AND t.period_number = p.number"
            f" AND {_ENTERED})",
            (),
        )
    }
    names = ask(
        "SELECT b.number, c.given_name, c.family_name FROM clients b"
        f" JOIN people c ON c.number = b.person_number WHERE b.number IN ({those})"
        " ORDER BY b.number",
        (),
    )
    due = day(periods[0][3])
    assert due is not None
    for client, given, family in names:
        if client not in waits:
            held = [(found[client][row[0]], row[0]) for row in periods]
            facts = UnderFacts(
                due,
                tuple(pair[0] + came.get((client, at), 0) for pair, at in held),
                tuple(pair[1] for pair, _at in held),
            )
            yield Found((LITTLE_USE,), facts, full_name(given, family), About(client))


def _both(names: list[str]) -> tuple[str, str]:
    """Return who helps, and who is helped."""
    given, family, other, client_given, client_family = names
    helper = other or full_name(given, family)
    return helper, full_name(client_given, client_family)


OVER = Finder(Right.READ_HOURS, _find_over)
UNDER = Finder(Right.READ_HOURS, _find_under)
STARTING = Finder(Right.READ_CASES, _find_starting)
