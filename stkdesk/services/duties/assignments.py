"""Running, resting and ended assignments, found for their duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stkdesk.domain.calendar import months_later
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.assignments import (
    FOLLOW_UP,
    GATE,
    LAST_SHEET,
    OLD,
    OVER,
    OVERRIDES,
    RESTED,
    RESTS,
    EndFacts,
    GateDutyFacts,
    OldFacts,
    OverrideFacts,
    PauseFacts,
)
from stkdesk.domain.duty import About, Day
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day
from stkdesk.services.duties.hours import LAST_PERIOD

A_WEEK = timedelta(days=7)
A_YEAR = timedelta(days=366)  # after that nobody waits for a sheet
_WHO = "c.given_name, c.family_name, h.given_name, h.family_name, o.name, g.name"
_NAMES = """
    JOIN clients b ON b.number = a.client_number
    JOIN people c ON c.number = b.person_number
    LEFT JOIN contacts k ON k.number = a.contact_number
    LEFT JOIN people h ON h.number = k.person_number
    LEFT JOIN organisations o ON o.number = a.organisation_number
    LEFT JOIN activity_groups g ON g.number = a.group_number
"""

#: That assignment ``a`` is in order for sure, told by its rows alone: the usual one,
#: of a contact who is vetted, a client with no other, a decision nobody has changed.
#: What is not so plain is judged by the rules. ``?``: today, but where said.
_PLAIN = """
    a.start_on <= ? AND (a.end_on IS NULL OR a.end_on >= ?)
    AND EXISTS (SELECT 1 FROM contacts k JOIN people h ON h.number = k.person_number
        LEFT JOIN recruitments r ON r.contact_number = k.number
        WHERE k.number = a.contact_number AND k.declaration_signed_on <= ?
        AND k.employee_number <> '' AND trim(k.account_number) <> ''
        AND h.birth_date <= ? -- the day the youngest are born
        AND k.ended_on IS NULL AND r.reengaged_on IS NULL)
    AND EXISTS (SELECT 1 FROM police_certificates s WHERE
        s.contact_number = a.contact_number AND s.basis = 'hol_5_4'
        AND s.result = 'accepted')
    AND NOT EXISTS (SELECT 1 FROM police_certificates s WHERE
        s.contact_number = a.contact_number AND s.result = 'not_accepted')
    AND EXISTS (SELECT 1 FROM agreements g WHERE g.assignment_number = a.number
        AND g.signed_on <= ? AND g.valid_from <= ? AND g.ended_on IS NULL
        AND (g.valid_to IS NULL OR g.valid_to >= ?))
    AND NOT EXISTS (SELECT 1 FROM vetoes v WHERE v.client_number = a.client_number
        AND v.contact_number = a.contact_number AND v.lifted_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM assignments n WHERE n.number <> a.number
        AND n.client_number = a.client_number AND n.status <> 'ended')
    AND EXISTS (SELECT 1 FROM decisions d JOIN decision_items i
        ON i.decision_number = d.number WHERE d.client_number = a.client_number
        AND d.state = 'issued' AND d.kind IN ('granted', 'partly')
        AND d.corrects_number IS NULL
        AND d.valid_from <= ? AND (d.valid_to IS NULL OR d.valid_to >= ?)
        AND i.solution = a.solution AND i.minutes >= a.agreed_minutes
        AND d.hours_unit = a.hours_unit
        AND NOT EXISTS (SELECT 1 FROM decisions n WHERE n.state = 'issued'
            AND n.client_number = d.client_number AND n.number <> d.number
            AND (n.changes_number = d.number OR n.corrects_number = d.number
            OR n.valid_from BETWEEN d.valid_from AND ?)))
"""


def _find_closed(ask: Ask, asked: Asked) -> Iterator[Found]:
    """Find running assignments whose gate is closed; those of old as one line."""
    # At the question: it loads every rule of the gate.
    from stkdesk.domain.assignment_gate import blocking
    from stkdesk.services.gate_reading import numbers_text, read_facts, read_strict

    on, seen = asked.on, asked.seen("a.client_number")
    day_, born = on.today.isoformat(), _youngest(on).isoformat()
    asked_for = [
        number
        for (number,) in ask(
            f"SELECT a.number FROM assignments a WHERE a.status = 'active'{seen}"
            f" AND NOT ({_PLAIN}) ORDER BY a.number",
            (day_, day_, day_, born, *(day_,) * 6),
        )
    ]
    which = f"a.number IN {numbers_text(asked_for)}"
    strict = read_strict(ask, on.today)
    closed = {}
    for number, facts in read_facts(ask, which, today=on.today, rules=on.rules).items():
        if lacks := tuple(blocking(facts, strict).values()):
            closed[number] = (lacks, facts)
    old = [n for n, (_, facts) in closed.items() if facts.activated_on is None]
    told = list(closed) if asked.client else [n for n in closed if n not in set(old)]
    told = told[: asked.most]
    names = {
        number: full_name(given, family)
        for number, given, family in ask(
            "SELECT a.number, c.given_name, c.family_name FROM assignments a"
            f" {_NAMES} WHERE a.number IN {numbers_text(told)}",
            (),
        )
    }
    for number in told:
        lacks, facts = closed[number]
        first = lacks[0]
        yield Found(
            (GATE,),
            GateDutyFacts(
                on.today,
                tuple(each.title for each in lacks),
                f"Oppdrag O-{number}: {first.evidence}",
                first.remedy,
                is_old=facts.activated_on is None,
            ),
            names.get(number, ""),
            first.about,
        )
    if old and asked.client is None:
        yield Found((OLD,), OldFacts(on.today, len(old)), "", About())


def _youngest(on: Day) -> date:
    """Return the last day somebody old enough to help is born."""
    return months_later(on.today, -12 * on.rules[CaseRule.CONTACT_AGE])


def _find_resting(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        f"SELECT a.number, a.client_number, s.from_on, s.to_on, s.reason, {_WHO}"
        " FROM assignments a JOIN assignment_pauses s ON s.assignment_number = a.number"
        f" {_NAMES} WHERE a.status = 'paused' AND s.number = (SELECT max(n.number) FROM"
        " assignment_pauses n WHERE n.assignment_number = a.number)"
        " AND (s.reason = 'gate' OR s.to_on IS NOT NULL)"
        f"{asked.seen('a.client_number')} ORDER BY s.from_on LIMIT {asked.most:d}",
        (),
    )
    for number, client, first, last, reason, *names in rows:
        from_on = day(first)
        assert from_on is not None
        helper, helped = _both(names)
        by_gate = reason == "gate"
        facts = PauseFacts(
            from_on, day(last), by_gate, f"Oppdrag O-{number} · med {helper}"
        )
        about = About(client=client, assignment=number)
        yield Found((RESTS if by_gate else RESTED,), facts, helped, about)


def _find_over(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        f"SELECT a.number, a.client_number, a.end_on, {_WHO}"
        f" FROM assignments a {_NAMES}"
        " WHERE a.status IN ('active', 'paused') AND a.end_on < ?"
        f"{asked.seen('a.client_number')} ORDER BY a.end_on DESC LIMIT {asked.most:d}",
        (asked.today.isoformat(),),
    )
    for number, client, end, *names in rows:
        end_on = day(end)
        assert end_on is not None
        helper, helped = _both(names)
        facts = EndFacts(end_on, f"Oppdrag O-{number} · med {helper}", runs=True)
        yield Found((OVER,), facts, helped, About(client=client, assignment=number))


def _find_calls(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        f"SELECT a.number, a.client_number, a.end_on, a.follow_up_on, {_WHO}"
        f" FROM assignments a {_NAMES} WHERE a.status = 'ended'"
        " AND a.follow_up_on IS NOT NULL AND a.followed_up_on IS NULL"
        " AND a.end_on IS NOT NULL"
        f"{asked.seen('a.client_number')} ORDER BY a.follow_up_on LIMIT {asked.most:d}",
        (),
    )
    for number, client, end, call, *names in rows:
        end_on = day(end)
        assert end_on is not None
        helper, helped = _both(names)
        facts = EndFacts(
            end_on, f"Oppdrag O-{number} · med {helper}", follow_up_on=day(call)
        )
        about = About(client=client, assignment=number)
        yield Found((FOLLOW_UP,), facts, helped, about)


def _find_last_sheets(ask: Ask, asked: Asked) -> Iterator[Found]:
    """Find ended ones without a last sheet, but in the period being collected."""
    collected = [number for number, *_ in ask(LAST_PERIOD, (asked.today.isoformat(),))]
    rows = ask(
        f"SELECT a.number, a.client_number, a.end_on, p.number, p.due_on, {_WHO}"
        " FROM assignments a JOIN periods p"
        " ON a.last_sheet_on BETWEEN p.first_on AND p.last_on"
        f" {_NAMES} WHERE a.status = 'ended' AND a.contact_number IS NOT NULL"
        " AND p.due_on BETWEEN ? AND ? AND p.number <> ? AND NOT EXISTS (SELECT 1"
        " FROM timesheets t WHERE t.assignment_number = a.number"
        f" AND t.period_number = p.number){asked.seen('a.client_number')}"
        f" ORDER BY p.due_on LIMIT {asked.most:d}",
        (
            (asked.today - A_YEAR).isoformat(),
            (asked.today - timedelta(days=1)).isoformat(),
            collected[0] if collected else -1,
        ),
    )
    for number, client, end, period, due, *names in rows:
        end_on = day(end)
        assert end_on is not None
        helper, helped = _both(names)
        facts = EndFacts(
            end_on, f"Oppdrag O-{number} · hos {helped}", sheet_due_on=day(due)
        )
        about = About(client=client, assignment=number, period=period)
        yield Found((LAST_SHEET,), facts, helper, about)


def _find_overrides(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(
        "SELECT r.rule, r.made_on FROM gate_overrides r"
        " JOIN assignments a ON a.number = r.assignment_number"
        f" WHERE r.made_on > ?{asked.seen('a.client_number')} ORDER BY r.made_on",
        ((asked.today - A_WEEK).isoformat(),),
    )
    if not rows:
        return
    from stkdesk.domain.assignment_gate import TITLES

    first = day(rows[0][1])
    assert first is not None
    titles = tuple(dict.fromkeys(TITLES.get(str(rule), "") for rule, _made in rows))
    yield Found((OVERRIDES,), OverrideFacts(first, len(rows), titles), "", About())


def _both(names: list[str]) -> tuple[str, str]:
    """Return who helps, and who is helped."""
    given, family, helper_given, helper_family, organisation, group = names
    helper = organisation or group or full_name(helper_given, helper_family)
    return helper, full_name(given, family)


CLOSED = Finder(Right.READ_CASES, _find_closed)
RESTING = Finder(Right.READ_CASES, _find_resting)
OVER_NOW = Finder(Right.READ_CASES, _find_over)
CALLS = Finder(Right.READ_CASES, _find_calls)
LAST_SHEETS = Finder(Right.READ_HOURS, _find_last_sheets)
WEEKLY = Finder(Right.OVERRIDE_GATES, _find_overrides)
