"""What applicants and certificates ask of the office, on the first page."""

from datetime import date, timedelta

import pytest

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.certificate import CertificateBasis, CertificateResult
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.duty import Urgency
from stkdesk.domain.letter import LetterState
from stkdesk.domain.recruiting import RecruitOutcome, ReferenceAnswer
from stkdesk.domain.staff import PROGRAM, Actor, Role
from stkdesk.services.asking import asker
from stkdesk.services.today import today_in
from stkdesk.storage.tables import (
    Assignment,
    CaseRuleRow,
    Contact,
    ContactLetter,
    PoliceCertificate,
    Recruitment,
    Reference,
)
from tests import builders as make

DAY = date(2026, 11, 16)
NORA = "Nora Ås"
KINDS = {
    "applicant_untold",
    "applicant",
    "applicant_talk",
    "certificate_kept",
    "certificate_reminder",
}


@pytest.fixture
def applicant(database):
    """Register Nora, an applicant with what is given; three weeks ago usually."""

    def register(*, called=2, signed=None, certificate=None, **fields):
        fields.setdefault("applied_on", date(2026, 10, 26))
        row = Recruitment(contact_number=0, **fields)
        for at in range(2):
            one = Reference(name=f"Referanse {at}")
            if at < called:
                one.called_on = date(2026, 10, 28)
                one.answer = ReferenceAnswer.RECOMMENDS
            row.references.append(one)
        with database.transaction() as session:
            row.contact_number = make.a_contact(
                session,
                NORA,
                status=ContactStatus.CANDIDATE,
                declaration_signed_on=signed,
            )
            session.add(row)
            if certificate is not None:
                session.add(
                    PoliceCertificate(contact_number=row.contact_number, **certificate)
                )
            return row.contact_number

    return register


@pytest.fixture
def todo(database):
    """What the first page says of recruiting: sentence, act and how it hurries."""

    def read(today=DAY, actor=PROGRAM):
        with database.reading() as session:
            tasks = today_in(asker(session), today=today, actor=actor).tasks
        return [
            (task.title, task.remedy.act, task.urgency)
            for task in tasks
            if task.key in KINDS
        ]

    return read


def set_rule(database, rule, value):
    with database.transaction() as session:
        session.add(CaseRuleRow(rule=rule, valid_from=date(2026, 1, 1), value=value))


MET = {"interview_on": date(2026, 11, 2), "interviewed_on": date(2026, 11, 2)}
TAKEN = {
    **MET,
    "assessed_on": date(2026, 11, 3),
    "outcome": RecruitOutcome.APPROVED,
}
OK = {
    "basis": CertificateBasis.HEALTH,
    "requested_on": date(2026, 11, 4),
    "issued_on": date(2026, 11, 6),
    "seen_on": date(2026, 11, 10),
    "result": CertificateResult.ACCEPTED,
}


def test_references_are_called_within_a_week(applicant, todo):
    applicant(called=1)
    assert todo(date(2026, 11, 1)) == []
    assert todo(date(2026, 11, 2)) == [
        (
            "2 referanser skal ringes. 1 har svart",
            "recruiting/references",
            Urgency.NOW,
        )
    ]


@pytest.mark.parametrize(
    ("fields", "sentence", "act"),
    [
        ({}, "Avtal en samtale, og send innkalling", "recruiting/interview"),
        (
            MET,
            "Skriv om søkeren er godkjent eller ikke godkjent",
            "recruiting/assessment",
        ),
        (
            TAKEN,
            "Politiattest mangler. Send anmodningen til søkeren",
            "contact_letter/certificate_request",
        ),
        (
            {**TAKEN, "certificate": OK},
            "Taushetserklæringen er ikke underskrevet",
            "declaration/sign",
        ),
        (
            {**TAKEN, "certificate": OK, "signed": date(2026, 11, 10)},
            "Er klar, og venter på oppdrag",
            "matching/clients",
        ),
    ],
)
def test_an_applicant_is_one_line_with_the_next_thing(
    applicant, todo, fields, sentence, act
):
    applicant(**fields)
    assert todo() == [(sentence, act, Urgency.NOW)]


def test_a_conversation_is_told_the_day_it_is_and_until_it_is_noted(applicant, todo):
    applicant(interview_on=DAY)
    assert todo(DAY - timedelta(days=1)) == []
    [(said, act, urgency)] = todo()
    assert (said, urgency) == ("Samtalen er i dag. Noter den etterpå", Urgency.SOON)
    assert act == "recruiting/interview"
    [(said, _act, urgency)] = todo(DAY + timedelta(days=1))
    assert said.startswith("Samtalen skulle være 16. november 2026")
    assert urgency is Urgency.LATE


def test_a_certificate_is_asked_after_three_weeks(applicant, todo):
    asked = {"requested_on": date(2026, 11, 4)}
    applicant(**TAKEN, certificate=asked)
    assert todo(date(2026, 11, 24)) == []
    [(said, act, _urgency)] = todo(date(2026, 11, 25))
    assert said == "Politiattesten er ventet siden 4. november 2026"
    assert act == "certificate/register"


def test_nobody_who_is_ready_waits_for_ever(applicant, todo):
    applicant(**TAKEN, certificate=OK, signed=date(2026, 11, 10))
    [(_said, _act, before)] = todo(date(2026, 11, 23))
    [(_said, _act, after)] = todo(date(2026, 11, 24))
    assert (before, after) == (Urgency.NOW, Urgency.LATE)


def test_a_certificate_of_one_who_ended_is_shredded(applicant, database, todo):
    number = applicant(**TAKEN, certificate=OK, signed=date(2026, 11, 10))
    with database.transaction() as session:
        contact = session.get(Contact, number)
        contact.status, contact.ended_on = ContactStatus.ENDED, DAY
    shred = ("Makuler eller lever tilbake politiattesten", "certificate/register")
    assert todo() == [(*shred, Urgency.LATE)]


def test_one_who_was_not_taken_hears_of_it(applicant, database, todo):
    number = applicant(
        **MET, assessed_on=date(2026, 11, 3), outcome=RecruitOutcome.REFUSED
    )
    with database.transaction() as session:
        contact = session.get(Contact, number)
        contact.status, contact.ended_on = ContactStatus.ENDED, DAY
    told = "Søkeren har ikke fått brev om at hun eller han ikke er godkjent"
    assert todo() == [(told, "contact_letter/refused", Urgency.NOW)]
    with database.transaction() as session:
        session.add(
            ContactLetter(
                contact_number=number,
                kind=ContactLetterKind.REFUSED,
                state=LetterState.ISSUED,
                issued_on=DAY,
                content="{}",
            )
        )
    assert todo() == []


def test_one_that_is_not_accepted_is_needed_no_more(applicant, todo):
    refused = {**OK, "result": CertificateResult.NOT_ACCEPTED}
    applicant(**TAKEN, certificate=refused)
    assert [said for said, _act, _urgency in todo()] == [
        "Makuler eller lever tilbake politiattesten",
        "Politiattesten er ikke godkjent. Skriv vurderingen på nytt",
    ]


def test_what_is_kept_of_one_at_work_is_told_on_the_card_only(database, todo):
    with database.transaction() as session:
        session.add(PoliceCertificate(contact_number=make.a_contact(session), **OK))
    assert todo() == []


def test_when_the_only_assignment_has_ended_it_is_shredded(database, todo):
    with database.transaction() as session:
        contact = make.a_contact(session)
        session.add(PoliceCertificate(contact_number=contact, **OK))
        number = make.an_assignment(session, contact=contact)
    assert todo() == []
    with database.transaction() as session:
        over = session.get(Assignment, number)
        over.status, over.end_on = AssignmentStatus.ENDED, DAY
    shred = ("Makuler eller lever tilbake politiattesten", "certificate/register")
    assert todo() == [(*shred, Urgency.LATE)]
    with database.transaction() as session:
        planned = AssignmentStatus.PLANNED
        make.an_assignment(session, "Åse Lie", contact, status=planned)
    assert todo() == []  # it is needed for the next


def test_one_shown_after_an_old_assignment_ended_waits_for_the_next(database, todo):
    with database.transaction() as session:
        contact = make.a_contact(session)
        session.add(PoliceCertificate(contact_number=contact, **OK))
        ended = {"status": AssignmentStatus.ENDED, "end_on": date(2026, 11, 9)}
        make.an_assignment(session, contact=contact, **ended)
    assert todo() == []


def test_the_reminder_comes_when_the_office_has_turned_it_on(database, todo):
    with database.transaction() as session:
        number = make.a_contact(session)
        old = {**OK, "issued_on": date(2023, 11, 1), "seen_on": date(2023, 11, 16)}
        session.add(
            PoliceCertificate(
                contact_number=number, disposed_on=DAY, disposal="shredded", **old
            )
        )
    assert todo() == []
    set_rule(database, CaseRule.CERTIFICATE_REMINDER_YEARS, 3)
    assert todo(date(2026, 11, 15)) == []
    assert todo() == [
        ("Se på politiattesten igjen", "recruiting/open", Urgency.NOW),
    ]


def test_payroll_hears_nothing_of_it(applicant, database, todo):
    applicant()
    payroll = Actor(1, "Per", frozenset({Role.PAYROLL}))
    assert todo() != []
    assert todo(actor=payroll) == []
