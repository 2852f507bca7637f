"""Letters of the practice office: written, issued and mailed by its own errands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.letter import EnclosureDraft, LetterDraft, LetterKind
from stkdesk.services.access import inner
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letters import register_letter
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.practice.rows import noon
from stkdesk.storage.tables import Paper
from stkdesk.storage.tables.base import clock_stands


@inner
def draft_letter(
    session: Session,
    kind: LetterKind,
    client: int,
    day: date,
    *,
    application: int | None = None,
    complaint: int | None = None,
    assignment: int | None = None,
    fields: Mapping[str, str] | None = None,
) -> int:
    """Begin a letter on ``day``, fill in ``fields`` besides, and return its number."""
    with clock_stands(noon(day)):
        draft = begin_letter(
            session,
            kind,
            client,
            application=application,
            complaint=complaint,
            assignment=assignment,
            today=day,
        )
        draft = replace(draft, fields={**draft.fields, **(fields or {})})
        return register_letter(session, _enclosing(draft))


@inner
def post_letter(session: Session, letter: int, day: date) -> None:
    """Issue a letter on ``day``, and mail it then, where the post may take it."""
    with clock_stands(noon(day)):
        issue_letter(session, letter, 1, today=day)
        papers = session.scalars(
            select(Paper.number).where(Paper.letter_number == letter, ~Paper.by_hand)
        ).all()
        if papers:
            mark(session, PaperAct.MAILED, papers, on=day, printed_too=True)
    session.expunge_all()


def _enclosing(draft: LetterDraft) -> LetterDraft:
    """Return a forwarding with the decision on paper, where the register has none."""
    if draft.kind is not LetterKind.FORWARDING or draft.enclosures:
        return draft
    titles = ("Klagen", "Vedtaket det er klaget på")
    return replace(draft, enclosures=tuple(EnclosureDraft(each) for each in titles))
