"""What running and ended assignments ask of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.formats import count
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right

ONE_DAY = timedelta(days=1)
OPEN = Remedy("Åpne oppdrag", "room/assignments")
OWN_RULE = "Kontorets egen regel"


class GateDutyFacts(NamedTuple):
    """A running assignment whose gate is closed."""

    since: date  # the day it is judged
    lacks: tuple[str, ...]  # titles of what does not hold
    evidence: str  # of the first
    remedy: Remedy | None  # of the first
    is_old: bool = False  # it ran before there was a gate


class OldFacts(NamedTuple):
    """How many assignments ran before there was a gate, and lack something."""

    since: date
    number: int


class PauseFacts(NamedTuple):
    """An assignment that rests."""

    from_on: date
    to_on: date | None
    by_gate: bool
    about: str  # "Oppdrag O-12 · med Per Dal"


class EndFacts(NamedTuple):
    """An assignment with a last day."""

    end_on: date
    about: str
    runs: bool = False
    follow_up_on: date | None = None
    is_called: bool = False
    sheet_due_on: date | None = None  # of the last sheet, when it has not come


class OverrideFacts(NamedTuple):
    """Exceptions made in the last days."""

    first_on: date
    number: int
    rules: tuple[str, ...]  # titles


GATE: Duty[GateDutyFacts] = Duty(
    "gate_closed",
    "Oppdrag i gang uten at alt er i orden",
    "ExclamationmarkTriangle",
    "Helse- og omsorgstjenesteloven §§ 3-2, 5-4 og 12-1; kontorets egne krav",
    lambda facts, _rules: facts.since if facts.lacks else None,
    lambda facts: (
        f"{facts.lacks[0]} mangler eller er ikke i orden"
        if len(facts.lacks) == 1
        else f"{facts.lacks[0]} og {len(facts.lacks) - 1} til er ikke i orden"
    ),
    lambda facts: facts.remedy or OPEN,
    due=lambda facts, _rules: None if facts.is_old else facts.since,
    detail=lambda facts: facts.evidence,
)
OLD: Duty[OldFacts] = Duty(
    "old_without_gate",
    "Oppdrag fra før",
    "HandShakeHeart",
    OWN_RULE,
    lambda facts, _rules: facts.since if facts.number else None,
    lambda facts: f"{count(facts.number, 'oppdrag', 'oppdrag')} fra før mangler noe",
    OPEN,
    detail="Fyll på etter hvert. Kortet til hvert oppdrag sier hva som mangler",
    calm=Urgency.SOON,
)
RESTS: Duty[PauseFacts] = Duty(
    "gate_paused",
    "Stanset oppdrag",
    "Pause",
    "Helse- og omsorgstjenesteloven §§ 5-4 og 5-4 a; kontorets egne krav",
    lambda facts, _rules: facts.from_on if facts.by_gate else None,
    "Oppdraget er stanset: et vilkår er ikke lenger oppfylt",
    OPEN,
    calm=Urgency.LATE,
    detail=lambda facts: f"{facts.about}. Fortsett når det er i orden, eller avslutt",
)
RESTED: Duty[PauseFacts] = Duty(
    "pause_over",
    "Pauser som er over",
    "Pause",
    OWN_RULE,
    lambda facts, _rules: facts.to_on + ONE_DAY if facts.to_on else None,
    lambda facts: f"Pausen var ut {day_text(facts.to_on or facts.from_on)}",
    OPEN,
    detail=lambda facts: facts.about,
)
OVER: Duty[EndFacts] = Duty(
    "assignment_over",
    "Oppdrag som er over",
    "HandShakeHeart",
    OWN_RULE,
    lambda facts, _rules: facts.end_on + ONE_DAY if facts.runs else None,
    lambda facts: f"Oppdraget varte ut {day_text(facts.end_on)}",
    Remedy("Avslutt", "assignment/end"),
    detail=lambda facts: facts.about,
    calm=Urgency.SOON,
)
FOLLOW_UP: Duty[EndFacts] = Duty(
    "follow_up",
    "Samtaler etter oppdrag",
    "Bell",
    OWN_RULE,
    lambda facts, _rules: None if facts.is_called else facts.follow_up_on,
    "Ring og hør hvordan det gikk",
    OPEN,
    detail=lambda facts: f"{facts.about} · sluttet {day_text(facts.end_on)}",
)
LAST_SHEET: Duty[EndFacts] = Duty(
    "last_sheet",
    "Siste timeliste",
    "ExclamationmarkTriangle",
    OWN_RULE,
    lambda facts, _rules: facts.sheet_due_on + ONE_DAY if facts.sheet_due_on else None,
    "Siste timeliste er ikke kommet",
    Remedy("Registrer", "room/timesheets"),
    due=lambda facts, _rules: facts.sheet_due_on,
    detail=lambda facts: f"{facts.about} · sluttet {day_text(facts.end_on)}",
    does=(Right.EDIT_HOURS,),
)
OVERRIDES: Duty[OverrideFacts] = Duty(
    "gate_overrides",
    "Unntak siste uke",
    "ShieldLock",
    OWN_RULE,
    lambda facts, _rules: facts.first_on if facts.number else None,
    lambda facts: f"{count(facts.number, 'unntak', 'unntak')} siste uke",
    Remedy("Se listen", "exceptions/week"),
    detail=lambda facts: ", ".join(facts.rules),
    calm=Urgency.SOON,
    does=(Right.OVERRIDE_GATES,),
)
