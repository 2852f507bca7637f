"""The paper of a decision: the stored one, or drawn from its frozen letter."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.documents.decision_content import content_from_json
from stkdesk.documents.decision_letter import build
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.decisions import draft_of, find_decision
from stkdesk.services.issuing import preview_decision
from stkdesk.services.paper_sight import refuse_letters_about
from stkdesk.services.papers import (
    PaperLinks,
    keep_paper,
    open_paper_bytes,
    papers_of_decision,
)
from stkdesk.services.printing import MadePaper

NOT_KEPT = 0  # number of a paper that is only looked at


@needs(Right.READ_CASES)
def print_decision(
    session: Session, number: int, *, today: date, language: Language | None = None
) -> MadePaper:
    """Return the paper of a decision; a draft has UTKAST across it and is not kept.

    An issued decision is printed once and never drawn again. In the practice office
    older ones were issued without a paper: theirs is drawn from the frozen letter
    the first time somebody asks, and kept from then on.

    Raises:
        NotFoundError: if the decision is not there.
        CannotPrintError: if another language than the decision's is asked for.
        DamagedPaperError: if the stored bytes are not the ones that were stored.

    """
    decision = find_decision(session, number)
    refuse_letters_about(session, decision.client_number)
    for paper in papers_of_decision(session, number):
        _refuse_other(language, paper.language)
        data = open_paper_bytes(session, paper.number)
        return MadePaper(paper.number, paper.reference, PaperKind.DECISION, data)
    if decision.content is None:
        letter = preview_decision(session, draft_of(session, decision), today=today)
        _refuse_other(language, letter.language)
        return MadePaper(NOT_KEPT, letter.reference, PaperKind.DECISION, build(letter))
    letter = content_from_json(decision.content)
    _refuse_other(language, letter.language)
    data = build(letter)
    kept = keep_paper(
        session,
        letter.reference,
        PaperKind.DECISION,
        letter.language,
        links=PaperLinks(
            client_number=decision.client_number, decision_number=decision.number
        ),
        today=letter.made_on,
        data=data,
    )
    return MadePaper(kept, letter.reference, PaperKind.DECISION, data)


def _refuse_other(asked: Language | None, written: Language) -> None:
    if asked is not None and asked is not written:
        raise CannotPrintError(
            f"Vedtaket er skrevet på {written.label.lower()}.",
            "Det kan ikke skrives ut på et annet språk enn det er skrevet på.",
        )
