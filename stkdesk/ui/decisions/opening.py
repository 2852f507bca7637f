"""What is read before the form of a decision opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from stkdesk.domain.decision import DecisionDraft, DecisionKind, DecisionState
from stkdesk.domain.formats import short_date
from stkdesk.services.decision_basis import DecisionBasis, decision_basis
from stkdesk.services.decision_begin import begin_filled
from stkdesk.services.decision_known import NO_APPLICATION, Beginning
from stkdesk.services.decisions import DecisionCard
from stkdesk.services.decisions import open_decision as read_decision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decision is wanted: one there is, or a new one and what it rests on."""

    client: int
    number: int | None = None
    kind: DecisionKind | None = None
    application: int | None = None
    complaint: int | None = None
    changes: int | None = None
    corrects: int | None = None

    @property
    def is_told(self) -> bool:
        """Whether it is known already which kind it is to be."""
        return self.number is not None or self.kind is not None or bool(self.corrects)


@dataclass(frozen=True, slots=True)
class Begun:
    """A decision to go on with, and what the form needs beside it."""

    draft: DecisionDraft
    card: DecisionCard | None  # None: a new one
    usual: Beginning  # what a new one of its kind is filled with
    basis: DecisionBasis


def read_begun(session: Session, wanted: Wanted, today: date) -> Begun | None:
    """Return what to open; None for a decision that has been issued."""
    if wanted.number is None:
        usual = begin_filled(
            session,
            wanted.client,
            today=today,
            kind=wanted.kind,
            application=wanted.application,
            complaint=wanted.complaint,
            changes=wanted.changes,
            corrects=wanted.corrects,
        )
        basis = decision_basis(session, usual.draft, today=today)
        return Begun(usual.draft, None, usual, basis)
    card = read_decision(session, wanted.number)
    if card.state is DecisionState.ISSUED:
        return None
    draft, usual = _of_today(card.draft, begin_again(session, card.draft, today), today)
    basis = decision_basis(session, draft, today=today, number=card.number)
    return Begun(draft, card, usual, basis)


def _of_today(
    draft: DecisionDraft, usual: Beginning, today: date
) -> tuple[DecisionDraft, Beginning]:
    """Let a draft of an earlier day be decided today, and say which day it had.

    It waited for an answer, or for somebody to approve it; nothing was decided then.
    """
    if draft.decided_on is None or draft.decided_on >= today:
        return draft, usual
    told = f"I dag. I kladden sto {short_date(draft.decided_on)}."
    sources = MappingProxyType({**usual.sources, "decided_on": told})
    return replace(draft, decided_on=today), replace(usual, sources=sources)


def begin_again(session: Session, draft: DecisionDraft, today: date) -> Beginning:
    """Return what a new decision of this kind, resting on the same, is filled with."""
    assert draft.client_number is not None
    return begin_filled(
        session,
        draft.client_number,
        today=today,
        kind=draft.kind,
        application=draft.application_number or NO_APPLICATION,
        complaint=draft.complaint_number,
        changes=draft.changes_number,
        corrects=draft.corrects_number,
    )
