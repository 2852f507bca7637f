"""What can be begun about a client now, and why something cannot."""

from __future__ import annotations

from dataclasses import dataclass

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.rule import Remedy, Rule, broken


@dataclass(frozen=True, slots=True)
class ClientStanding:
    """What there is about a client that something can be begun from."""

    has_application: bool = False  # one that is not answered
    has_issued: bool = False  # a decision, in force or not
    is_granted: bool = False  # a decision is in force, or will be
    has_complaint: bool = False  # one that is not closed


NEEDS_APPLICATION: Rule[ClientStanding] = Rule(
    "application",
    lambda facts: facts.has_application,
    "Det ligger ingen søknad til behandling. Registrer søknaden først.",
    "Forvaltningsloven § 11 a",
    Remedy("Ny søknad", "application/new"),
)
NEEDS_GRANT: Rule[ClientStanding] = Rule(
    "grant",
    lambda facts: facts.is_granted,
    "Ingen vedtak gjelder, så det er ikke noe å endre.",
    "Forvaltningsloven § 35",
)
NEEDS_COMPLAINT: Rule[ClientStanding] = Rule(
    "complaint",
    lambda facts: facts.has_complaint,
    "Det ligger ingen klage til behandling. Registrer klagen først.",
    "Forvaltningsloven § 33",
)
NEEDS_DECISION: Rule[ClientStanding] = Rule(
    "decision",
    lambda facts: facts.has_issued,
    "Det er ikke fattet noe vedtak å klage på.",
    "Forvaltningsloven § 28",
)
_OF_DECISION = {
    DecisionKind.PARTLY: NEEDS_APPLICATION,
    DecisionKind.REFUSED: NEEDS_APPLICATION,
    DecisionKind.CHANGED: NEEDS_GRANT,
    DecisionKind.ENDED: NEEDS_GRANT,
    DecisionKind.DISMISSED: NEEDS_COMPLAINT,
    DecisionKind.REVERSED: NEEDS_COMPLAINT,
}


def why_no_decision(kind: DecisionKind, facts: ClientStanding) -> str:
    """Return why a decision of a kind cannot be begun; "" when it can."""
    rule = _OF_DECISION.get(kind)
    return _reason(rule, facts) if rule else ""


def why_no_complaint(facts: ClientStanding) -> str:
    """Return why no complaint can be registered; "" when it can."""
    return _reason(NEEDS_DECISION, facts)


def _reason(rule: Rule[ClientStanding], facts: ClientStanding) -> str:
    return " ".join(each.sentence for each in broken([rule], facts))
