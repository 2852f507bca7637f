"""Taking an agreement back before it is signed, and letting one stand again."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.agreement_rows import (
    AgreementMadeError,
    agreements_about,
    find_agreement,
)


@needs(Right.EDIT_CASES)
def withdraw_agreement(
    session: Session, number: int, version: int, *, today: date
) -> None:
    """Take back an agreement that has not been signed; a draft is thrown away.

    Raises:
        NotFoundError: if it is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        AgreementMadeError: if it has been signed, or ended.

    """
    agreement = find_agreement(session, number)
    refuse_outdated(agreement.version, version)
    match agreement.state:
        case AgreementState.DRAFT:
            session.delete(agreement)
        case AgreementState.MADE:
            agreement.state, agreement.ended_on = AgreementState.ENDED, today
        case _:
            raise AgreementMadeError(
                "Avtalen er signert, eller avsluttet.",
                "Avslutt oppdraget, eller lag en ny avtale som erstatter denne.",
            )
    session.flush()


@inner
def reopen_agreements(
    session: Session, assignment_number: int, ended_on: date
) -> tuple[int, ...]:
    """Let those that ended with an assignment on ``ended_on`` stand as before."""
    opened = []
    for agreement in agreements_about(session, assignment_number):
        if agreement.state is AgreementState.ENDED and agreement.ended_on == ended_on:
            signed = agreement.signed_on is not None
            agreement.state = AgreementState.SIGNED if signed else AgreementState.MADE
            agreement.ended_on = None
            opened.append(agreement.number)
    session.flush()
    return tuple(opened)
