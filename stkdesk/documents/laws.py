"""Legal references for the papers: data with dates, in ``resources/letters``.

Which administration act is cited is the office's setting, because the 2025 act waits
for its day; which wording of a reference is in force follows from the day it is for.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion
from stkdesk.resources import resource


@dataclass(frozen=True, slots=True)
class Law:
    """One reference, and what it says in a few words."""

    key: str
    act: str  # "1967", "2025", or empty: the same under both
    valid_from: date
    valid_to: date | None
    reference: dict[Language, str]
    about: dict[Language, str]

    def holds(self, act: LawVersion, day: date) -> bool:
        """Tell whether the reference may be used on ``day`` under ``act``."""
        return (
            self.act in ("", act.value)
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )


def law(key: str, act: LawVersion, day: date) -> Law:
    """Return the reference called ``key`` as it stands on ``day``.

    Raises ``KeyError`` when none holds: a fault in the data, not in the case.
    """
    found = [entry for entry in _laws() if entry.key == key and entry.holds(act, day)]
    if not found:
        raise KeyError(f"no reference {key} under the {act.value} act on {day}")
    return max(found, key=lambda entry: entry.valid_from)


def cited(language: Language, act: LawVersion, day: date) -> dict[str, str]:
    """Return every reference in force, by key, ready to be filled into a text."""
    keys = {entry.key for entry in _laws() if entry.holds(act, day)}
    return {key: law(key, act, day).reference[language] for key in sorted(keys)}


def usual_basis(
    kind: DecisionKind, language: Language, act: LawVersion, day: date
) -> str:
    """Return the legal basis a new decision starts with, one rule on each line.

    Source: helse- og omsorgstjenesteloven § 3-2; pasient- og brukerrettighetsloven
    §§ 2-1 a and 3-1. The same rules carry a refusal: they are what is not met.
    """
    rules = [law(key, act, day) for key in ("service", "right", "participation")]
    return "\n".join(
        f"{rule.reference[language]} ({rule.about[language]})" for rule in rules
    )


@cache
def _laws() -> tuple[Law, ...]:
    data = tomllib.loads(resource("letters/laws.toml").read_text("utf-8"))
    return tuple(
        Law(
            key=entry["key"],
            act=entry.get("act", ""),
            valid_from=entry["valid_from"],
            valid_to=entry.get("valid_to"),
            reference={language: entry[language.value] for language in Language},
            about={
                language: entry.get(f"about_{language.value}", "")
                for language in Language
            },
        )
        for entry in data["law"]
    )
