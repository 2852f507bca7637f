"""The papers of a letter: the stored ones, or a draft with UTKAST across it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.print_file import build
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.letter_issuing import preview_letter
from stkdesk.services.letters import draft_of, find_letter
from stkdesk.services.paper_sight import refuse_letters_about
from stkdesk.services.printing import MadePaper, paper_again
from stkdesk.storage.tables import Paper

NOT_KEPT = 0  # number of a paper that is only looked at


@needs(Right.READ_CASES)
def print_letter(
    session: Session, number: int, *, today: date, language: Language | None = None
) -> tuple[MadePaper, ...]:
    """Return the papers of a letter, one for each who got it; of a draft, one.

    An issued letter is printed once and never drawn again.

    Raises:
        NotFoundError: if the letter is not there.
        CannotPrintError: if another language than the letter's is asked for.
        DamagedPaperError: if the stored bytes are not the ones that were stored.

    """
    letter = find_letter(session, number)
    refuse_letters_about(session, letter.client_number)
    if language is not None and language is not letter.language:
        raise CannotPrintError(
            f"Brevet er skrevet på {letter.language.label.lower()}.",
            "Det kan ikke skrives ut på et annet språk enn det er skrevet på.",
        )
    kept = session.scalars(
        select(Paper.number).where(Paper.letter_number == number).order_by(Paper.number)
    ).all()
    if kept:
        return tuple(paper_again(session, paper, today=today) for paper in kept)
    content = preview_letter(session, draft_of(session, letter), today=today)
    data = build(content)
    return (MadePaper(NOT_KEPT, content.reference, PaperKind.LETTER, data),)
