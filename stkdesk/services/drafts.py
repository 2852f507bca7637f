"""What is typed and not yet saved: kept in the register, so that nothing is lost.

A draft is its author's: two people's half-written forms never mix, and nobody is shown
another's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from stkdesk.services.access import actor_of, inner, needs
from stkdesk.storage.tables import Draft
from stkdesk.storage.tables.base import now


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A form somebody did not finish."""

    body: str  # JSON, as the form wrote it
    saved_at: datetime


@needs()
def keep_draft(session: Session, form: str, body: str) -> datetime:
    """Keep ``body`` for the form ``form``, in place of what was kept; return when."""
    moment = now()
    session.merge(Draft(form=own_form(session, form), body=body, saved_at=moment))
    return moment


@needs()
def kept_draft(session: Session, form: str) -> KeptDraft | None:
    """Return what is kept for the form ``form``, if anything is."""
    draft = session.get(Draft, own_form(session, form))
    return None if draft is None else KeptDraft(draft.body, draft.saved_at)


@needs()
def forms_with_drafts(session: Session, start: str) -> frozenset[str]:
    """Return the forms named ``start`` and more, of which something is kept."""
    own = own_form(session, start)
    found = select(Draft.form).where(Draft.form.startswith(own, autoescape=True))
    whose = own.removesuffix(start)
    return frozenset(form.removeprefix(whose) for form in session.scalars(found))


@needs()
def discard_draft(session: Session, form: str) -> None:
    """Forget what is kept for the form ``form``."""
    own = own_form(session, form)
    session.execute(delete(Draft).where(Draft.form == own))


@inner
def own_form(session: Session, form: str) -> str:
    """Return the name under which the one at work keeps drafts of ``form``."""
    return f"{actor_of(session).number or 0}/{form}"
