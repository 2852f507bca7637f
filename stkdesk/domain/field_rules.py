"""Rules that every letter with fields has: what must be filled in, and days in order.

They ask ``facts`` for ``text(key)``, ``day(key)``, ``minutes(key)`` and ``today``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from stkdesk.domain.letter import FieldShape, LetterField
from stkdesk.domain.rule import Remedy, Rule

OWN = "Kontorets egen regel"


def day_in(text: str) -> date | None:
    """Return the day an ISO date says, None when it says none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def filled(asked: LetterField) -> Rule[Any]:
    """Return the rule that a field is filled in with what it is for."""

    def _is_filled(facts: Any) -> bool:
        match asked.shape:
            case FieldShape.DATE:
                return facts.day(asked.key) is not None
            case FieldShape.MINUTES:
                return facts.minutes(asked.key) is not None
        return bool(facts.text(asked.key))

    advice = asked.advice or f"Fyll ut «{asked.label}»."
    remedy = Remedy(f"Fyll ut «{asked.label}»", f"field/{asked.key}")
    return Rule(asked.key, _is_filled, advice, asked.source, remedy)


def field_rule(
    key: str,
    test: Callable[[Any], bool],
    sentence: str,
    verb: str,
    *,
    source: str = OWN,
    act: str = "",
) -> Rule[Any]:
    """Return a rule about the field ``key``, put right there or by ``act``."""
    return Rule(key, test, sentence, source, Remedy(verb, act or f"field/{key}"))


def not_ahead(key: str) -> Rule[Any]:
    """Return the rule that a day has been."""
    return field_rule(
        key,
        lambda facts: (facts.day(key) or date.min) <= facts.today,
        "Datoen kan ikke være fram i tid.",
        "Rett datoen",
    )


def ahead(key: str) -> Rule[Any]:
    """Return the rule that a day is still to come when the letter is sent."""
    return field_rule(
        key,
        lambda facts: (facts.day(key) or date.max) > facts.today,
        "Datoen er gått ut. Skriv en dag etter i dag, da brevet blir sendt.",
        "Skriv en ny dato",
    )


def in_order(first: str, last: str, sentence: str) -> Rule[Any]:
    """Return the rule that the day ``last`` is not before the day ``first``."""
    return field_rule(
        last,
        lambda facts: (facts.day(last) or date.max) >= (facts.day(first) or date.min),
        sentence,
        "Rett datoen",
    )
