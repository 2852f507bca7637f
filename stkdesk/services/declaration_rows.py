"""The declarations of confidentiality of a support contact, as they are stored.

``contacts.declaration_signed_on`` is the newest day of them, kept here and nowhere
else: the lists find by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import standard_words
from stkdesk.domain.language import Language
from stkdesk.domain.letter_papers import DECLARATION
from stkdesk.services.access import inner
from stkdesk.storage.tables import Contact, Declaration, LetterText, Staff


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """One declaration: which version, who explained it, when it was signed."""

    number: int
    version: int
    form_version: str  # "" before versions were written down
    language: Language
    paper_number: int | None
    made_on: date | None
    explained_on: date | None
    explained_by: str
    signed_on: date | None
    guardian_signed: bool


@inner
def declaration_rows(
    session: Session, contact_number: int
) -> tuple[DeclarationRow, ...]:
    """Return the declarations of a support contact, the oldest first."""
    found = session.execute(
        select(Declaration, Staff.name)
        .outerjoin(Staff, Staff.number == Declaration.explained_by)
        .where(Declaration.contact_number == contact_number)
        .order_by(Declaration.number)
    )
    return tuple(
        DeclarationRow(
            number=row.number,
            version=row.version,
            form_version=row.form_version,
            language=row.language,
            paper_number=row.paper_number,
            made_on=row.made_on,
            explained_on=row.explained_on,
            explained_by=name or "",
            signed_on=row.signed_on,
            guardian_signed=row.guardian_signed,
        )
        for row, name in found
    )


@inner
def form_version(session: Session, language: Language, day: date) -> str:
    """Return which version of the declaration is in force on ``day``: ``2026-11``.

    Where the office has words of its own, ``2026-11/2026-12-01``: the standard text
    they were built on, and the day the newest of them began. "" before the first.
    """
    version = str(standard_words(DECLARATION, language)["version"])
    if day < date.fromisoformat(f"{version}-01"):
        return ""
    own = session.scalar(
        select(func.max(LetterText.valid_from)).where(
            LetterText.paper == DECLARATION,
            LetterText.language == language,
            LetterText.valid_from <= day,
        )
    )
    return f"{version}/{own.isoformat()}" if own else version


@inner
def note_signed(session: Session, contact: Contact, signed_on: date) -> None:
    """Write down a declaration signed before the contact was registered here."""
    session.add(
        Declaration(
            contact_number=contact.number,
            language=contact.language,
            signed_on=signed_on,
        )
    )
    keep_newest(session, contact)


@inner
def keep_newest(session: Session, contact: Contact) -> None:
    """Let the contact's own row say the newest day a declaration was signed."""
    session.flush()
    contact.declaration_signed_on = session.scalar(
        select(func.max(Declaration.signed_on)).where(
            Declaration.contact_number == contact.number
        )
    )
    session.flush()
