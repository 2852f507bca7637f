"""The letters that go with the course of an assignment, made at once.

A letter that lacks nothing is issued; one that lacks something waits as a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.contact_letters import (
    begin_contact_letter,
    contact_letter_lacks,
    issue_contact_letter,
    open_contact_letter,
    register_contact_letter,
)
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letter_pile import open_draft
from stkdesk.services.letters import open_letter, register_letter
from stkdesk.services.printing import MadePaper
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Assignment


class CourseLetter(StrEnum):
    """A letter to one of the two, when something happens to their assignment."""

    CLIENT_START = "client_start"
    CLIENT_PAUSE = "client_pause"
    CLIENT_END = "client_end"
    CONTACT_START = "contact_start"
    CONTACT_PAUSE = "contact_pause"
    CONTACT_END = "contact_end"
    REFERENCE = "reference"

    @property
    def of_client(self) -> LetterKind | None:
        """The kind of letter to the client; None: it goes to the support contact."""
        return {
            CourseLetter.CLIENT_START: LetterKind.YOUR_CONTACT,
            CourseLetter.CLIENT_PAUSE: LetterKind.ASSIGNMENT_PAUSE,
            CourseLetter.CLIENT_END: LetterKind.ASSIGNMENT_END,
        }.get(self)

    @property
    def of_contact(self) -> ContactLetterKind | None:
        """The kind of letter to the support contact; None: it goes to the client."""
        return {
            CourseLetter.CONTACT_START: ContactLetterKind.START,
            CourseLetter.CONTACT_PAUSE: ContactLetterKind.PAUSE,
            CourseLetter.CONTACT_END: ContactLetterKind.END,
            CourseLetter.REFERENCE: ContactLetterKind.REFERENCE,
        }.get(self)

    @property
    def label(self) -> str:
        """The words on screen."""
        kind = self.of_client or self.of_contact
        return kind.label if kind is not None else self.value


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter that lacks something, and waits as a draft."""

    which: CourseLetter
    number: int  # of the letter, or of the letter to the contact


@dataclass(frozen=True, slots=True)
class MadeLetters:
    """What came of the letters asked for."""

    papers: tuple[MadePaper, ...] = ()
    waiting: tuple[WaitingLetter, ...] = ()


@needs(Right.EDIT_CASES)
def make_course_letters(
    session: Session, number: int, wanted: Sequence[CourseLetter], *, today: date
) -> MadeLetters:
    """Make letters about the assignment ``number``, in the caller's transaction.

    Raises:
        NotFoundError: if the assignment is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    assignment = session.get(Assignment, number)
    if assignment is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    refuse_blocked(session, assignment.client_number)
    papers: list[MadePaper] = []
    waiting: list[WaitingLetter] = []
    for which in wanted:
        if which.of_client is not None:
            letter, made = _to_client(session, which.of_client, assignment, today)
        elif which.of_contact is not None and assignment.contact_number is not None:
            letter, made = _to_contact(session, which.of_contact, assignment, today)
        else:
            continue
        papers += made
        if not made:
            waiting.append(WaitingLetter(which, letter))
    return MadeLetters(tuple(papers), tuple(waiting))


def _to_client(
    session: Session, kind: LetterKind, assignment: Assignment, today: date
) -> tuple[int, Sequence[MadePaper]]:
    draft = begin_letter(
        session,
        kind,
        assignment.client_number,
        assignment=assignment.number,
        today=today,
    )
    number = register_letter(session, draft)
    if open_draft(session, number, today=today).missing:
        return number, ()
    version = open_letter(session, number).version
    return number, issue_letter(session, number, version, today=today).papers


def _to_contact(
    session: Session, kind: ContactLetterKind, assignment: Assignment, today: date
) -> tuple[int, Sequence[MadePaper]]:
    assert assignment.contact_number is not None
    draft = begin_contact_letter(
        session,
        kind,
        assignment.contact_number,
        assignment=assignment.number,
        today=today,
    )
    number = register_contact_letter(session, draft)
    if any(e.blocks for e in contact_letter_lacks(session, draft, today=today)):
        return number, ()
    version = open_contact_letter(session, number).version
    return number, (issue_contact_letter(session, number, version, today=today),)
