"""What must hold before an assignment is active: one answer for each rule.

The same answers make the panel of the card, the reason of a button that is asleep, the
line on the first page and the refusal of an errand.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from stkdesk.domain.duty import About
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.gate import grant, pair, vetting
from stkdesk.domain.gate.check import Check, GateState, Verdict
from stkdesk.domain.gate.facts import GateFacts
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.rule import Broken, Remedy

__all__ = [
    "CHECKS",
    "TITLES",
    "Condition",
    "GateClosedError",
    "GateFacts",
    "GateState",
    "blocking",
    "conditions",
]

CHECKS: tuple[Check, ...] = (*grant.CHECKS, *vetting.CHECKS, *pair.CHECKS)
#: What each rule is called, by its code in the register.
TITLES = {check.rule.value: check.title for check in CHECKS}
_ORDER = tuple(GateState)
NOTHING = About()


@dataclass(frozen=True, slots=True)
class Condition:
    """How one rule stands for one assignment."""

    rule: GateRule
    state: GateState
    title: str
    evidence: str
    remedy: Remedy | None
    blocks: bool  # the assignment cannot be active as it stands
    source: str  # law and section
    can_override: bool = False  # with a reason, by those who may
    about: About = NOTHING  # what the remedy opens

    @property
    def broken(self) -> Broken:
        """The same as a rule that does not hold, for the reason of a button."""
        return Broken(
            self.rule.value,
            f"{self.title}: {self.evidence}.",
            self.remedy,
            self.blocks,
            self.source,
        )


class GateClosedError(OfficeError):
    """An assignment cannot be active as it stands; nothing was done."""

    def __init__(
        self, title: str, found: tuple[Condition, ...], advice: str = ""
    ) -> None:
        """Carry the conditions that do not hold, so that a window can show each."""
        told = " ".join(each.broken.sentence for each in found)
        super().__init__(title, f"{told} {advice}".strip())
        self.conditions = found


def conditions(facts: GateFacts, strict: Collection[GateRule]) -> tuple[Condition, ...]:
    """Return how every rule stands, the worst first.

    ``strict``: the rules nobody may go past. A rule that is not asked of such an
    assignment has no condition.
    """
    found = []
    for check in CHECKS:
        verdict = check.judge(facts)
        if verdict is not None:
            found.append(_condition(check, verdict, facts, strict))
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.state)))


def blocking(
    facts: GateFacts, strict: Collection[GateRule]
) -> dict[GateRule, Condition]:
    """Return the conditions that keep the assignment from being active."""
    return {each.rule: each for each in conditions(facts, strict) if each.blocks}


def _condition(
    check: Check, verdict: Verdict, facts: GateFacts, strict: Collection[GateRule]
) -> Condition:
    rule, state = check.rule, verdict.state
    is_missing = state is GateState.MISSING
    if is_missing and rule in facts.overridden:
        state = GateState.OVERRIDDEN
    blocks = state is GateState.MISSING
    return Condition(
        rule,
        state,
        check.title,
        verdict.evidence,
        verdict.remedy,
        blocks,
        check.source,
        can_override=blocks and rule not in strict,
        about=_about(facts, verdict),
    )


def _about(facts: GateFacts, verdict: Verdict) -> About:
    helper = facts.helper.number if facts.helper else None
    return About(
        client=facts.client_number,
        assignment=facts.number,
        contact=verdict.contact or helper,
        agreement=verdict.agreement,
        group=facts.group.number if facts.group else None,
        organisation=facts.organisation.number if facts.organisation else None,
    )
