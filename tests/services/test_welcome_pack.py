"""The welcome pack: what the next step needs on paper, made as one job."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.services.agreements import agreements_of
from stkdesk.services.papers import open_paper
from stkdesk.services.welcome_pack import PackLacksError, welcome_pack
from stkdesk.storage.tables import (
    ContactLetter,
    Paper,
    PoliceCertificate,
    Recruitment,
)
from tests.builders import a_client, a_contact, a_ready_contact, an_assignment, rates
from tests.services.writing import OFFICE, a_grant, an_office

ADULT = {"birth_date": date(1990, 5, 1)}


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        office = replace(OFFICE, running_unit="Bo og habilitering")
        an_office(session, today, office)
        rates(session)
        yield session


def an_applicant(session, **fields):
    """Register somebody on the way in."""
    contact = a_contact(
        session,
        "Sølvi Næss",
        person={"national_id": "15079012345"},
        status=ContactStatus.CANDIDATE,
    )
    fields.setdefault("applied_on", date(2026, 11, 2))
    session.add(Recruitment(contact_number=contact, **fields))
    session.flush()
    return contact


def titles(session, made):
    return [open_paper(session, each.number).title for each in made]


def test_the_approved_gets_all_that_is_needed_in_one_job(session, today):
    contact = an_applicant(session, outcome=RecruitOutcome.APPROVED, assessed_on=today)
    made = welcome_pack(session, contact, today=today)

    assert titles(session, made) == [
        "Godkjent som støttekontakt",
        "Anmodning om politiattest",
        "Taushetserklæring",
    ]
    assert session.scalars(select(PoliceCertificate.requested_on)).all() == [today]


def test_what_was_sent_is_not_sent_again_but_an_unsigned_declaration_is(session, today):
    contact = an_applicant(session, outcome=RecruitOutcome.APPROVED, assessed_on=today)
    first = welcome_pack(session, contact, today=today)
    again = welcome_pack(session, contact, today=today)

    assert [each.reference for each in again] == [first[-1].reference]


def test_one_who_is_to_be_met_is_invited_and_one_without_a_day_is_told(session, today):
    contact = an_applicant(session)
    with pytest.raises(PackLacksError) as lacking:
        welcome_pack(session, contact, today=today)
    assert "«Innkalling til samtale» mangler noe." in str(lacking.value.title)
    assert "Skriv hvilken dag samtalen er." in lacking.value.advice

    row = session.scalars(select(Recruitment)).one()
    row.interview_on, row.interview_minute = date(2026, 12, 3), 870
    row.interview_place = "Rådhuset"
    session.flush()
    made = welcome_pack(session, contact, today=today)
    assert titles(session, made) == ["Innkalling til samtale"]


def test_nothing_half_made_is_left_when_a_letter_lacks_something(database, today):
    with database.transaction() as session:
        an_office(session, today)
        contact = a_contact(session, "Gro Vik", status=ContactStatus.CANDIDATE)
        session.add(
            Recruitment(
                contact_number=contact,
                outcome=RecruitOutcome.APPROVED,
                assessed_on=today,
            )
        )
    with pytest.raises(PackLacksError), database.transaction() as session:
        welcome_pack(session, contact, today=today)  # no identity number
    with database.transaction() as session:
        for table in (Paper, ContactLetter, PoliceCertificate):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_before_the_start_agreement_letter_and_sheet_come_together(session, today):
    contact = a_ready_contact(session, "Sølvi Næss")
    client = a_client(session, "Åse Ødegård", person=ADULT)
    a_grant(session, client)
    assignment = an_assignment(
        session,
        client,
        contact,
        status=AssignmentStatus.PLANNED,
        start_on=date(2026, 12, 1),
    )
    made = welcome_pack(session, contact, today=today)

    assert titles(session, made) == [
        "Oppdragsavtale",
        "Oppstart av oppdrag",
        "Timeliste",
    ]
    assert made[-1].kind is PaperKind.TIMESHEET
    assert open_paper(session, made[-1].number).period_code == "2026-12"
    assert len(agreements_of(session, assignment)) == 1
    with pytest.raises(CannotPrintError, match="ingenting å skrive ut"):
        welcome_pack(session, contact, today=today)


def test_before_the_declaration_is_signed_no_client_is_named(session, today):
    contact = an_applicant(session, outcome=RecruitOutcome.APPROVED, assessed_on=today)
    client = a_client(session, "Åse Ødegård", person=ADULT)
    an_assignment(
        session,
        client,
        contact,
        status=AssignmentStatus.PLANNED,
        start_on=date(2026, 12, 1),
    )
    made = welcome_pack(session, contact, today=today)

    papers = [open_paper(session, each.number) for each in made]
    assert all(paper.links.client_number is None for paper in papers)
