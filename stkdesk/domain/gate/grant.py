"""Of what is granted: a decision in force, and hours left within it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from stkdesk.domain.assignment import Solution
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.gate.check import Check, Verdict, look, met, missing
from stkdesk.domain.gate.facts import GateFacts, Promise
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.grants import HoursUnit, granted_minutes
from stkdesk.domain.in_force import Force
from stkdesk.domain.period import Period
from stkdesk.domain.rule import Remedy

NEW = Remedy("Nytt vedtak", "decision/new")
CHANGED = Remedy("Endre vedtaket", "decision/changed")
MONTHS = 12  # hours a week and hours a month are compared over a year

Amount = tuple[int, HoursUnit]


def decision(facts: GateFacts) -> Verdict:
    """There is a decision in force on the day it is judged for."""
    there = [force for force in facts.granted if force.holds_on(facts.day)]
    if not there:
        return _none(facts)
    last = _until(facts)
    if last is None:
        return met("Gjelder inntil videre")
    if facts.outlasts(last):
        return look(f"Går ut {short_date(last)}, oppdraget varer lenger", NEW)
    return met(f"Gjelder til {short_date(last)}")


def _none(facts: GateFacts) -> Verdict:
    ended = [
        force.last for force in facts.granted if force.last and force.last < facts.day
    ]
    begins = [force.first for force in facts.granted if force.first > facts.day]
    if begins:
        return missing(f"Vedtaket gjelder først fra {short_date(min(begins))}", NEW)
    if ended:
        return missing(f"Vedtaket gikk ut {short_date(max(ended))}", NEW)
    if facts.start_on > facts.today:
        return missing("Ingen vedtak gjelder når oppdraget starter", NEW)
    return missing("Ingen vedtak gjelder", NEW)


def _until(facts: GateFacts) -> date | None:
    """Return the last day of what is granted without a gap; None: until further."""
    last = facts.day
    for force in sorted(facts.granted, key=lambda each: each.first):
        if force.first > last + timedelta(days=1) or (
            force.last is not None and force.last < last
        ):
            continue
        if force.last is None:
            return None
        last = max(last, force.last)
    return last


def hours_left(facts: GateFacts) -> Verdict | None:
    """What is promised, by all assignments, is within what is granted.

    Of this solution, and of all together; on the first day and on each day another
    assignment of the client begins while this one lasts.
    """
    if not any(force.holds_on(facts.day) for force in facts.granted):
        return None  # the decision itself is told of
    own = [each for each in facts.others if each.runs]
    later = [each.start_on for each in own if _begins_within(each, facts)]
    for day in (facts.day, *sorted(later)):
        if day > facts.day and not _granted(facts, day, facts.solution):
            continue  # the decision is over by then, and told of
        if told := _over(facts, day, own):
            return missing(told, CHANGED)
    of_same = _granted(facts, facts.day, facts.solution)
    same = [
        (each.minutes, each.unit)
        for each in _promised(facts, facts.day, own, facts.solution)
    ]
    planned = [each for each in facts.others if each.meets(facts.day, facts.end_on)]
    if _over(facts, facts.day, planned):
        told = f"{_words(same)} av {_words(of_same)}. Med det som klargjøres, blir det"
        return look(f"{told} mer enn vedtaket gir", CHANGED)
    return met(f"{_words(same)} av {_words(of_same)}")


def _begins_within(other: Promise, facts: GateFacts) -> bool:
    return other.start_on > facts.day and (
        facts.end_on is None or other.start_on <= facts.end_on
    )


def _over(facts: GateFacts, day: date, others: Iterable[Promise]) -> str:
    """Return that too much is promised on a day, in words; "" when it is not."""
    others = tuple(others)
    for solution in (facts.solution, None):
        granted = _granted(facts, day, solution)
        promised = [
            (each.minutes, each.unit)
            for each in _promised(facts, day, others, solution)
        ]
        if not granted:
            return f"Vedtaket gir ikke {facts.solution.label.lower()}"
        if not within(promised, granted):
            whole = "" if solution else ", medregnet brukerens andre oppdrag"
            return f"{_words(promised)} avtalt, vedtaket gir {_words(granted)}{whole}"
    return ""


def _promised(
    facts: GateFacts, day: date, others: Iterable[Promise], solution: Solution | None
) -> list[Promise]:
    return [
        facts.promise,
        *(
            each
            for each in others
            if solution in (None, each.solution)
            and (each.holds_on(day) or (each.start_on > day and not each.runs))
        ),
    ]


def _granted(facts: GateFacts, day: date, solution: Solution | None) -> list[Amount]:
    found: list[Force] = [
        force
        for force in facts.granted
        if force.holds_on(day) and solution in (None, force.solution)
    ]
    return [(force.minutes, force.unit) for force in found]


def within(promised: Iterable[Amount], granted: Iterable[Amount]) -> bool:
    """Tell whether what is promised is no more than what is granted.

    Counted by the same unit they are added up; else what each comes to in a year of
    months is, the way a month's grant is counted.
    """
    promised, granted = tuple(promised), tuple(granted)
    if len({unit for _minutes, unit in (*promised, *granted)}) < 2:
        return sum(each for each, _ in promised) <= sum(each for each, _ in granted)
    return sum(map(_a_year, promised)) <= sum(map(_a_year, granted))


def _a_year(amount: Amount) -> int:
    """Return the minutes of an ordinary year, by the counting of months."""
    minutes, unit = amount
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    return sum(
        granted_minutes(minutes, unit, year, Period.month(2026, month))
        for month in range(1, MONTHS + 1)
    )


def _words(amounts: Iterable[Amount]) -> str:
    """Return ``4 t per uke`` or ``4 t per uke + 8 t per måned``."""
    sums: dict[HoursUnit, int] = {}
    for minutes, unit in amounts:
        sums[unit] = sums.get(unit, 0) + minutes
    return " + ".join(
        f"{hours_text(sums[unit])} t {unit.label}" for unit in HoursUnit if unit in sums
    )


CHECKS = (
    Check(
        GateRule.DECISION,
        "Vedtak",
        "Helse- og omsorgstjenesteloven § 3-2; forvaltningsloven § 23",
        decision,
    ),
    Check(
        GateRule.HOURS_LEFT,
        "Timer innenfor vedtaket",
        "Helse- og omsorgstjenesteloven § 3-2",
        hours_left,
    ),
)
