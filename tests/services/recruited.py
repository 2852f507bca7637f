"""Applicants on their way in, for tests of recruiting."""

from dataclasses import replace
from datetime import date

from stkdesk.domain.certificate import CertificateDraft, CertificateResult
from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.declaration_rules import DeclarationDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.recruiting import (
    RecruitmentDraft,
    RecruitOutcome,
    ReferenceAnswer,
    ReferenceDraft,
)
from stkdesk.services.certificates import register_certificate, request_certificate
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.declarations import sign_declaration
from stkdesk.services.recruiting import (
    edit_recruitment,
    open_recruitment,
    register_applicant,
)

TODAY = date(2026, 11, 22)
NORA = ContactDraft(
    person=PersonDraft("Nora", "Ås", birth_date=date(1998, 3, 4), phone="91234567")
)
APPLIED = RecruitmentDraft(
    applied_on=date(2026, 11, 2),
    about="Liker å gå tur",
    references=(
        ReferenceDraft("Berit Vik", "90000001", "arbeidsgiver"),
        ReferenceDraft("Leif Moe", "90000002", "lærer"),
    ),
)


def apply(session, draft=APPLIED, contact=NORA):
    return register_applicant(session, contact, draft, today=TODAY)


def look(session, number, today=TODAY):
    return open_recruitment(session, number, today=today)


def change(session, number, today=TODAY, **fields):
    card = look(session, number, today)
    draft = replace(card.draft, **fields)
    edit_recruitment(session, number, card.version, draft, today=today)
    return look(session, number, today)


def called(card, *answers, on=date(2026, 11, 5)):
    """Return the references of a card, called with ``answers``."""
    return tuple(
        replace(each, called_on=on, answer=answer, note="Hyggelig")
        for each, answer in zip(card.draft.references, answers, strict=True)
    )


def approve(session, number):
    card = look(session, number)
    return change(
        session,
        number,
        references=called(card, *[ReferenceAnswer.RECOMMENDS] * 2),
        interview_on=date(2026, 11, 10),
        interviewed_on=date(2026, 11, 10),
        assessed_on=date(2026, 11, 11),
        outcome=RecruitOutcome.APPROVED,
    )


def seen(session, number, result=CertificateResult.ACCEPTED):
    draft = CertificateDraft(
        issued_on=date(2026, 11, 16), seen_on=date(2026, 11, 18), result=result
    )
    return register_certificate(session, number, draft, today=TODAY)


def sign(session, number):
    draft = DeclarationDraft(date(2026, 11, 18), signed_on=date(2026, 11, 18))
    return sign_declaration(session, number, draft, today=TODAY)


def a_ready_applicant(session):
    number = apply(session)
    approve(session, number)
    request_certificate(session, number, today=date(2026, 11, 12))
    seen(session, number)
    sign(session, number)
    return number


def status(session, number, wanted, today=TODAY):
    card = open_contact(session, number)
    draft = replace(card.draft, status=wanted)
    edit_contact(session, number, card.version, draft, today=today)
    return look(session, number, today)
