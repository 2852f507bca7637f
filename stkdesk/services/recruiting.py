"""Casework on recruiting: from an application to a support contact who is ready."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.contact import ContactDraft, ContactStatus
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.names import full_name
from stkdesk.domain.recruiting import RecruitmentDraft, RecruitOutcome
from stkdesk.domain.recruiting_draft import recruitment_problems
from stkdesk.domain.recruiting_rules import (
    lacks_of,
    refuse_unready,
    step_of,
    unready,
)
from stkdesk.domain.recruiting_steps import (
    SAID_NO,
    RecruitFacts,
    Step,
    StepState,
)
from stkdesk.domain.recruiting_told import Whos, step_states
from stkdesk.domain.rule import Broken
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import needs
from stkdesk.services.certificates import (
    CertificateRow,
    certificate_rows,
    contact_in,
)
from stkdesk.services.contact_course import note_reengaged, refuse_merged
from stkdesk.services.contacts import register_contact
from stkdesk.services.declaration_rows import DeclarationRow, declaration_rows
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.recruiting_facts import Known, recruit_facts
from stkdesk.services.recruiting_rows import (
    draft_of,
    recruitment_of,
    write_recruitment,
)
from stkdesk.storage.tables import Contact, Recruitment, Staff
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class RecruitmentCard:
    """How one support contact came in, and what is missing; version 0: nothing yet."""

    contact_number: int
    contact_version: int
    version: int
    name: str
    status: ContactStatus
    draft: RecruitmentDraft
    step: Step
    steps: tuple[StepState, ...]
    lacks: tuple[Broken, ...]
    certificates: tuple[CertificateRow, ...]
    declarations: tuple[DeclarationRow, ...]
    facts: RecruitFacts
    number: int = 0  # of the recruitment; 0: nothing yet

    @property
    def can_be_active(self) -> bool:
        """Whether nothing that blocks is missing."""
        return not unready(self.facts)


@needs(Right.EDIT_CONTACTS)
def register_applicant(
    session: Session,
    contact: ContactDraft,
    draft: RecruitmentDraft,
    *,
    today: date,
    apart: Collection[int] = (),
) -> int:
    """Add somebody who wants to help; return the short number of the contact.

    Raises:
        InvalidInputError: if a draft has problems that block, each by its field.
        AlreadyRegisteredError: if the identity number is a contact's already.
        SimilarPeopleError: if somebody is alike, and not said to be another.

    """
    refuse_blocking(recruitment_problems(draft, today=today))
    applicant = replace(contact, status=ContactStatus.CANDIDATE)
    number = register_contact(session, applicant, today=today, apart=apart)
    row = recruitment_of(session, number)
    assert row is not None  # every applicant has one
    write_recruitment(session, row, draft)
    _follow_outcome(contact_in(session, number), None, draft.outcome, today)
    session.flush()
    return number


@needs(Right.READ_RECRUITING)
def open_recruitment(
    session: Session, contact_number: int, *, today: date
) -> RecruitmentCard:
    """Return how a support contact came in, and what is missing; noted.

    Raises:
        NotFoundError: if there is no such support contact.

    """
    contact = contact_in(session, contact_number)
    row = recruitment_of(session, contact_number)
    note(
        session,
        Action.OPENED,
        "recruitments" if row else "contacts",
        row.number if row else contact_number,
        person=contact.person_number,
    )
    known = _known(session, contact_number, today)
    facts = known.facts
    declarations = declaration_rows(session, contact_number)
    certificates = certificate_rows(session, contact_number)
    whos = _whos(session, row, certificates, declarations)
    return RecruitmentCard(
        contact_number=contact_number,
        contact_version=contact.version,
        version=row.version if row else 0,
        name=full_name(known.given_name, known.family_name),
        status=contact.status,
        draft=draft_of(row),
        step=step_of(facts),
        steps=step_states(facts, whos),
        lacks=lacks_of(facts),
        certificates=certificates,
        declarations=declarations,
        facts=facts,
        number=row.number if row else 0,
    )


@needs(Right.EDIT_CONTACTS)
def edit_recruitment(
    session: Session,
    contact_number: int,
    version: int,
    draft: RecruitmentDraft,
    *,
    today: date,
) -> None:
    """Put ``draft`` in place of what stands; version 0 when nothing does.

    An applicant who is not approved, or withdraws, is ended; approved after all, the
    applicant is one again.

    Raises:
        NotFoundError: if there is no such support contact.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    contact = contact_in(session, contact_number)
    row = recruitment_of(session, contact_number)
    refuse_outdated(row.version if row else 0, version)
    refuse_blocking(recruitment_problems(draft, today=today, status=contact.status))
    if row is None:
        row = Recruitment(contact_number=contact_number)
        session.add(row)
    before = row.outcome
    with keeping_gates(session, contact=contact_number, today=today):
        write_recruitment(session, row, draft)
        _follow_outcome(contact, before, draft.outcome, today)
        row.changed_at = now()  # a call to a reference is also a save
        session.flush()


@needs(Right.EDIT_CONTACTS)
def make_active(
    session: Session, contact_number: int, version: int, *, today: date
) -> None:
    """Make a support contact active, when everything holds.

    Raises:
        NotFoundError: if there is no such support contact.
        NotReadyError: if something is missing; it carries the rules.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    contact = contact_in(session, contact_number)
    row = recruitment_of(session, contact_number)
    refuse_outdated(row.version if row else 0, version)
    refuse_unready(_known(session, contact_number, today).facts)
    contact.status, contact.ended_on = ContactStatus.ACTIVE, None
    session.flush()


@needs(Right.EDIT_CONTACTS)
def reengage_contact(session: Session, contact_number: int, *, today: date) -> None:
    """Take up somebody who had ended, or was not taken: an applicant again from today.

    A certificate that was seen before counts no more (hol § 5-4: a new offer).

    Raises:
        NotFoundError: if there is no such support contact, or it has not ended.
        InvalidInputError: if it has gone into another one.

    """
    contact = contact_in(session, contact_number)
    if contact.status is not ContactStatus.ENDED:
        raise NotFoundError("Støttekontakten er ikke sluttet lenger.")
    refuse_merged(session, contact_number, "status")
    row = note_reengaged(session, contact_number, today)
    row.applied_on = today
    contact.status, contact.ended_on = ContactStatus.CANDIDATE, None
    session.flush()


def _follow_outcome(
    contact: Contact,
    before: RecruitOutcome | None,
    after: RecruitOutcome | None,
    today: date,
) -> None:
    """End an applicant who is not taken; take one up again who is after all."""
    if after in SAID_NO:
        if contact.status is ContactStatus.CANDIDATE:
            contact.status = ContactStatus.ENDED
            contact.ended_on = max(today, contact.started_on or today)
    elif before in SAID_NO and contact.status is ContactStatus.ENDED:
        contact.status, contact.ended_on = ContactStatus.CANDIDATE, None


def _known(session: Session, contact_number: int, today: date) -> Known:
    whose = Contact.number == contact_number
    return recruit_facts(session, whose, today=today)[contact_number]


def _whos(
    session: Session,
    row: Recruitment | None,
    certificates: tuple[CertificateRow, ...],
    declarations: tuple[DeclarationRow, ...],
) -> Whos:
    """Return who did each step, by name."""
    names: dict[int, str] = {}
    if row is not None:
        called = [each.called_by for each in row.references if each.called_by]
        asked = {row.interviewed_by, row.assessed_by, *called} - {None}
        found = select(Staff.number, Staff.name).where(Staff.number.in_(asked))
        names = {number: name for number, name in session.execute(found)}
    seen = [each.seen_by for each in certificates if each.draft.seen_on]
    signed = [each.explained_by for each in declarations if each.signed_on]
    return {
        Step.REFERENCES: names.get(called[-1], "") if row and called else "",
        Step.INTERVIEW: names.get(row.interviewed_by or 0, "") if row else "",
        Step.ASSESSMENT: names.get(row.assessed_by or 0, "") if row else "",
        Step.CERTIFICATE: seen[-1] if seen else "",
        Step.DECLARATION: signed[-1] if signed else "",
    }
