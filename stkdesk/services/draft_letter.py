"""A letter that is begun, as the pile of them shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.rule import Broken


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """A letter that is begun, and what it lacks.

    In the pile, letters to support contacts have their short numbers below zero, since
    they are numbered apart from those of a case.
    """

    number: int
    kind: LetterKind | ContactLetterKind
    client_number: int | None  # None: to a support contact
    client: str  # name of the client, or of the contact; for the screen only
    begun_on: date  # the day it was last worked on
    missing: tuple[Broken, ...]  # what must be put right, in the order of the form
    draft: LetterDraft | ContactLetterDraft
    contact_number: int | None = None

    @property
    def short_number(self) -> int:
        """The number of the letter among its own kind."""
        return abs(self.number)
