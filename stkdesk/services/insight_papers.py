"""Which papers somebody gets who asks, and what bars the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.insight_content import ListedPaper
from stkdesk.documents.texts import texts
from stkdesk.domain.insight import InsightDraft, Part
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.services.access import inner
from stkdesk.storage.person_rows import PersonRows
from stkdesk.storage.tables import Paper

TO_CONTACT, ABOUT_OTHER = "to_contact", "about_other"
EARLIER, WITHHELD = "earlier", "withheld"
_SHEETS = (PaperKind.TIMESHEET, PaperKind.MONTHLY_REPORT)


@dataclass(frozen=True, slots=True)
class Choice:
    """A document that may be asked for."""

    number: int
    title: str
    reference: str
    made_on: date
    left_out: str  # why it is never enclosed, a key of the texts; "" when it is


@inner
def choices_of(
    session: Session, room: str, found: PersonRows, language: Language
) -> tuple[Choice, ...]:
    """Return the kept papers of a person, oldest first, each with what bars it.

    A sheet to a support contact has that contact's address on it, and one of a
    contact's has a client on it: neither is shown to the other.
    """
    words = texts("insight_data", language)
    numbers = found.everywhere("papers")
    papers = session.execute(
        select(
            Paper.number,
            Paper.kind,
            Paper.reference,
            Paper.made_at,
            Paper.client_number,
            Paper.contact_number,
        )
        .where(Paper.number.in_(numbers), Paper.sha256.is_not(None))
        .order_by(Paper.made_at, Paper.number)
    )
    own = set(found.of("papers"))
    made = []
    for number, kind, reference, made_at, client, contact in papers:
        if room == "clients":
            # An agreement, or a letter about an assignment, has the contact's address.
            sent = kind in _SHEETS or contact is not None
            is_mine = number in own and client is not None and not sent
            why = "" if is_mine else TO_CONTACT
        else:
            is_mine = number in own and client is None
            why = "" if is_mine else ABOUT_OTHER
        if kind is PaperKind.INSIGHT:  # holds what is in this answer too
            why = EARLIER
        title = words[f"values.{kind.value}"]
        made.append(Choice(number, title, reference, made_at.date(), why))
    return tuple(made)


@inner
def listed_papers(
    session: Session,
    room: str,
    found: PersonRows,
    language: Language,
    draft: InsightDraft,
) -> list[tuple[int, ListedPaper]]:
    """Return the list of papers as it is printed, each with its number."""
    if Part.DOCUMENTS not in draft.parts:
        return []
    kept = {each.paper: each.reason.strip() for each in draft.withheld}
    first, last = draft.first_on or date.min, draft.last_on or date.max
    return [
        (
            each.number,
            ListedPaper(
                title=each.title,
                reference=each.reference,
                made_on=each.made_on,
                pages=0,
                left_out=each.left_out or (WITHHELD if each.number in kept else ""),
                withheld=kept.get(each.number, ""),
            ),
        )
        for each in choices_of(session, room, found, language)
        if first <= each.made_on <= last
    ]
