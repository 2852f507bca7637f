"""The form of a complaint, used the way a caseworker uses it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from sqlalchemy import select

from stkdesk.domain.client import Relation
from stkdesk.domain.complaint import ComplaintDraft, ComplaintOutcome
from stkdesk.domain.staff import Actor, Role
from stkdesk.services.complaints import (
    edit_complaint,
    register_complaint,
)
from stkdesk.services.complaints import (
    open_complaint as read_complaint,
)
from stkdesk.services.journal_rows import entries_of
from stkdesk.storage.tables import Client, ClientRelation, Complaint
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.complaints.form import open_complaint
from stkdesk.ui.journal.page import JournalPage
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found
from stkdesk.ui.rooms import COMMANDS
from tests import builders as make
from tests import person
from tests.desk import buttons
from tests.services.complaining import a_picture, an_office, issued


@pytest.fixture
def page(qtbot, workspace):
    page = Page(workspace)
    qtbot.addWidget(page)
    page.resize(1100, 860)
    page.show()
    return page


@pytest.fixture
def decision(database, today):
    with database.transaction() as session:
        an_office(session, today)
        client = make.a_client(session, "Åse Ødegård")
        session.get(Client, client).relations = [
            ClientRelation(person=make.a_person("Liv Bø"), relation=Relation.GUARDIAN)
        ]
        session.flush()
        return issued(session, client)


@pytest.fixture
def form(qtbot, page, decision):
    open_complaint(page, page.workspace, decision)
    return person.wait_for_window(qtbot, "Ny klage")


def reads(qtbot, form, text):
    """Wait until ``text`` can be read in the form."""
    qtbot.waitUntil(lambda: person.says(form, text), timeout=person.WAIT)


def misses(qtbot, form, text):
    """Wait until ``text`` can no longer be read in the form."""
    qtbot.waitUntil(lambda: not person.says(form, text), timeout=person.WAIT)


def saved(database):
    with database.reading() as session:
        found = session.scalars(select(Complaint)).all()
        for each in found:
            assert each.points is not None  # read while the session lives
        return found


def wait_for_saved(qtbot, database):
    qtbot.waitUntil(lambda: len(saved(database)) == 1)
    return saved(database)[0]


@pytest.fixture
def registered(database, decision, today):
    draft = ComplaintDraft(decision_number=decision, received_on=date(2026, 11, 10))
    with database.transaction() as session:
        return register_complaint(session, draft, today=today)


@pytest.fixture
def known(qtbot, page, registered):
    open_complaint(page, page.workspace, number=registered)
    return person.wait_for_window(qtbot, "Klage")


def test_a_complaint_is_registered_by_keyboard(qtbot, form, database):
    person.write(qtbot, form, "Mottatt", "10.11.26")
    person.choose(form, "Hvem klager", "Liv Bø (verge)")
    person.write(qtbot, form, "Hva brukeren vil ha endret", "Fire timer i uken")
    line = person.field(form, "Argumentene, og hva vi svarer")
    line.setFocus()
    for argument in ("Behovet har økt", "Søsteren har flyttet"):
        qtbot.keyClicks(QApplication.focusWidget(), argument)
        person.key(qtbot, form, "Return")
    person.key(qtbot, form, "Ctrl+S")

    row = wait_for_saved(qtbot, database)
    assert row.received_on == date(2026, 11, 10)
    assert row.complainant == "guardian"
    assert [each.argument for each in row.points] == [
        "Behovet har økt",
        "Søsteren har flyttet",
    ]


def test_the_verdict_follows_what_is_typed_with_its_rule_in_words(qtbot, form):
    reads(qtbot, form, "Fyll ut når klagen kom")
    person.write(qtbot, form, "Mottatt", "16.11.26")
    reads(qtbot, form, "I tide · siste dag mandag 16. november 2026")
    reads(qtbot, form, "fire uker")
    reads(qtbot, form, "pasient- og brukerrettighetsloven § 7-5")

    person.write(qtbot, form, "Fikk vedtaket", "13.10.26")
    reads(qtbot, form, "For sent · siste dag tirsdag 10. november 2026")
    reads(qtbot, form, "Hvorfor klagen tas likevel")
    person.write(qtbot, form, "Poststemplet", "10.11.26")
    reads(qtbot, form, "I tide")
    misses(qtbot, form, "Hvorfor klagen tas likevel")


def test_a_reason_lets_a_late_one_be_treated(qtbot, form):
    person.write(qtbot, form, "Mottatt", "16.11.26")
    person.write(qtbot, form, "Fikk vedtaket", "13.10.26")
    person.write(qtbot, form, "Hvorfor klagen tas likevel", "Lå på sykehus")

    reads(qtbot, form, "For sent, tas likevel")


def test_a_day_that_cannot_be_is_told_by_its_field_and_nothing_is_lost(
    qtbot, form, database
):
    person.write(qtbot, form, "Mottatt", "01.10.26")
    person.write(qtbot, form, "Hva brukeren vil ha endret", "Fire timer")
    person.key(qtbot, form, "Ctrl+S")

    reads(qtbot, form, "Klagen kan ikke ha kommet før vedtaket")
    assert person.field(form, "Hva brukeren vil ha endret").toPlainText()
    assert saved(database) == []


def test_grounds_are_asked_about_only_where_there_were_none(qtbot, form, known):
    misses(qtbot, form, "Ba om begrunnelse")


def test_the_outcome_brings_its_fields_and_its_next_steps(qtbot, known):
    reads(qtbot, known, "Vurder vedtaket på nytt.")
    misses(qtbot, known, "Sendt til Statsforvalteren")

    person.press(qtbot, known, "Vedtaket opprettholdt")
    assert person.field(known, "Avgjort").text() == "16.11.2026"
    reads(qtbot, known, "Send saken til Statsforvalteren.")
    person.write(qtbot, known, "Sendt til Statsforvalteren", "16.11.26")
    reads(qtbot, known, "Venter på Statsforvalteren.")
    reads(qtbot, known, "innen 10. februar 2027 (forvaltningsloven § 34")
    person.press(qtbot, known, "Registrer svar fra Statsforvalteren")
    person.press(qtbot, known, "Opphevet og hjemvist")
    reads(qtbot, known, "Saken er sendt tilbake.")
    person.press(qtbot, known, "Utfall: Medhold")
    reads(qtbot, known, "Fatt det nye vedtaket, til fordel for brukeren.")
    misses(qtbot, known, "Sendt til Statsforvalteren")


def test_upheld_without_a_reassessment_goes_nowhere(qtbot, known, database):
    person.press(qtbot, known, "Vedtaket opprettholdt")
    reads(qtbot, known, "Send saken til Statsforvalteren.")
    person.press(qtbot, known, "Lag oversendelse")

    reads(qtbot, known, "Skriv vurderingen.")
    assert saved(database)[0].outcome is None


def test_an_answer_stands_beside_its_argument(qtbot, known, database):
    line = person.field(known, "Argumentene, og hva vi svarer")
    line.setFocus()
    qtbot.keyClicks(line, "Behovet har økt")
    person.key(qtbot, known, "Return")
    [answer] = [
        each
        for each in known.findChildren(QPlainTextEdit)
        if each.accessibleName() == "Svar på argument 1"
    ]
    qtbot.keyClicks(answer, "Vi ser det annerledes")
    person.press(qtbot, known, "Lagre")

    qtbot.waitUntil(lambda: bool(saved(database)[0].points))
    [point] = saved(database)[0].points
    assert (point.argument, point.answer) == (
        "Behovet har økt",
        "Vi ser det annerledes",
    )


def test_an_argument_not_entered_is_saved_all_the_same(qtbot, form, database):
    person.write(qtbot, form, "Mottatt", "10.11.26")
    line = person.field(form, "Argumentene, og hva vi svarer")
    qtbot.keyClicks(line, "Behovet har økt")
    person.key(qtbot, form, "Ctrl+S")

    assert [each.argument for each in wait_for_saved(qtbot, database).points] == [
        "Behovet har økt"
    ]


def test_a_decision_that_is_corrected_says_why_nobody_can_complain(
    qtbot, page, database, decision
):
    with database.transaction() as session:
        client = session.scalar(select(Client.number))
        newer = issued(session, client, corrects_number=decision)
    assert newer != decision
    open_complaint(page, page.workspace, decision)

    def _told():
        return any(
            person.says(each, "Vedtaket er rettet i vedtak 2026/14-2.")
            for each in QApplication.topLevelWidgets()
            if each.isVisible()
        )

    qtbot.waitUntil(_told)


def test_a_second_complaint_leads_to_the_first(qtbot, page, registered, form):
    person.write(qtbot, form, "Mottatt", "11.11.26")
    person.key(qtbot, form, "Ctrl+S")
    reads(qtbot, form, "Det er alt registrert en klage på dette vedtaket.")
    person.press(qtbot, form, "Åpne den")

    first = person.wait_for_window(qtbot, "Klage")
    assert person.field(first, "Mottatt").text() == "10.11.2026"


def test_two_who_work_in_the_same_complaint_lose_nothing(
    qtbot, known, database, registered, today
):
    person.write(qtbot, known, "Vurdering på nytt", "Vi står ved vedtaket")
    with database.transaction() as session:
        card = read_complaint(session, registered, today=today)
        theirs = replace(card.draft, wants="Seks timer")
        edit_complaint(session, registered, card.version, theirs, today=today)
    person.press(qtbot, known, "Lagre")
    dialog = person.wait_for_window(qtbot, "To har endret det samme")
    person.press(qtbot, dialog, "Lagre")

    qtbot.waitUntil(lambda: bool(saved(database)[0].reassessment))
    row = saved(database)[0]
    assert (row.wants, row.reassessment) == ("Seks timer", "Vi står ved vedtaket")


def test_a_client_and_a_decision_are_chosen_when_none_is_in_front(
    qtbot, page, decision
):
    clients = ClientsPage(page.workspace)
    qtbot.addWidget(clients)
    clients.new_complaint()  # what Ctrl+K calls
    asking = person.wait_for_window(qtbot, "Registrer klage")
    person.write(qtbot, asking, "Bruker", "Åse")
    picker = person.field(asking, "Bruker")
    qtbot.waitUntil(lambda: picker._list.isVisible())
    person.key(qtbot, asking, "Return")
    qtbot.waitUntil(lambda: person.field(asking, "Vedtak").count() == 1)
    person.press(qtbot, asking, "Fortsett")

    assert person.wait_for_window(qtbot, "Ny klage")


def test_the_letter_of_complaint_goes_into_the_journal_with_it(
    qtbot, form, database, tmp_path
):
    person.write(qtbot, form, "Mottatt", "10.11.26")
    form.fields["files"].editor.add([a_picture(tmp_path, "Klagebrev")])
    reads(qtbot, form, "Klagebrev.png")
    person.key(qtbot, form, "Ctrl+S")

    row = wait_for_saved(qtbot, database)
    with database.reading() as session:
        [entry] = entries_of(session, complaint=row.number)
    assert entry.attachments == 1


def test_a_file_that_lies_about_itself_stands_in_the_way(
    qtbot, form, database, tmp_path
):
    lying = tmp_path / "Klagebrev.pdf"
    lying.write_bytes(b"MZ a program")
    person.write(qtbot, form, "Mottatt", "10.11.26")
    form.fields["files"].editor.add([lying])
    person.key(qtbot, form, "Ctrl+S")

    reads(qtbot, form, "Ta bort filen som ikke kan tas inn.")
    assert saved(database) == []


def test_the_decision_of_the_governor_is_taken_along(
    qtbot, known, database, registered, tmp_path
):
    person.write(qtbot, known, "Vurdering på nytt", "Vi står ved vedtaket")
    person.press(qtbot, known, "Vedtaket opprettholdt")
    person.write(qtbot, known, "Sendt til Statsforvalteren", "16.11.26")
    misses(qtbot, known, "Vedtaket fra Statsforvalteren")
    person.press(qtbot, known, "Stadfestet")
    person.write(qtbot, known, "Svaret er datert", "16.11.26")
    known.fields["files"].editor.add([a_picture(tmp_path, "Vedtak")])
    person.press(qtbot, known, "Lagre")

    def _journalled():
        with database.reading() as session:
            return entries_of(session, complaint=registered)

    qtbot.waitUntil(lambda: len(_journalled()) == 2)
    assert _journalled()[0].attachments == 1


def test_one_who_only_reads_sees_it_and_changes_nothing(
    qtbot, page, registered, workspace
):
    workspace.actor = Actor(9, "Per Lie", frozenset({Role.READER}))
    open_complaint(page, workspace, number=registered)
    form = person.wait_for_window(qtbot, "Klage")

    assert not person.field(form, "Mottatt").isEnabled()
    assert not {"Lagre", "Lag bekreftelse"} & buttons(form)


def test_the_journal_leads_to_the_complaint(qtbot, workspace, registered):
    journal = JournalPage(workspace)
    qtbot.addWidget(journal)
    with qtbot.waitActive(journal):
        journal.resize(1300, 800)
        journal.show()
    qtbot.waitUntil(lambda: person.says(journal, "Parter"), timeout=person.WAIT)
    person.press(qtbot, journal, "Klagen, Åpne den")

    assert person.wait_for_window(qtbot, "Klage")


def test_the_commands_offer_to_register_a_complaint():
    [command] = [each for each in COMMANDS if each.title == "Registrer klage"]

    assert hasattr(ClientsPage, command.method)
    assert command.room == ClientsPage.room


def test_from_the_card_of_a_client_only_the_decision_is_asked_about(
    qtbot, page, decision
):
    aase = Found(1, "Åse Ødegård")
    open_complaint(page, page.workspace, client=aase)
    asking = person.wait_for_window(qtbot, "Registrer klage")
    qtbot.waitUntil(lambda: person.field(asking, "Vedtak").count() == 1)

    assert person.field(asking, "Vedtak").currentText() == (
        "2026/14-1 · Avslag · 12. oktober 2026"
    )


def test_one_closed_says_that_it_is_done(qtbot, page, database, registered, today):
    with database.transaction() as session:
        card = read_complaint(session, registered, today=today)
        done = replace(card.draft, outcome=ComplaintOutcome.WITHDRAWN, outcome_on=today)
        edit_complaint(session, registered, card.version, done, today=today)
    open_complaint(page, page.workspace, number=registered)
    form = person.wait_for_window(qtbot, "Klage")

    reads(qtbot, form, "Klagen ble lukket 16. november 2026.")
    person.press(qtbot, form, "Åpne igjen")
    qtbot.waitUntil(lambda: saved(database)[0].closed_on is None)
