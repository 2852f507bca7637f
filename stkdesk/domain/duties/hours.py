"""What timesheets and assignments ask of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.formats import hours_text
from stkdesk.domain.hours_meter import is_over, is_under
from stkdesk.domain.rule import Remedy
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right

STARTS_SOON = timedelta(days=14)


class SheetFacts(NamedTuple):
    """A timesheet that is waited for."""

    due_on: date
    period: str  # "2026-10"
    about: str  # "Oppdrag O-12 · hos Selma Moen"
    has_come: bool = False


class HoursFacts(NamedTuple):
    """A timesheet that has come, with more hours than agreed."""

    received_on: date
    minutes: int
    agreed_minutes: int
    carry_minutes: int  # that the office lets go over
    with_whom: str
    is_approved: bool = False


class StartFacts(NamedTuple):
    """An assignment that is planned."""

    start_on: date
    about: str  # "Oppdrag O-12 · med Per Dal"
    is_planned: bool = True


class UnderFacts(NamedTuple):
    """A client's last periods, whose sheets have all come, the newest first."""

    due_on: date  # of the newest
    worked: tuple[int, ...]
    agreed: tuple[int, ...]  # in the same periods


def _too_little(facts: UnderFacts, rules: CaseRules) -> date | None:
    percent = rules[CaseRule.HOURS_UNDER_PERCENT]
    pairs = list(zip(facts.worked, facts.agreed, strict=True))
    if len(pairs) < rules[CaseRule.HOURS_UNDER_PERIODS]:
        return None
    if not all(is_under(worked, agreed, percent) for worked, agreed in pairs):
        return None
    return facts.due_on


def month_of(code: str) -> str:
    """Return ``oktober`` or ``desember, slutten``: the year goes without saying."""
    year = code.partition("-")[0]
    return span_label(code).lower().replace(f" {year}", "") if code else "perioden"


def _is_over(facts: HoursFacts) -> bool:
    return is_over(facts.minutes, facts.agreed_minutes, carry=facts.carry_minutes)


SHEET_MISSING: Duty[SheetFacts] = Duty(
    "sheet_missing",
    "Timelister som mangler",
    "ExclamationmarkTriangle",
    "Kontorets egen regel",
    lambda facts, _rules: None if facts.has_come else facts.due_on + timedelta(days=1),
    lambda facts: f"Timeliste for {month_of(facts.period)} mangler",
    Remedy("Registrer", "room/timesheets"),
    due=lambda facts, _rules: facts.due_on,
    detail=lambda facts: facts.about,
    does=(Right.EDIT_HOURS,),
)
SHEET_OVER: Duty[HoursFacts] = Duty(
    "sheet_over",
    "Over avtalt tid",
    "InboxDown",
    "Kontorets egen regel",
    lambda facts, _rules: (
        facts.received_on if _is_over(facts) and not facts.is_approved else None
    ),
    "Timeliste over avtalt tid",
    Remedy("Vurder", "room/timesheets"),
    detail=lambda facts: (
        f"{hours_text(facts.minutes)} t levert · avtalt "
        f"{hours_text(facts.agreed_minutes)} t · hos {facts.with_whom}"
    ),
    does=(Right.APPROVE_HOURS,),
)
STARTS: Duty[StartFacts] = Duty(
    "assignment_starts",
    "Oppdrag som starter",
    "HandShakeHeart",
    "Kontorets egen regel",
    lambda facts, _rules: facts.start_on - STARTS_SOON if facts.is_planned else None,
    lambda facts: f"Oppdrag starter {day_text(facts.start_on)}",
    Remedy("Åpne oppdrag", "room/assignments"),
    due=lambda facts, _rules: facts.start_on,
    detail=lambda facts: facts.about,
    calm=Urgency.NOW,
)
LITTLE_USE: Duty[UnderFacts] = Duty(
    "hours_under",
    "Lite brukte timer",
    "Hourglass",
    "Kontorets egen regel",
    _too_little,
    "Lite brukte timer. Spør hvorfor",
    Remedy("Åpne bruker", "room/clients"),
    detail=lambda facts: (
        f"{hours_text(sum(facts.worked))} av {hours_text(sum(facts.agreed))} t i de "
        f"siste {len(facts.worked)} periodene"
    ),
)
