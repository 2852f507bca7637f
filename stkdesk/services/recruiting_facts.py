"""What the register knows of those who want to help, for the rules of the steps.

Read for one contact or for all applicants at once: a few questions, whatever the
number, each by an index.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.certificate import CertificateDraft
from stkdesk.domain.certificate_rules import certificate_standing
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.letter import LetterState
from stkdesk.domain.recruiting import RecruitOutcome, ReferenceAnswer
from stkdesk.domain.recruiting_steps import RecruitFacts
from stkdesk.services.access import inner
from stkdesk.services.case_rules import case_rules
from stkdesk.services.last_active import last_active_days
from stkdesk.storage.tables import (
    Contact,
    ContactLetter,
    Person,
    PoliceCertificate,
    Recruitment,
    Reference,
)

REACHED = (
    ReferenceAnswer.RECOMMENDS,
    ReferenceAnswer.WITH_RESERVATIONS,
    ReferenceAnswer.ADVISES_AGAINST,
)
_ANSWER_LETTERS = {
    RecruitOutcome.APPROVED: ContactLetterKind.APPROVED,
    RecruitOutcome.REFUSED: ContactLetterKind.REFUSED,
}


class _Calls(NamedTuple):
    """What came of the references of one applicant."""

    references: int = 0
    answered: int = 0
    last_called_on: date | None = None
    advised_against: int = 0


class Known(NamedTuple):
    """One contact: the name, and the facts for the rules."""

    given_name: str
    family_name: str
    facts: RecruitFacts


@inner
def recruit_facts(
    session: Session, whose: ColumnElement[bool], *, today: date
) -> dict[int, Known]:
    """Return what is known of each contact that ``whose`` is, by short number.

    ``whose`` is a condition on ``Contact`` and ``Recruitment``.
    """
    rules = case_rules(session, today)
    calls = _calls(session, whose)
    letters = _letters(session, whose)
    certificates = _certificates(session, whose)
    active = last_active_days(session, _of(whose), today=today)
    known = {}
    for row in session.execute(_contacts(whose)):
        mine = certificates[row.number]
        seen = [each.seen_on for each in mine if each.seen_on]
        asked = [each.requested_on for each in mine if each.requested_on]
        sent = letters[row.number]
        answer = _ANSWER_LETTERS.get(row.outcome)
        called = calls.get(row.number, _Calls())
        facts = RecruitFacts(
            today=today,
            rules=rules,
            status=row.status,
            registered_on=row.started_on,
            born=row.birth_date,
            has_car=row.has_car,
            is_known=row.status is ContactStatus.CANDIDATE
            or row.applied_on is not None,
            applied_on=row.applied_on,
            **called._asdict(),
            invited_on=sent.get(ContactLetterKind.INTERVIEW),
            interview_on=row.interview_on,
            interviewed_on=row.interviewed_on,
            assessed_on=row.assessed_on,
            outcome=row.outcome,
            answered_on=sent.get(answer) if answer else None,
            has_age_exception=bool(row.age_exception),
            has_car_exception=bool(row.car_exception),
            certificate=certificate_standing(
                mine,
                today=today,
                rules=rules,
                reengaged_on=row.reengaged_on,
                last_active_on=active.get(row.number),
            ),
            requested_on=max(asked, default=None),
            seen_on=max(seen, default=None),
            papers_kept=sum(
                each.seen_on is not None and each.disposed_on is None for each in mine
            ),
            declared_on=row.declaration_signed_on,
            course_on=row.course_on,
        )
        known[row.number] = Known(row.given_name, row.family_name, facts)
    return known


def _contacts(whose: ColumnElement[bool]) -> Any:
    return (
        select(
            Contact.number,
            Contact.status,
            Contact.has_car,
            Contact.started_on,
            Contact.declaration_signed_on,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            Recruitment.applied_on,
            Recruitment.reengaged_on,
            Recruitment.interview_on,
            Recruitment.interviewed_on,
            Recruitment.assessed_on,
            Recruitment.outcome,
            Recruitment.age_exception,
            Recruitment.car_exception,
            Recruitment.course_on,
        )
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(Recruitment, Recruitment.contact_number == Contact.number)
        .where(whose)
    )


def _calls(session: Session, whose: ColumnElement[bool]) -> dict[int, _Calls]:
    reached = and_(Reference.called_on.is_not(None), Reference.answer.in_(REACHED))
    against = Reference.answer == ReferenceAnswer.ADVISES_AGAINST
    found = session.execute(
        select(
            Recruitment.contact_number,
            func.count(),
            func.sum(case((reached, 1), else_=0)),
            func.max(case((reached, Reference.called_on))),
            func.sum(case((against, 1), else_=0)),
        )
        .join(Contact, Contact.number == Recruitment.contact_number)
        .join(Reference, Reference.recruitment_number == Recruitment.number)
        .where(whose)
        .group_by(Recruitment.contact_number)
    )
    return {
        number: _Calls(those, int(answered), last, int(no))
        for number, those, answered, last, no in found
    }


def _letters(
    session: Session, whose: ColumnElement[bool]
) -> dict[int, dict[ContactLetterKind, date]]:
    found = session.execute(
        select(
            ContactLetter.contact_number,
            ContactLetter.kind,
            func.max(ContactLetter.issued_on),
        )
        .join(Contact, Contact.number == ContactLetter.contact_number)
        .outerjoin(Recruitment, Recruitment.contact_number == Contact.number)
        .where(whose, ContactLetter.state == LetterState.ISSUED)
        .group_by(ContactLetter.contact_number, ContactLetter.kind)
    )
    sent: dict[int, dict[ContactLetterKind, date]] = defaultdict(dict)
    for number, kind, day in found:
        if day is not None:
            sent[number][kind] = day
    return sent


def _certificates(
    session: Session, whose: ColumnElement[bool]
) -> dict[int, list[CertificateDraft]]:
    found = session.execute(
        select(
            PoliceCertificate.contact_number,
            PoliceCertificate.basis,
            PoliceCertificate.requested_on,
            PoliceCertificate.issued_on,
            PoliceCertificate.seen_on,
            PoliceCertificate.result,
            PoliceCertificate.disposed_on,
            PoliceCertificate.disposal,
        )
        .join(Contact, Contact.number == PoliceCertificate.contact_number)
        .outerjoin(Recruitment, Recruitment.contact_number == Contact.number)
        .where(whose)
        .order_by(PoliceCertificate.number)
    )
    drafts: dict[int, list[CertificateDraft]] = defaultdict(list)
    for row in found:
        drafts[row.contact_number].append(
            CertificateDraft(
                basis=row.basis,
                requested_on=row.requested_on,
                issued_on=row.issued_on,
                seen_on=row.seen_on,
                result=row.result,
                disposed_on=row.disposed_on,
                disposal=row.disposal,
            )
        )
    return drafts


def _of(whose: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return ``whose`` as a condition on ``Contact`` alone."""
    numbers = (
        select(Contact.number)
        .outerjoin(Recruitment, Recruitment.contact_number == Contact.number)
        .where(whose)
    )
    return Contact.number.in_(numbers)
