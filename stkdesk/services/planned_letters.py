"""Letters to many support contacts at once: planned, then made as one pile."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.printing import MadePaper
from stkdesk.services.sheet_letters import LetterPile, make_sheet_letter, pile_of
from stkdesk.storage.database import Database

AT_A_TIME = 20  # support contacts in one transaction: others can save between


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """One letter that can be made, with what stands in its fields."""

    contact_number: int
    contact: str  # name, for the screen only
    kind: ContactLetterKind
    fields: tuple[tuple[str, str], ...]


@needs(Right.MAKE_PAPERS)
def make_planned_letters(
    session: Session, letters: Sequence[PlannedLetter], *, today: date
) -> LetterPile:
    """Print ``letters``, lock them, and return the pile, in the order given.

    Raises:
        InvalidInputError: if an address, or the office's own, is missing.

    """
    made = [
        make_sheet_letter(
            session, each.kind, each.contact_number, dict(each.fields), today=today
        )
        for each in letters
    ]
    return pile_of(made, ())


@needs(Right.MAKE_PAPERS)
def planned_letter_job(
    database: Database, letters: Sequence[PlannedLetter], *, today: date
) -> Generator[Progress, None, LetterPile]:
    """Do ``make_planned_letters`` some at a time, on a worker thread.

    What is made when it is stopped is made: those letters lie under Dokumenter.
    """
    mailed: list[MadePaper] = []
    by_hand: list[MadePaper] = []
    for start in range(0, len(letters), AT_A_TIME):
        some = letters[start : start + AT_A_TIME]
        with database.transaction() as session:
            pile = make_planned_letters(session, some, today=today)
        mailed += pile.letters
        by_hand += pile.by_hand
        yield Progress(min(start + AT_A_TIME, len(letters)), len(letters))
    return LetterPile(tuple(mailed), tuple(by_hand))
