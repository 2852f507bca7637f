"""A person's complaints in an answer to a request for insight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from stkdesk.documents.texts import Texts
from stkdesk.domain.formats import long_date
from stkdesk.services.access import inner
from stkdesk.storage.tables import Complaint, Decision

Rows = Iterator[tuple[str, str]]


@inner
def complaints_told(
    session: Session, numbers: Sequence[int], words: Texts
) -> Iterator[tuple[date, str, Rows]]:
    """Yield the day each complaint came, its heading and what is kept of it."""
    found = session.execute(
        select(Complaint, Decision.reference)
        .join(Decision, Decision.number == Complaint.decision_number)
        .where(Complaint.number.in_(numbers))
        .options(selectinload(Complaint.points))
        .order_by(Complaint.received_on, Complaint.number)
    ).all()
    for each, reference in found:
        title = words["complaint.title"].format(reference=reference)
        yield each.received_on, title, _rows(each, words)


def _rows(each: Complaint, words: Texts) -> Rows:
    yield words["complaint.received_on"], _day(each.received_on)
    yield words["complaint.postmarked_on"], _day(each.postmarked_on)
    yield words["complaint.known_on"], _day(each.known_on)
    yield words["complaint.complainant"], words[f"complainants.{each.complainant}"]
    yield words["complaint.wants"], each.wants
    for point in each.points:
        yield words["complaint.argument"], point.argument
        yield words["complaint.answer"], point.answer
    yield words["complaint.late_reason"], each.late_reason
    yield words["complaint.reassessment"], each.reassessment
    if each.outcome is not None:
        yield words["complaint.outcome"], words[f"outcomes.{each.outcome}"]
        yield words["complaint.outcome_on"], _day(each.outcome_on)
    yield words["complaint.forwarded_on"], _day(each.forwarded_on)
    if each.governor_outcome is not None:
        told = words[f"governor.{each.governor_outcome}"]
        yield words["complaint.governor_outcome"], told
        yield words["complaint.governor_on"], _day(each.governor_on)
        yield words["complaint.governor_text"], each.governor_text
    yield words["complaint.closed_on"], _day(each.closed_on)


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
