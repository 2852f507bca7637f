"""One condition of the gate as an object: its test, its evidence and its remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from stkdesk.domain.gate.facts import GateFacts
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.rule import Remedy


class GateState(StrEnum):
    """How one condition stands; the worst first."""

    MISSING = "missing"
    OVERRIDDEN = "overridden"  # missing, and let through with a reason
    LOOK = "look"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a condition stands, what shows it, and what helps."""

    state: GateState
    evidence: str
    remedy: Remedy | None = None
    contact: int | None = None  # whom the remedy is about, when not the provider
    agreement: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of the gate."""

    rule: GateRule
    title: str
    source: str  # law and section, or "Kontorets egen regel"
    judge: Callable[[GateFacts], Verdict | None]  # None: not asked of this assignment


def met(evidence: str) -> Verdict:
    """Return that the condition holds, with what shows it."""
    return Verdict(GateState.MET, evidence)


def look(evidence: str, remedy: Remedy | None = None) -> Verdict:
    """Return that somebody should look at it; it hinders nothing."""
    return Verdict(GateState.LOOK, evidence, remedy)


def missing(
    evidence: str,
    remedy: Remedy | None = None,
    *,
    contact: int | None = None,
    agreement: int | None = None,
) -> Verdict:
    """Return that the condition does not hold, and what helps."""
    return Verdict(GateState.MISSING, evidence, remedy, contact, agreement)
