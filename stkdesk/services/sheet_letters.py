"""Letters about timesheets: one to each support contact, and one pile of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from stkdesk.documents.joined import joined
from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.services.access import inner
from stkdesk.services.contact_letters import (
    issue_contact_letter,
    register_contact_letter,
)
from stkdesk.services.printing import MadePaper
from stkdesk.services.sheet_course import Left
from stkdesk.storage.tables import ContactLetter


@dataclass(frozen=True, slots=True)
class LetterPile:
    """Letters of one kind, in the order they go into the envelopes."""

    letters: tuple[MadePaper, ...] = ()
    by_hand: tuple[MadePaper, ...] = ()  # protected addresses: handed over
    left: tuple[Left, ...] = ()  # assignments without a letter, and why

    @property
    def papers(self) -> tuple[int, ...]:
        """The numbers of all the papers."""
        return tuple(each.number for each in (*self.letters, *self.by_hand))

    def pdf(self, *, by_hand: bool = False, duplex: bool = True) -> bytes:
        """Return one file with the letters to be mailed, or those given by hand.

        With ``duplex`` each begins on the front of a sheet. b"" when there are none.
        """
        some = self.by_hand if by_hand else self.letters
        return joined([each.data for each in some], duplex=duplex)[0] if some else b""

    def starts(self, *, by_hand: bool = False, duplex: bool = True) -> Sequence[int]:
        """Return the first page of each letter in that file, from 1."""
        some = self.by_hand if by_hand else self.letters
        return joined([each.data for each in some], duplex=duplex)[1] if some else ()


@inner
def make_sheet_letter(
    session: Session,
    kind: ContactLetterKind,
    contact_number: int,
    fields: Mapping[str, str],
    *,
    today: date,
) -> MadePaper:
    """Print a letter to a support contact, lock it, and return the paper.

    It names no client, so it is about the contact alone.

    Raises:
        NotAllowedError: if the one at work may not see where the contact lives.
        InvalidInputError: if the contact's address or the office's sender is missing.

    """
    draft = ContactLetterDraft(
        kind, contact_number, None, MappingProxyType(dict(fields))
    )
    number = register_contact_letter(session, draft)
    version = session.get_one(ContactLetter, number).version
    return issue_contact_letter(session, number, version, today=today)


def pile_of(letters: Sequence[MadePaper], left: Sequence[Left]) -> LetterPile:
    """Return ``letters`` as a pile, those given by hand apart."""
    return LetterPile(
        tuple(each for each in letters if not each.by_hand),
        tuple(each for each in letters if each.by_hand),
        tuple(left),
    )
