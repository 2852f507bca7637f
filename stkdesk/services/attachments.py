"""Files that came with a document: kept in the register, opened, taken out again."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.journal import find_entry
from stkdesk.services.paper_files import keep_bytes
from stkdesk.services.papers import moment_of
from stkdesk.storage.tables import Attachment


@needs(Right.EDIT_CASES)
def attach(
    session: Session, entry_number: int, title: str, data: bytes, *, today: date
) -> int:
    """Keep a file with a document of the journal and return its number."""
    find_entry(session, entry_number)
    attachment = Attachment(
        entry_number=entry_number,
        title=title.strip(),
        media_type="application/pdf",
        size=len(data),
        sha256=keep_bytes(session, data),
        added_at=moment_of(today),
    )
    session.add(attachment)
    session.flush()
    return attachment.number
