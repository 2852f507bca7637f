"""That what a letter is about, and encloses, belongs to the client it is about."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.letter import EnclosureDraft
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    Application,
    Assignment,
    Attachment,
    Case,
    Complaint,
    Decision,
    JournalEntry,
    Paper,
)


@inner
def refuse_others(
    session: Session,
    client: int,
    *,
    application: int | None = None,
    decision: int | None = None,
    complaint: int | None = None,
    assignment: int | None = None,
) -> None:
    """Refuse what is of another client, as if it were not there.

    Raises:
        NotFoundError: if the application, the decision, the complaint or the
            assignment is not the client's own.

    """
    asked = (
        (Application.client_number, Application.number, application),
        (Decision.client_number, Decision.number, decision),
        (Complaint.client_number, Complaint.number, complaint),
        (Assignment.client_number, Assignment.number, assignment),
    )
    for owner, column, number in asked:
        if number is None:
            continue
        if session.scalar(select(owner).where(column == number)) != client:
            raise NotFoundError("Saken brevet gjelder, finnes ikke hos brukeren.")


@inner
def refuse_enclosing_others(
    session: Session, client: int, enclosures: Sequence[EnclosureDraft]
) -> None:
    """Refuse papers and files of another client among what is enclosed.

    Raises:
        NotFoundError: if one of them is not in the client's own case.

    """
    papers = {each.paper_number for each in enclosures} - {None}
    files = {each.attachment_number for each in enclosures} - {None}
    own_papers = select(Paper.number).where(
        Paper.number.in_(papers), Paper.client_number == client
    )
    own_files = (
        select(Attachment.number)
        .join(JournalEntry, JournalEntry.number == Attachment.entry_number)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(Attachment.number.in_(files), Case.client_number == client)
    )
    if papers - set(session.scalars(own_papers)) or files - set(
        session.scalars(own_files)
    ):
        raise NotFoundError("Et vedlegg finnes ikke lenger i brukerens sak.")
