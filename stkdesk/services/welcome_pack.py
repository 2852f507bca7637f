"""The letters and forms of the next step of a support contact, as one print job.

Invited: the letter of the interview. Said no to: the letter that says so. Approved: the
letter that says so, the purpose letter, and the declaration. Vetted, with an assignment
that is to begin: the agreement, the letter of the start, and the first timesheet. What
has been sent is not sent again; a declaration that is not signed is printed again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import CannotPrintError, InvalidInputError, OfficeError
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_steps import RecruitFacts
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.agreements import (
    agreements_of,
    begin_agreement,
    make_agreement,
    save_agreement,
)
from stkdesk.services.contact_letters import (
    begin_contact_letter,
    issue_contact_letter,
    last_contact_letter,
    open_contact_letter,
    register_contact_letter,
)
from stkdesk.services.declaration_rows import declaration_rows
from stkdesk.services.declarations import print_declaration
from stkdesk.services.periods import ensure_periods
from stkdesk.services.printing import MadePaper, paper_again, print_sheet
from stkdesk.services.recruiting import open_recruitment
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Agreement, Assignment

K = ContactLetterKind
_ASK = (CertificateStanding.NONE, CertificateStanding.RENEW)


class PackLacksError(OfficeError):
    """One of the letters of the pack lacks something; nothing was made."""


@needs(Right.EDIT_CONTACTS)
def welcome_pack(
    session: Session, contact_number: int, *, today: date
) -> tuple[MadePaper, ...]:
    """Make every letter and form of the next step, in the caller's transaction.

    Raises:
        NotFoundError: if there is no such support contact.
        PackLacksError: if one of them lacks something; it says which, and what.
        CannotPrintError: if nothing is to be sent now, or one will not print.
        NotAllowedError: if the one at work may not see where the contact lives.

    """
    facts = open_recruitment(session, contact_number, today=today).facts
    made = tuple(_papers(session, contact_number, facts, today))
    if not made:
        raise CannotPrintError(
            "Det er ingenting å skrive ut nå.",
            "Brevene og skjemaene i dette steget er laget. Du finner dem under "
            "Papirer.",
        )
    return made


def _papers(
    session: Session, contact: int, facts: RecruitFacts, today: date
) -> Iterator[MadePaper]:
    if facts.outcome is RecruitOutcome.REFUSED:
        if facts.answered_on is None:
            yield _letter(session, K.REFUSED, contact, today)
    elif facts.outcome is RecruitOutcome.WITHDRAWN:
        return
    elif not facts.is_approved:
        if facts.invited_on is None and facts.interviewed_on is None:
            yield _letter(session, K.INTERVIEW, contact, today)
    else:
        yield from _of_approved(session, contact, facts, today)
        if facts.declared_on and facts.certificate is CertificateStanding.ACCEPTED:
            for row in _planned(session, contact):
                yield from _of_start(session, contact, row, today)


def _of_approved(
    session: Session, contact: int, facts: RecruitFacts, today: date
) -> Iterator[MadePaper]:
    is_new = facts.status is ContactStatus.CANDIDATE
    if is_new and facts.is_known and facts.answered_on is None:
        yield _letter(session, K.APPROVED, contact, today)
    if facts.certificate in _ASK:
        yield _letter(session, K.CERTIFICATE_REQUEST, contact, today)
    if facts.declared_on is None:
        waiting = [
            each.paper_number
            for each in declaration_rows(session, contact)
            if each.signed_on is None and each.paper_number is not None
        ]
        if waiting:
            yield paper_again(session, waiting[-1], today=today)
        else:
            yield print_declaration(session, contact, today=today)


def _planned(session: Session, contact: int) -> list[Assignment]:
    """Return the assignments that are to begin, of clients that may be seen."""
    found = (
        select(Assignment)
        .where(
            Assignment.contact_number == contact,
            Assignment.status == AssignmentStatus.PLANNED,
            Assignment.client_number.not_in(hidden_clients(session)),
        )
        .order_by(Assignment.start_on, Assignment.number)
    )
    return list(session.scalars(found))


def _of_start(
    session: Session, contact: int, row: Assignment, today: date
) -> Iterator[MadePaper]:
    agreements = agreements_of(session, row.number)
    if not any(
        each.state in (AgreementState.MADE, AgreementState.SIGNED)
        for each in agreements
    ):
        yield _agreement(session, row, today)
    if last_contact_letter(session, K.START, contact, row.number) is not None:
        return
    yield _letter(session, K.START, contact, today, row.number)
    begins = max(row.start_on, today)
    period = next(
        each for each in ensure_periods(session, begins.year) if begins in each.period
    )
    yield print_sheet(session, row.number, period.number, today=today)


def _letter(
    session: Session,
    kind: ContactLetterKind,
    contact: int,
    today: date,
    assignment: int | None = None,
) -> MadePaper:
    draft = begin_contact_letter(
        session, kind, contact, assignment=assignment, today=today
    )
    number = register_contact_letter(session, draft)
    version = open_contact_letter(session, number).version
    try:
        return issue_contact_letter(session, number, version, today=today)
    except InvalidInputError as error:
        raise PackLacksError(f"«{kind.label}» mangler noe.", error.advice) from error


def _agreement(session: Session, row: Assignment, today: date) -> MadePaper:
    """Return the agreement, from the draft there is or a new one."""
    begun = [
        each.number
        for each in agreements_of(session, row.number)
        if each.state is AgreementState.DRAFT
    ]
    try:
        if begun:
            number = begun[0]
        else:
            draft = begin_agreement(session, row.number, today=today)
            number = save_agreement(session, draft, today=today)
        version = session.get_one(Agreement, number).version
        return make_agreement(session, number, version, today=today)
    except InvalidInputError as error:
        raise PackLacksError("Oppdragsavtalen mangler noe.", error.advice) from error
