"""What is printed in a letter to a support contact, and its frozen form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from stkdesk.documents.frozen import frozen, thawed
from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.person import Address


@dataclass(frozen=True, slots=True)
class ContactLetterContent:
    """Everything printed in the letter; nothing is looked up while printing."""

    reference: str  # of the paper, "B-2026-000118-7K"
    language: Language
    kind: ContactLetterKind
    sender: OfficeDraft
    address: Address  # of the support contact; shows in the window
    contact_name: str
    contact_birth_date: date | None
    made_on: date
    national_id: str = ""  # of the purpose letter only, and never frozen
    fields: tuple[tuple[str, str], ...] = ()  # as filled in, by key, sorted
    turn: str = ""  # which of its turns it takes: see ``contact_letter_parts``
    own: OwnWords = field(default_factory=OwnWords)
    signed_by_hand: bool = True  # False: "elektronisk godkjent"; never both
    is_withheld: bool = False  # it names a client
    revision: int = 1
    draft: bool = False  # prints UTKAST across every page
    practice: bool = False  # prints ØVING across every page

    @property
    def act(self) -> LawVersion:
        """Return the administration act that holds the day it is made."""
        return self.sender.act_on(self.made_on)

    def text(self, key: str) -> str:
        """Return what was filled in, "" when nothing was."""
        return dict(self.fields).get(key, "").strip()


def content_to_json(content: ContactLetterContent) -> str:
    """Return the content as JSON text, without the national identity number.

    It is on the paper, which is kept; nobody needs it twice.
    """
    return frozen(content, without=("national_id",))


def content_from_json(text: str) -> ContactLetterContent:
    """Return the content that was frozen as ``text``.

    Raises:
        ValueError: if the text is not a frozen letter.

    """
    return thawed(ContactLetterContent, json.loads(text))
