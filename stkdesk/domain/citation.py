"""A legal reference (lovhenvisning): its words, and the days it may be cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.language import Language


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
