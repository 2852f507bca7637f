"""That papers left the window: on a printer, or as a file somebody saved."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.storage.trail import note


@needs(Right.READ_CASES, Right.READ_HOURS)
def log_printed(session: Session, papers: Sequence[int]) -> None:
    """Note that these papers are handed to a printer; said before they are."""
    _note(session, Action.PRINTED, papers)


@needs(Right.READ_CASES, Right.READ_HOURS)
def log_saved(session: Session, papers: Sequence[int]) -> None:
    """Note that these papers are saved as a file; said before it is written."""
    _note(session, Action.EXPORTED, papers)


def _note(session: Session, action: Action, papers: Sequence[int]) -> None:
    """Note one event for them all; each paper's own is where it was made."""
    kept = [number for number in papers if number]  # a draft is no paper yet
    if len(kept) == 1:
        note(session, action, "papers", kept[0])
        return
    detail = {"count": len(papers), "papers": kept}
    note(session, action, "papers", detail=detail)
