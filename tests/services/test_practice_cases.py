"""The casework of the practice office: every stage of it, and no wall of red."""

from collections import Counter
from datetime import date

import pypdfium2 as pdfium
import pytest
from sqlalchemy import func, select

from stkdesk.documents.file_kind import FileKind
from stkdesk.domain.application import Applicant, ApplicationState, state_of
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.duty import Urgency
from stkdesk.domain.journal import DocumentKind
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import Protection, years_old
from stkdesk.domain.staff import PROGRAM
from stkdesk.services.applications import pauses_of
from stkdesk.services.asking import asker
from stkdesk.services.attachments import open_attachment
from stkdesk.services.journal_list import list_entries
from stkdesk.services.practice.small_pdf import small_pdf
from stkdesk.services.today import today_in
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import (
    Application,
    Assessment,
    Attachment,
    Case,
    Client,
    Complaint,
    Decision,
    JournalEntry,
    Letter,
    Person,
)

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(practice_offices, tmp_path_factory):
    """An office of the usual size."""
    file = practice_offices.copy(tmp_path_factory.mktemp("practice"))
    database = open_register(file, PRACTICE_PASSWORD)
    yield database
    database.close()


@pytest.fixture
def session(office):
    with office.reading() as session:
        yield session


def state(row):
    waits = any(pause.resumed_on is None for pause in pauses_of(row))
    return state_of(
        withdrawn_on=row.withdrawn_on, decided_on=row.decided_on, is_waiting=waits
    )


def open_ones(session):
    return session.scalars(
        select(Application).where(
            Application.decided_on.is_(None), Application.withdrawn_on.is_(None)
        )
    ).all()


def test_applications_stand_at_every_stage(session):
    rows = session.scalars(select(Application)).all()
    assert {state(row) for row in rows} == set(ApplicationState)
    ages = {(TODAY - row.received_on).days for row in open_ones(session)}
    assert min(ages) <= 1
    assert any(21 < age < 31 for age in ages)


def test_every_issued_answer_answers_its_own_application(session):
    decided = session.execute(
        select(Application, Decision)
        .join(Decision, Decision.application_number == Application.number)
        .where(Decision.state == DecisionState.ISSUED)
    ).all()
    assert len(decided) > 100
    for application, decision in decided:
        assert application.client_number == decision.client_number
        assert application.received_on == decision.applied_on
        assert application.decided_on == decision.decided_on


def test_each_case_begins_with_what_came_in_and_leaves_no_number_out(session):
    serials = {}
    kinds = {}
    for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.number)):
        serials.setdefault(entry.case_number, []).append(entry.serial)
        kinds.setdefault(entry.case_number, entry.document)
    assert set(serials) == set(session.scalars(select(Case.number)))
    for found in serials.values():
        assert found == list(range(1, len(found) + 1))
    assert set(kinds.values()) == {DocumentKind.APPLICATION}


def test_documents_are_found_in_the_journal_by_their_title(session):
    found = list_entries(session, ListQuery(search="vedtak innvilgelse"))
    assert found.total > 100
    assert all(entry.parties for entry in found.rows)


def test_what_the_doctor_wrote_lies_with_the_application(session):
    numbers = session.scalars(select(Attachment.number)).all()
    assert len(numbers) >= len(open_ones(session))
    row, data = open_attachment(session, numbers[0])
    assert row.kind is FileKind.PDF
    assert data.startswith(b"%PDF-")
    assert len(data) < 2_000


def test_a_small_pdf_says_what_it_was_given():
    page = pdfium.PdfDocument(small_pdf(["Ærlig (talt)", "å \\ ø"]))[0]
    assert page.get_textpage().get_text_bounded().split("\r\n") == [
        "Ærlig (talt)",
        "å \\ ø",
    ]


def test_many_clients_are_assessed_each_in_their_own_words(session):
    rows = session.scalars(select(Assessment)).all()
    assert len(rows) > 60
    told = Counter((row.own_wishes, row.network, row.functions) for row in rows)
    assert max(told.values()) <= len(rows) // 10
    assert not any("{" in row.own_wishes + row.goals for row in rows)
    languages = dict(session.execute(select(Client.number, Client.language)).all())
    for row in rows:
        nynorsk = languages[row.client_number] is Language.NYNORSK
        assert row.assessed_with.startswith("Brukaren" if nynorsk else "Brukeren")
        assert row.assessed_on is not None
        assert row.assessed_on <= TODAY


def test_a_youth_with_two_parents_has_applied(session):
    youths = [
        row.client_number
        for row in open_ones(session)
        if row.applicant is Applicant.PARENT
    ]
    assert youths
    client = session.get_one(Client, youths[0])
    assert years_old(client.person.birth_date, TODAY) < 18
    assert len(client.relations) == 2


def test_one_with_a_protected_address_has_applied(session):
    found = session.scalars(
        select(Person.protection)
        .join(Client, Client.person_number == Person.number)
        .join(Application, Application.client_number == Client.number)
        .where(Application.decided_on.is_(None))
    ).all()
    assert any(each is not Protection.OPEN for each in found)


def test_letters_of_every_kind_have_gone_out_and_two_lack_something(session):
    states = dict(
        session.execute(select(Letter.state, func.count()).group_by(Letter.state)).all()
    )
    sent = session.scalars(
        select(Letter.kind).where(Letter.state == LetterState.ISSUED)
    )
    assert set(sent) == set(LetterKind)
    assert states[LetterState.DRAFT] == 2


def test_complaints_that_were_won_are_over(session):
    left = session.scalars(
        select(Complaint.number).where(
            Complaint.closed_on.is_(None),
            Complaint.answered_by.is_not(None),
        )
    ).all()
    assert left == []


def test_the_first_page_has_a_handful_of_each_kind_and_little_red(session):
    tasks = today_in(asker(session), today=TODAY, actor=PROGRAM).tasks
    kinds = Counter(task.key for task in tasks)
    for key in (
        *("confirm_application", "interim_reply", "answer_application"),
        *("notice_over", "complaint_receipt", "complaint_again"),
    ):
        assert kinds[key] == 1, key
    assert kinds["unfinished_letter"] == 2
    assert kinds["complaint_costs"] == kinds["complaint_party_told"] == 0
    red = [
        task.key
        for task in tasks
        if task.urgency is Urgency.LATE and task.key != "sheet_missing"
    ]
    assert len(red) <= 3
