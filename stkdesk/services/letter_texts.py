"""The office's own wordings of the letters' paragraphs, each from its day on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.own_words import OwnWords
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import SHARED
from stkdesk.services.access import inner
from stkdesk.services.citations import office_citations
from stkdesk.storage.tables import LetterText


@inner
def own_words(session: Session, paper: str, language: Language, day: date) -> OwnWords:
    """Return what the office says in its own words in ``paper`` on ``day``."""
    found = wordings(session, paper, language, day)
    return OwnWords(tuple(sorted(found.items())), office_citations(session, day))


@inner
def wordings(
    session: Session, paper: str, language: Language, day: date
) -> dict[str, str]:
    """Return the office's own wordings in force on ``day``, by ``paper/key``.

    Those of the texts that several letters share are with them. A paragraph that is again
    the standard one is not.
    """
    found = (
        select(LetterText.paper, LetterText.key, LetterText.body)
        .where(
            LetterText.paper.in_((paper, *SHARED)),
            LetterText.language == language,
            LetterText.valid_from <= day,
        )
        .order_by(LetterText.valid_from)
    )
    newest = {f"{of}/{key}": body for of, key, body in session.execute(found)}
    return {key: body for key, body in newest.items() if body is not None}
