"""Casework on a decision before it is written down: begun with all that is known."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.decision import DecisionDraft, DecisionKind
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.decision_known import (
    Beginning,
    basis_of,
    begin,
    begin_correction,
)
from stkdesk.services.decisions import client_of, draft_of, find_decision
from stkdesk.storage.trail import note


@needs(Right.EDIT_CASES)
def begin_decision(
    session: Session,
    client_number: int,
    *,
    today: date,
    kind: DecisionKind | None = None,
    application: int | None = None,
    complaint: int | None = None,
    changes: int | None = None,
    corrects: int | None = None,
) -> DecisionDraft:
    """Return the form of a new decision, with all that is known filled in.

    See ``begin_filled``.
    """
    return begin_filled(
        session,
        client_number,
        today=today,
        kind=kind,
        application=application,
        complaint=complaint,
        changes=changes,
        corrects=corrects,
    ).draft


@needs(Right.EDIT_CASES)
def begin_filled(
    session: Session,
    client_number: int,
    *,
    today: date,
    kind: DecisionKind | None = None,
    application: int | None = None,
    complaint: int | None = None,
    changes: int | None = None,
    corrects: int | None = None,
) -> Beginning:
    """Return a new decision and where each part of it came from.

    ``kind``, ``application``, ``complaint`` and ``changes`` are found when they are not
    given (see ``decision_known.begin``); ``corrects`` is an issued decision whose slip
    is put right.

    Raises:
        NotFoundError: if there is no such client, or no such decision to correct.

    """
    client = client_of(session, client_number)
    note(session, Action.OPENED, "clients", client_number, person=client.person_number)
    if corrects is not None:
        wrong = find_decision(session, corrects)
        draft = draft_of(session, wrong)
        return begin_correction(session, draft, wrong, today=today)
    return begin(
        session,
        client,
        today=today,
        kind=kind,
        application=application,
        complaint=complaint,
        changes=changes,
    )


@needs(Right.READ_CASES)
def legal_basis(
    session: Session, client_number: int, kind: DecisionKind, *, today: date
) -> str:
    """Return the usual legal basis in the client's language, a rule on each line."""
    language = client_of(session, client_number).language
    return basis_of(session, language, kind, today=today)
