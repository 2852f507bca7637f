"""A legal reference (lovhenvisning): its words, and the days it may be cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.language_words import strangers
from stkdesk.domain.wording import NOT_SEVEN_SIX, names_seven_six

_NAMES = {Language.BOKMAL: "bokmal", Language.NYNORSK: "nynorsk"}
_WEEKS = {Language.BOKMAL: "fire uker", Language.NYNORSK: "fire veker"}
_PLACE = re.compile(r"§|kap|artik", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference in both languages, and what it says in a few words."""

    key: str  # what a letter's text refers to it by: "appeal"
    act: str  # "1967", "2025", or empty: the same under both
    valid_from: date
    valid_to: date | None
    bokmal: str
    nynorsk: str
    about_bokmal: str = ""
    about_nynorsk: str = ""

    @property
    def reference(self) -> dict[Language, str]:
        """What is printed, in each language."""
        return {Language.BOKMAL: self.bokmal, Language.NYNORSK: self.nynorsk}

    @property
    def about(self) -> dict[Language, str]:
        """What the rule says, in each language."""
        return {
            Language.BOKMAL: self.about_bokmal,
            Language.NYNORSK: self.about_nynorsk,
        }

    def holds(self, act: str, day: date) -> bool:
        """Tell whether the reference may be used on ``day`` under ``act``."""
        return (
            self.act in ("", act)
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )


def citation_problems(draft: Citation, standard: Citation) -> tuple[Problem, ...]:
    """Return what is wrong with the office's own version of a reference.

    ``standard`` is the program's: what it says about the case, this must say too.
    Source: pasient- og brukerrettighetsloven § 7-5 (four weeks); domain reference 0.1
    (§ 7-6 is no rule on complaints).
    """
    found: list[Problem] = []
    for language in Language:
        name = _NAMES[language]
        reference, about = draft.reference[language], draft.about[language]
        if not reference.strip():
            found.append(
                Problem(name, "Skriv lovhenvisningen, for eksempel «… § 7-5».")
            )
        elif _PLACE.search(standard.bokmal) and not _PLACE.search(reference):
            found.append(
                Problem(name, "Skriv også paragrafen, kapittelet eller artikkelen.")
            )
        if names_seven_six(reference):
            found.append(Problem(name, NOT_SEVEN_SIX))
        if standard.about[language] and not about.strip():
            found.append(
                Problem(f"about_{name}", "Skriv kort hva regelen sier til mottakeren.")
            )
        weeks = _WEEKS[language]
        if weeks in standard.about[language] and weeks not in about:
            found.append(
                Problem(f"about_{name}", f"Klagefristen må stå her: «{weeks}».")
            )
        if wrong := strangers(language, f"{reference} {about}")[:4]:
            said = ", ".join(f"«{word}»" for word in wrong)
            found.append(
                Problem(name, f"{said} hører til den andre målformen.", blocks=False)
            )
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        found.append(Problem("valid_to", "Siste dag kan ikke komme før første."))
    return tuple(found)
