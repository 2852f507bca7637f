"""The journal follows the papers: what is mailed is dispatched (Ekspedert)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.journal import EntryKind, EntryState
from stkdesk.services.access import inner
from stkdesk.services.journal import mark_dispatched, take_dispatch_back
from stkdesk.storage.tables import JournalEntry, Paper


@inner
def follow_papers(session: Session, papers: Sequence[int]) -> None:
    """Let the entries of these papers say when they were sent: with the first of them.

    A letter of which no paper is mailed any more, did not go out after all. A day that
    turned out another is taken back and noted anew.

    Raises:
        LockedEntryError: if the entry is archived.

    """
    touched = select(Paper.decision_number, Paper.letter_number).where(
        Paper.number.in_(papers)
    )
    pairs = session.execute(touched.distinct()).all()
    decisions = {decision for decision, _ in pairs if decision is not None}
    letters = {letter for _, letter in pairs if letter is not None}
    if not decisions and not letters:
        return
    entries = select(JournalEntry).where(
        JournalEntry.kind == EntryKind.OUTGOING,
        JournalEntry.state != EntryState.VOID,
        or_(
            JournalEntry.decision_number.in_(decisions),
            JournalEntry.letter_number.in_(letters),
        ),
    )
    for entry in session.scalars(entries.order_by(JournalEntry.number)):
        _follow(session, entry)


def _follow(session: Session, entry: JournalEntry) -> None:
    same = (
        Paper.letter_number == entry.letter_number
        if entry.letter_number is not None
        else and_(
            Paper.decision_number == entry.decision_number,
            Paper.letter_number.is_(None),
        )
    )
    first = session.scalar(select(func.min(Paper.mailed_on)).where(same))
    if first == entry.sent_on:
        return
    if entry.state is not EntryState.JOURNALLED:
        take_dispatch_back(session, entry)
    if first is not None:
        mark_dispatched(session, entry, first)
