"""What is printed in a letter to a support contact, and its frozen form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from stkdesk.documents.own_words import OwnWords, from_plain, to_plain
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion, NameMode, OfficeDraft
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
    plain = {each.name: _plain(getattr(content, each.name)) for each in fields(content)}
    del plain["national_id"]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1)


def content_from_json(text: str) -> ContactLetterContent:
    """Return the content that was frozen as ``text``.

    Raises:
        ValueError: if the text is not a frozen letter.

    """
    try:
        stored = json.loads(text)
        return ContactLetterContent(
            **{key: _thawed(key, stored[key]) for key in stored}
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a frozen letter") from error


def _plain(value: object) -> object:
    match value:
        case OwnWords():
            return to_plain(value)
        case OfficeDraft() | Address():
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


_DATES = {"contact_birth_date", "made_on", "new_act_from"}
_WORDS: dict[str, type[StrEnum]] = {
    "language": Language,
    "kind": ContactLetterKind,
    "name_mode": NameMode,
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
        case "fields":
            return tuple((name, text) for name, text in value)
    return tuple(value) if isinstance(value, list) else value
