"""Applicants at each step, for tests of the board, the forms and the card."""

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
from stkdesk.services.declarations import sign_declaration
from stkdesk.services.recruiting import register_applicant

BERNT = ReferenceDraft("Bernt Hansen", "91234567", "arbeidsgiver")
GRO = ReferenceDraft("Gro Lie", "92345678", "lærer")
CALLED, MET, SEEN = date(2026, 11, 4), date(2026, 11, 9), date(2026, 11, 12)
SAID_YES = (
    replace(BERNT, called_on=CALLED, answer=ReferenceAnswer.RECOMMENDS),
    replace(GRO, called_on=CALLED, answer=ReferenceAnswer.RECOMMENDS),
)


def an_applicant(session, name, today, *, born=date(1994, 5, 17), **way):
    """Register an applicant who applied on 2 November; ``way``: what is done since."""
    given, _, family = name.rpartition(" ")
    way.setdefault("applied_on", date(2026, 11, 2))
    person = PersonDraft(given, family, born, street="Fjordgata 1", postal_code="6509")
    contact = ContactDraft(person=replace(person, city="Byen"), has_car=True)
    return register_applicant(session, contact, RecruitmentDraft(**way), today=today)


def called(session, name, today, **way):
    """Register one whose references have answered: the meeting is next."""
    return an_applicant(session, name, today, references=SAID_YES, **way)


def approved(session, name, today, **way):
    """Register one who is approved: the police certificate is next."""
    done = {"interviewed_on": MET, "assessed_on": MET}
    yes = {"outcome": RecruitOutcome.APPROVED, **done}
    return called(session, name, today, **yes, **way)


def vetted(session, name, today, **way):
    """Register one whose certificate is seen and shredded: the declaration is next."""
    number = approved(session, name, today, **way)
    request_certificate(session, number, today=MET)
    seen = CertificateDraft(
        issued_on=MET, seen_on=SEEN, result=CertificateResult.ACCEPTED
    )
    register_certificate(session, number, seen, today=today)
    return number


def ready(session, name, today, **way):
    """Register one for whom everything is in order."""
    number = vetted(session, name, today, **way)
    signed = DeclarationDraft(explained_on=SEEN, signed_on=SEEN)
    sign_declaration(session, number, signed, today=today)
    return number
