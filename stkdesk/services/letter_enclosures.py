"""What may be enclosed in a letter: papers and files of the case, each with a title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import texts
from stkdesk.domain.formats import long_date
from stkdesk.domain.journal import EntryState
from stkdesk.domain.language import Language
from stkdesk.domain.letter import EnclosureDraft, LetterDraft, LetterKind
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.letters import letter_client
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Attachment,
    Case,
    Decision,
    JournalEntry,
    Letter,
    Paper,
)


@needs(Right.READ_CASES)
def enclosure_choices(
    session: Session, client_number: int
) -> tuple[EnclosureDraft, ...]:
    """Return all that may be enclosed: decisions and letters first, then files.

    The newest first; of a paper that several got, the first. Titles are in the
    client's language. Whoever shows them notes it.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    language = letter_client(session, client_number).language
    return (*_papers(session, client_number, language), *_files(session, client_number))


@inner
def usual_enclosures(
    session: Session, draft: LetterDraft, language: Language
) -> LetterDraft:
    """Return ``draft`` with what usually goes with it.

    A forwarding has the complaint, the decision and what the case rests on; the notice
    to the party has the forwarding.
    """
    match draft.kind:
        case LetterKind.FORWARDING:
            found = (
                *_files(session, draft.client_number, complaint=draft.complaint_number),
                *_papers(
                    session,
                    draft.client_number,
                    language,
                    decision=draft.decision_number,
                ),
            )
        case LetterKind.FORWARDING_NOTICE:
            found = tuple(
                _papers(
                    session,
                    draft.client_number,
                    language,
                    complaint=draft.complaint_number,
                )
            )[:1]
        case LetterKind.COMPLAINT_RECEIPT if draft.text("missing"):
            found = tuple(
                _files(session, draft.client_number, complaint=draft.complaint_number)
            )
        case _:
            return draft
    return replace(draft, enclosures=tuple(found))


def _papers(
    session: Session,
    client_number: int,
    language: Language,
    *,
    decision: int | None = None,
    complaint: int | None = None,
) -> Iterator[EnclosureDraft]:
    """Yield kept papers about a client; of one decision, or the forwarding of one."""
    refuse_blocked(session, client_number)
    found = (
        select(
            Paper.number,
            Paper.kind,
            Paper.made_at,
            Paper.decision_number,
            Paper.letter_number,
            Letter.kind.label("letter_kind"),
            Decision.reference,
        )
        .outerjoin(Letter, Letter.number == Paper.letter_number)
        .outerjoin(Decision, Decision.number == Paper.decision_number)
        .where(
            Paper.client_number == client_number,
            Paper.kind.in_((PaperKind.DECISION, PaperKind.LETTER)),
            Paper.contact_letter_number.is_(None),  # said to a support contact
            Paper.sha256.is_not(None),
        )
        .order_by(Paper.number)
    )
    if decision is not None:
        found = found.where(Paper.decision_number == decision)
    if complaint is not None:
        found = found.where(
            Letter.complaint_number == complaint, Letter.kind == LetterKind.FORWARDING
        )
    first: dict[object, EnclosureDraft] = {}
    for row in session.execute(found):
        paper = row.letter_kind.value if row.letter_kind else "decision"
        title = texts(paper, language)["file_title"]
        if row.reference:
            title = f"{title} {row.reference}"
        title = _dated(title, row.made_at.date())
        of = (row.decision_number, row.letter_number)
        first.setdefault(of, EnclosureDraft(title, paper_number=row.number))
    yield from reversed(first.values())


def _files(
    session: Session, client_number: int, *, complaint: int | None = None
) -> Iterator[EnclosureDraft]:
    """Yield the files that came with documents of a client, or with one complaint."""
    refuse_blocked(session, client_number)
    found = (
        select(Attachment.number, Attachment.title, JournalEntry.document_on)
        .join(JournalEntry, JournalEntry.number == Attachment.entry_number)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(
            Case.client_number == client_number, JournalEntry.state != EntryState.VOID
        )
        .order_by(JournalEntry.number.desc(), Attachment.number)
    )
    if complaint is not None:
        found = found.where(JournalEntry.complaint_number == complaint)
    for number, title, day in session.execute(found):
        yield EnclosureDraft(_dated(title, day), attachment_number=number)


def _dated(title: str, day: date) -> str:
    return f"{title}, {long_date(day)}"
