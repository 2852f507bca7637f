"""Legal references for the papers: data with dates, in ``resources/letters``.

Which administration act is cited follows from the day of the decision, because the
2025 act waits for its day; which wording of a reference is in force, from the day it is
for. The office's own references, where it has some, stand instead of these.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache

from stkdesk.domain.citation import Citation
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion
from stkdesk.resources import resource


def law(key: str, act: LawVersion, day: date, own: Sequence[Citation] = ()) -> Citation:
    """Return the reference called ``key`` as it stands on ``day``.

    One of the office's ``own`` that holds that day goes before the standard one; the
    one that began last goes before those begun earlier.

    Raises ``KeyError`` when none holds: a fault in the data, not in the case.
    """
    for laws in (own, standard_laws()):
        found = [each for each in laws if each.key == key and each.holds(act, day)]
        if found:
            return max(found, key=lambda each: each.valid_from)
    raise KeyError(f"no reference {key} under the {act.value} act on {day}")


def cited(
    language: Language, act: LawVersion, day: date, own: Sequence[Citation] = ()
) -> dict[str, str]:
    """Return every reference in force, by key, ready to be filled into a text."""
    keys = {each.key for each in (*standard_laws(), *own) if each.holds(act, day)}
    return {key: law(key, act, day, own).reference[language] for key in sorted(keys)}


def usual_basis(
    kind: DecisionKind,
    language: Language,
    act: LawVersion,
    day: date,
    own: Sequence[Citation] = (),
) -> str:
    """Return the legal basis a new decision starts with, one rule on each line.

    Source: helse- og omsorgstjenesteloven § 3-2; pasient- og brukerrettighetsloven
    §§ 2-1 a and 3-1. The same rules carry a refusal: they are what is not met.
    """
    rules = [law(key, act, day, own) for key in ("service", "right", "participation")]
    return "\n".join(
        f"{rule.reference[language]} ({rule.about[language]})" for rule in rules
    )


@cache
def standard_laws() -> tuple[Citation, ...]:
    """Return the references the program comes with, in the order they are written."""
    data = tomllib.loads(resource("letters/laws.toml").read_text("utf-8"))
    return tuple(
        Citation(
            key=entry["key"],
            act=entry.get("act", ""),
            valid_from=entry["valid_from"],
            valid_to=entry.get("valid_to"),
            bokmal=entry["nb"],
            nynorsk=entry["nn"],
            about_bokmal=entry.get("about_nb", ""),
            about_nynorsk=entry.get("about_nn", ""),
        )
        for entry in data["law"]
    )
