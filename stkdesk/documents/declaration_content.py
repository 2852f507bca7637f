"""What is printed on a declaration of confidentiality (taushetserklæring)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.contact import OF_AGE
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Address, years_old


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything printed on the declaration; nothing is looked up while printing."""

    reference: str  # of the paper, "E-2026-000031-8T"
    language: Language
    sender: OfficeDraft
    address: Address  # of the support contact; shows in the window
    contact_name: str
    birth_date: date | None
    made_on: date
    explained_by: str = ""  # who goes through it with the contact; empty: a line
    own: OwnWords = field(default_factory=OwnWords)  # the office's texts that day
    revision: int = 1
    practice: bool = False  # prints ØVING across every page

    @property
    def needs_guardian(self) -> bool:
        """Whether a guardian signs too: the contact is under 18 that day."""
        born = self.birth_date
        return (
            born is not None
            and born <= self.made_on
            and years_old(born, self.made_on) < OF_AGE
        )
