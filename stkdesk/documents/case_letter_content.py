"""What is printed in a letter of a case, and its frozen form kept in the register."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from stkdesk.documents.frozen import frozen, thawed
from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.person import Address


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """Everything printed in the letter; nothing is looked up while printing."""

    reference: str  # of the paper, "B-2026-000118-7K"
    case_number: str  # our reference, "2026/14-3"
    language: Language
    kind: LetterKind
    sender: OfficeDraft
    address: Address  # of whoever gets this copy
    client_name: str  # the party
    client_birth_date: date | None
    made_on: date  # the day it is sent: deadlines are counted from it
    fields: tuple[tuple[str, str], ...] = ()  # as filled in, by key, sorted
    turn: str = ""  # which of its turns it takes: a key of ``case_letter_parts.TURNS``
    points: tuple[ComplaintPoint, ...] = ()  # a forwarding: each with its answer
    recipient: Relation | None = None  # what the recipient is to the client, if another
    sent_to: str = ""  # of a copy for information: whom the letter itself is sent to
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()  # who else gets the letter
    own: OwnWords = field(default_factory=OwnWords)
    act: LawVersion = LawVersion.ACT_1967  # that holds the day it is sent
    signed_by_hand: bool = True  # False: "elektronisk godkjent"; never both
    is_withheld: bool = True
    revision: int = 1
    draft: bool = False  # prints UTKAST across every page
    practice: bool = False  # prints ØVING across every page

    def text(self, key: str) -> str:
        """Return what was filled in, "" when nothing was."""
        return dict(self.fields).get(key, "").strip()


def content_to_json(content: CaseLetter) -> str:
    """Return the content as JSON text that ``content_from_json`` reads back equal."""
    return frozen(content)


def content_from_json(text: str) -> CaseLetter:
    """Return the content that was frozen as ``text``.

    Raises:
        ValueError: if the text is not a frozen letter.

    """
    return thawed(CaseLetter, json.loads(text))
