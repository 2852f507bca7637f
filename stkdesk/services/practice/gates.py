"""How strict the practice office is, its own numbers, and the one it let pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.gate_rules import GateRule
from stkdesk.services.practice.careers import Stint

Row = dict[str, Any]
PASSED = timedelta(days=5)  # ago
REASON = (
    "Avtalen er underskrevet av støttekontakten. Kommunens eksemplar er i posten, og "
    "brukeren har ventet lenge på å komme i gang igjen."
)


def strictness(today: date, stamp: Row) -> list[Row]:
    """Return the one rule the office lets its leader go past, since the autumn."""
    return [
        {
            "rule": GateRule.AGREEMENT,
            "valid_from": date(today.year, 9, 1),
            "is_strict": False,
            **stamp,
        }
    ]


def numbers(today: date, stamp: Row) -> list[Row]:
    """Return the numbers the office has set: a course, and agreements by the year."""
    return [
        {
            "rule": rule,
            "valid_from": date(today.year - 1, 1, 1),
            "value": value,
            "basis": "Vedtatt i ledermøtet",
            **stamp,
        }
        for rule, value in (
            (CaseRule.CONTACT_COURSE, 1),
            (CaseRule.AGREEMENT_RENEWAL_DAYS, 60),
        )
    ]


def overrides(
    stints: Sequence[Stint], today: date, leader: int | None
) -> Iterator[Row]:
    """Yield that the leader let an assignment start before the agreement was back."""
    for stint in stints:
        if stint.waits_for_paper:
            yield {
                "assignment_number": stint.number,
                "rule": GateRule.AGREEMENT,
                "reason": REASON,
                "made_on": today - PASSED,
                "made_by": leader,
            }
