"""Casework on police certificates: asked for, seen, and disposed of.

Only dates and a result are stored; there is no errand that takes a file or a remark.
Source: politiregisterforskriften § 37-2; hol § 5-4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import PauseReason
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateEnd,
    CertificateResult,
)
from stkdesk.domain.certificate_rules import (
    certificate_problems,
)
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_rules import ASSESS, NotReadyError
from stkdesk.domain.rule import Broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.gate_guard import closed_by, pause_by_gate
from stkdesk.storage.tables import (
    Assignment,
    AssignmentPause,
    Contact,
    PoliceCertificate,
    Recruitment,
    Staff,
)
from stkdesk.storage.trail import note

ONE_OFFER = "Politiregisterforskriften § 36-1"
OF_CERTIFICATE = (GateRule.CERTIFICATE, GateRule.EXCLUSION, GateRule.MEMBERSHIP)
SAID_NO = (RecruitOutcome.REFUSED, RecruitOutcome.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate of a support contact, as the card shows it."""

    number: int
    version: int
    draft: CertificateDraft
    seen_by: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the paper was seen, and is still to be disposed of."""
        return self.draft.seen_on is not None and self.draft.disposed_on is None


@needs(Right.READ_RECRUITING)
def certificates_of(
    session: Session, contact_number: int
) -> tuple[CertificateRow, ...]:
    """Return the certificates of a support contact, the oldest first; noted.

    Raises:
        NotFoundError: if there is no such support contact.

    """
    contact = contact_in(session, contact_number)
    note(
        session,
        Action.OPENED,
        "contacts",
        contact_number,
        person=contact.person_number,
    )
    return certificate_rows(session, contact_number)


@needs(Right.EDIT_CONTACTS)
def request_certificate(
    session: Session,
    contact_number: int,
    basis: CertificateBasis = CertificateBasis.HEALTH,
    *,
    today: date,
) -> int:
    """Write down that the purpose letter was made today; return the short number.

    Asked again while one is awaited: that one is asked for today.

    Raises:
        NotFoundError: if there is no such support contact.
        NotReadyError: if nobody has been offered anything yet.

    """
    if lacks := request_lacks(session, contact_number):
        raise NotReadyError("Politiattest kan ikke kreves ennå.", lacks)
    row = _awaited(session, contact_number, basis)
    if row is None:
        row = PoliceCertificate(contact_number=contact_number, basis=basis)
        session.add(row)
    row.requested_on = today
    session.flush()
    return row.number


@inner
def request_lacks(session: Session, contact_number: int) -> tuple[Broken, ...]:
    """Return what is missing before a certificate may be asked for.

    Only one who has an offer can get one (politiregisterforskriften § 36-1).
    """
    contact = contact_in(session, contact_number)
    outcome = session.scalar(
        select(Recruitment.outcome).where(Recruitment.contact_number == contact_number)
    )
    if contact.status is ContactStatus.ENDED or outcome in SAID_NO:
        sentence = "Søkeren er avsluttet. Ta opp saken igjen først."
    elif contact.status is ContactStatus.CANDIDATE and outcome is None:
        sentence = (
            "Søkeren er ikke godkjent ennå. Bare den som har fått tilbud om oppdrag, "
            "kan få politiattest."
        )
    else:
        return ()
    return (Broken("outcome", sentence, ASSESS, blocks=True, source=ONE_OFFER),)


@needs(Right.EDIT_CONTACTS)
def register_certificate(
    session: Session,
    contact_number: int,
    draft: CertificateDraft,
    *,
    today: date,
    number: int | None = None,
    version: int | None = None,
) -> int:
    """Write down that a certificate was seen; return its short number.

    ``number``: one that is registered, to be put right; None: the one that is awaited
    on the same basis, else a new one. ``version``: as it was read, when it was. A
    running assignment that may not go on after this rests from today.

    Raises:
        NotFoundError: if the support contact, or the certificate, is not there.
        InvalidInputError: if a date or the result is wrong, each by its field.
        ChangedByAnotherError: if somebody saved it after ``version``.

    """
    contact_in(session, contact_number)
    row = _wanted(session, contact_number, draft.basis, number)
    if row is not None and version is not None:
        refuse_outdated(row.version, version)
    asked = draft.requested_on or (row.requested_on if row else None)
    written = replace(draft, requested_on=asked)
    refuse_blocking(certificate_problems(written, today=today))
    if written.seen_on is None and written.requested_on is None:
        raise InvalidInputError(
            (Problem("seen_on", "Skriv datoen attesten ble vist."),)
        )
    known: tuple[int, ...] = ()  # what runs without one rests when it is not accepted
    if written.result is not CertificateResult.NOT_ACCEPTED:
        known = closed_by(session, OF_CERTIFICATE, contact=contact_number, today=today)
    if row is None:
        row = PoliceCertificate(contact_number=contact_number)
        session.add(row)
    _write(session, row, written)
    session.flush()
    pause_by_gate(
        session, OF_CERTIFICATE, contact=contact_number, today=today, but=known
    )
    return row.number


@needs(Right.EDIT_CONTACTS)
def dispose_certificate(
    session: Session,
    number: int,
    version: int,
    disposal: CertificateEnd,
    day: date,
    *,
    today: date,
) -> None:
    """Write down that the paper was shredded or given back; that it was seen remains.

    Raises:
        NotFoundError: if there is no such certificate.
        InvalidInputError: if the day is wrong; field ``disposed_on``.
        ChangedByAnotherError: if somebody saved it after ``version``.

    """
    row = session.get(PoliceCertificate, number)
    if row is None:
        raise NotFoundError("Politiattesten er ikke registrert lenger.")
    refuse_outdated(row.version, version)
    draft = replace(certificate_draft(row), disposed_on=day, disposal=disposal)
    problems = certificate_problems(draft, today=today)
    refuse_blocking(each for each in problems if each.field == "disposed_on")
    row.disposed_on, row.disposal = day, disposal
    session.flush()


@needs(Right.READ_RECRUITING)
def rested_by_gate(
    session: Session, contact_number: int, *, today: date
) -> tuple[int, ...]:
    """Return the assignments that a certificate or a veto let rest today."""
    found = (
        select(Assignment.number)
        .join(AssignmentPause, AssignmentPause.assignment_number == Assignment.number)
        .where(
            Assignment.contact_number == contact_number,
            Assignment.status == AssignmentStatus.PAUSED,
            AssignmentPause.reason == PauseReason.GATE,
            AssignmentPause.from_on >= today,
        )
        .order_by(Assignment.number)
    )
    return tuple(session.scalars(found))


@inner
def certificate_rows(
    session: Session, contact_number: int
) -> tuple[CertificateRow, ...]:
    """Return the certificates of a support contact, the oldest first."""
    found = session.execute(
        select(PoliceCertificate, Staff.name)
        .outerjoin(Staff, Staff.number == PoliceCertificate.seen_by)
        .where(PoliceCertificate.contact_number == contact_number)
        .order_by(PoliceCertificate.number)
    )
    return tuple(
        CertificateRow(row.number, row.version, certificate_draft(row), name or "")
        for row, name in found
    )


def certificate_draft(row: PoliceCertificate) -> CertificateDraft:
    """Return a certificate as it stands in the register."""
    return CertificateDraft(
        basis=row.basis,
        requested_on=row.requested_on,
        issued_on=row.issued_on,
        seen_on=row.seen_on,
        result=row.result,
        disposed_on=row.disposed_on,
        disposal=row.disposal,
    )


@inner
def contact_in(session: Session, number: int) -> Contact:
    """Return the row of a support contact.

    Raises:
        NotFoundError: if there is none.

    """
    contact = session.get(Contact, number)
    if contact is None:
        raise NotFoundError("Støttekontakten finnes ikke lenger i registeret.")
    return contact


def _write(session: Session, row: PoliceCertificate, draft: CertificateDraft) -> None:
    if draft.seen_on is None:
        row.seen_by = None
    elif row.seen_on != draft.seen_on or row.seen_by is None:
        row.seen_by = actor_of(session).number
    row.basis, row.requested_on = draft.basis, draft.requested_on
    row.issued_on, row.seen_on, row.result = (
        draft.issued_on,
        draft.seen_on,
        draft.result,
    )
    row.disposed_on, row.disposal = draft.disposed_on, draft.disposal


def _wanted(
    session: Session, contact_number: int, basis: CertificateBasis, number: int | None
) -> PoliceCertificate | None:
    if number is None:
        return _awaited(session, contact_number, basis)
    row = session.get(PoliceCertificate, number)
    if row is None or row.contact_number != contact_number:
        raise NotFoundError("Politiattesten er ikke registrert lenger.")
    return row


def _awaited(
    session: Session, contact_number: int, basis: CertificateBasis
) -> PoliceCertificate | None:
    found: Sequence[PoliceCertificate] = session.scalars(
        select(PoliceCertificate)
        .filter_by(contact_number=contact_number, basis=basis, seen_on=None)
        .order_by(PoliceCertificate.number.desc())
        .limit(1)
    ).all()
    return found[0] if found else None
