"""What is printed in a letter of a case, and its frozen form kept in the register."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from stkdesk.documents.own_words import OwnWords, from_plain, to_plain
from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.office import LawVersion, NameMode, OfficeDraft
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
    """Return the content as JSON text that ``content_from_json`` reads back equal.

    The keys are sorted, so the same content always gives the same text.
    """
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, indent=1)


def content_from_json(text: str) -> CaseLetter:
    """Return the content that was frozen as ``text``.

    Fields added to the letter after it was frozen get their default value.

    Raises:
        ValueError: if the text is not a frozen letter.

    """
    try:
        stored = json.loads(text)
        return CaseLetter(**{key: _thawed(key, stored[key]) for key in stored})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a frozen letter") from error


def _plain(value: object) -> object:
    """Return ``value`` as what JSON knows."""
    match value:
        case OwnWords():
            return to_plain(value)
        case CaseLetter() | OfficeDraft() | Address() | ComplaintPoint():
            return {
                each.name: _plain(getattr(value, each.name)) for each in fields(value)
            }
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


_DATES = {"client_birth_date", "made_on", "new_act_from"}
_WORDS: dict[str, type[StrEnum]] = {
    "language": Language,
    "kind": LetterKind,
    "recipient": Relation,
    "name_mode": NameMode,
    "act": LawVersion,
}


def _thawed(key: str, value: Any) -> Any:
    """Return what ``_plain`` made ``value`` from, by the name of its field."""
    if value is None:
        return None
    if key in _DATES:
        return date.fromisoformat(value)
    if key in _WORDS:
        return _WORDS[key](value)
    match key:
        case "sender":
            return OfficeDraft(**{name: _thawed(name, value[name]) for name in value})
        case "address":
            return Address(**{name: _thawed(name, value[name]) for name in value})
        case "own":
            return from_plain(value)
        case "points":
            return tuple(ComplaintPoint(**each) for each in value)
        case "fields":
            return tuple((name, text) for name, text in value)
    return tuple(value) if isinstance(value, list) else value
