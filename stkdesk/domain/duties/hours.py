"""What timesheets and assignments ask of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.formats import hours_text
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


def month_of(code: str) -> str:
    """Return ``oktober`` or ``desember, slutten``: the year goes without saying."""
    year = code.partition("-")[0]
    return span_label(code).lower().replace(f" {year}", "") if code else "perioden"


def _is_over(facts: HoursFacts) -> bool:
    most = facts.agreed_minutes + facts.carry_minutes
    return facts.agreed_minutes > 0 and facts.minutes > most


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
