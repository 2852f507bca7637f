"""The two written languages of the office's papers."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Bokmål or nynorsk; a paper is written in one of them and never mixes."""

    BOKMAL = "nb"
    NYNORSK = "nn"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Bokmål" if self is Language.BOKMAL else "Nynorsk"

    @property
    def tag(self) -> str:
        """The language tag written into a PDF, e.g. ``nb-NO``."""
        return f"{self.value}-NO"
