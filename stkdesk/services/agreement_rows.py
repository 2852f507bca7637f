"""The agreements themselves, for the errands on them."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementDraft, AgreementState
from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.services.access import inner
from stkdesk.services.agreement_facts import agreement_assignment
from stkdesk.storage.tables import Agreement


class AgreementMadeError(OfficeError):
    """The agreement has been made; it never changes, a new one replaces it."""


@inner
def find_agreement(session: Session, number: int) -> Agreement:
    """Return the agreement itself, for the other errands on agreements."""
    agreement = session.get(Agreement, number)
    if agreement is None:
        raise NotFoundError("Avtalen finnes ikke lenger i registeret.")
    agreement_assignment(session, agreement.assignment_number)
    return agreement


@inner
def agreements_about(session: Session, number: int) -> list[Agreement]:
    """Return every agreement about an assignment, the oldest first."""
    found = select(Agreement).where(Agreement.assignment_number == number)
    return list(session.scalars(found.order_by(Agreement.number)))


def agreement_draft(agreement: Agreement) -> AgreementDraft:
    """Return the form of ``agreement`` as it stands in the register."""
    names = [each.name for each in fields(AgreementDraft)]
    return AgreementDraft(**{name: getattr(agreement, name) for name in names})


def refuse_made(agreement: Agreement) -> None:
    """Refuse to change what has been made."""
    if agreement.state is not AgreementState.DRAFT:
        raise AgreementMadeError(
            "Avtalen er laget og låst.",
            "Skal noe endres, lager du en ny avtale som erstatter denne.",
        )
