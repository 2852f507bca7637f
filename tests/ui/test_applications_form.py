"""The form of an application: by keyboard, in one go, with its clock in words."""

from datetime import date

import pytest

from stkdesk.domain.application import (
    Applicant,
    ApplicationDraft,
    ApplicationState,
)
from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import ClientDraft, ClientStatus, Relation, RelativeDraft
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Role
from stkdesk.services.application_list import list_open_applications
from stkdesk.services.application_pauses import pause_application
from stkdesk.services.applications import open_application as read_application
from stkdesk.services.applications import register_application
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.office import set_up_office
from stkdesk.ui.applications.form import open_application
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.journal.form import open_entry
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.workspace import Workspace
from tests import person
from tests.staff import hired
from tests.ui.reading import findings
from tests.ui.registers import (
    active,
    close_forms,
    closed,
    key,
    letters,
    lose,
    shown,
    wait_for,
)

BORN = date(2012, 2, 1)
OSKAR = ClientDraft(
    PersonDraft("Oskar", "Moen", BORN, synthetic_identity(BORN, 0), city="Byen"),
    relatives=(
        RelativeDraft(Relation.PARENT, PersonDraft("Bjørg", "Moen"), gets_letters=True),
    ),
)
REGISTERED = "Søknaden er registrert"


@pytest.fixture
def page(qtbot, workspace):
    office = OfficeDraft(municipality="Fjordvik kommune")
    today = workspace.today()
    workspace.do(lambda s: set_up_office(s, office, today=today))
    yield shown(qtbot, ClientsPage(workspace))
    close_forms()


@pytest.fixture
def oskar(page, workspace):
    """The short number of Oskar, who has a mother."""
    today = workspace.today()
    return workspace.do(lambda s: register_client(s, OSKAR, today=today))


@pytest.fixture
def form(qtbot, page):
    """A new application, open."""
    return begun(qtbot, page)


def begun(qtbot, page):
    page.new_application()
    return opened(qtbot, "Ny søknad")


def opened(qtbot, title):
    form = person.wait_for_window(qtbot, title)
    active(qtbot, form)
    return form


def typed(qtbot, form, *texts):
    """Type each text where the cursor is and go on with Tab."""
    for text in texts:
        qtbot.keyClicks(form.focusWidget(), text)
        key(qtbot, form, "Tab")


def picked(qtbot, form, words):
    """Find a client by typing, and take the first."""
    field = person.field(form, "Bruker")
    field.setFocus()
    qtbot.keyClicks(field, words)
    qtbot.waitUntil(lambda: field._list.isVisible(), timeout=person.WAIT)
    key(qtbot, form, "Return")
    qtbot.waitUntil(lambda: field.value() is not None, timeout=person.WAIT)


def write_in_new(qtbot, form):
    """Say that the client is new; the cursor goes to the first name."""
    key(qtbot, form, "Alt+U")
    wait_for(qtbot, form, "Fornavn")
    qtbot.waitUntil(person.field(form, "Fornavn").hasFocus, timeout=person.WAIT)


def chosen(form, who):
    """Choose who has applied, as a person does: it counts as typed."""
    box = form.fields["applicant"].editor.list
    box.setCurrentText(who)
    box.activated.emit(box.currentIndex())


def saved(qtbot, form):
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)


def received(workspace):
    return workspace.read(list_open_applications)


def test_an_application_of_somebody_new_is_taken_in_by_the_keyboard_alone(
    qtbot, workspace, page, oskar
):
    window = MainWindow()
    qtbot.addWidget(window)
    window.open_office(workspace, name="Fjordvik kommune", place="", practice=False)
    window.show()
    active(qtbot, window)
    key(qtbot, window, "Ctrl+Shift+N")
    form = opened(qtbot, "Ny søknad")

    qtbot.keyClicks(form.focusWidget(), "Åse Marie Ødegård")
    key(qtbot, form, "Alt+U")
    wait_for(qtbot, form, "Fornavn")
    assert person.field(form, "Fornavn").text() == "Åse Marie"
    assert person.field(form, "Etternavn").text() == "Ødegård"
    typed(qtbot, form, "010280", "", "Fjellveien 2", "6518")
    person.write(qtbot, form, "Mottatt", "091126")
    wait_for(qtbot, form, "Foreløpig svar: senest 9. desember 2026")
    person.write(qtbot, form, "Timer", "4")
    key(qtbot, form, "Alt+I")
    alone = person.field(form, "Individuell støttekontakt")
    qtbot.waitUntil(alone.hasFocus, timeout=person.WAIT)
    key(qtbot, form, "Space")
    assert alone.isChecked()
    person.write(qtbot, form, "Ønsker", "Svømme hver uke")
    person.write(qtbot, form, "Vedlagte dokumenter", "Legeerklæring")
    saved(qtbot, form)

    told = opened(qtbot, REGISTERED)
    assert person.says(told, "senest 12. november 2026")
    key(qtbot, told, "Escape")
    [row] = received(workspace)
    card = workspace.read(lambda s: read_application(s, row.number))
    assert card.draft.received_on == date(2026, 11, 9)
    assert card.draft.wanted_minutes == 240
    assert card.draft.solutions == {Solution.INDIVIDUAL}
    assert card.draft.enclosed == "Legeerklæring"
    number = row.client_number  # who applied is in front, not who was there before
    qtbot.waitUntil(lambda: window.page.record.number == number, timeout=person.WAIT)
    client = workspace.read(lambda s: open_client(s, row.client_number)).draft
    assert client.status is ClientStatus.WAITING
    assert client.wishes == "Svømme hver uke"
    assert (client.person.street, client.person.city) == (
        "Fjellveien 2",
        "Kristiansund N",
    )


def test_a_client_who_is_there_is_found_and_the_mother_has_applied(
    qtbot, workspace, oskar, form
):
    picked(qtbot, form, "oskar")
    applicant = form.fields["applicant"].editor
    qtbot.waitUntil(lambda: applicant.list.findText("Bjørg Moen (foresatt)") > 0)
    chosen(form, "Bjørg Moen (foresatt)")
    saved(qtbot, form)
    [row] = received(workspace)
    draft = workspace.read(lambda s: read_application(s, row.number)).draft
    mother = workspace.read(lambda s: open_client(s, oskar)).draft.relatives[0]
    assert draft.applicant is Applicant.PARENT
    assert draft.relation_number == mother.number
    assert row.client_number == oskar


def test_for_a_child_a_parent_has_applied_until_somebody_else_is_said(
    qtbot, workspace, oskar, form
):
    box = form.fields["applicant"].editor.list
    picked(qtbot, form, "oskar")
    told = "Bjørg Moen (foresatt)"
    qtbot.waitUntil(lambda: box.currentText() == told, timeout=person.WAIT)
    chosen(form, "Brukeren selv")
    key(qtbot, form, "Alt+U")
    wait_for(qtbot, form, "Fornavn")
    person.write(qtbot, form, "Fødselsdato", "14032016")
    assert box.currentText() == "Brukeren selv"


def test_a_new_representative_is_written_in_and_stands_beside_the_client(
    qtbot, workspace, oskar, form
):
    picked(qtbot, form, "oskar")
    chosen(form, "Fullmektig, ikke registrert")
    person.write(qtbot, form, "Fullmakten er fra", "011126")
    person.press(qtbot, form, "Skriv inn …")
    new = opened(qtbot, "Ny person ved brukeren")
    person.write(qtbot, new, "Hva det gjelder", "Søknaden")
    person.write(qtbot, new, "Fornavn", "Ada")
    person.write(qtbot, new, "Etternavn", "Vokat")
    person.write(qtbot, new, "Fullmakten er fra", "011126")
    saved(qtbot, new)
    wait_for(qtbot, form, "Ada Vokat")
    saved(qtbot, form)
    [row] = received(workspace)
    draft = workspace.read(lambda s: read_application(s, row.number)).draft
    ada = workspace.read(lambda s: open_client(s, oskar)).draft.relatives[1]
    assert ada.relation is Relation.REPRESENTATIVE
    assert (ada.authority_on, ada.mandate) == (date(2026, 11, 1), "Søknaden")
    assert draft.relation_number == ada.number
    assert draft.authority_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        ("Mottatt", "171126", "Søknaden kan ikke ha kommet fram i tid."),
        ("Mottatt", "311126", "Skriv datoen som dag.måned.år"),
        ("Timer", "169", "Det er 168 timer i en uke."),
    ],
)
def test_what_cannot_be_is_told_by_its_field_and_nothing_is_lost(
    qtbot, workspace, oskar, form, label, text, told
):
    picked(qtbot, form, "oskar")
    person.write(qtbot, form, "Ønsker", "Svømme")
    person.write(qtbot, form, label, text)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, told)
    assert person.field(form, "Ønsker").toPlainText() == "Svømme"
    assert received(workspace) == ()


def test_nobody_chosen_is_told_by_the_field(qtbot, form):
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Velg brukeren, eller registrer en ny.")


def test_somebody_alike_is_a_question_inside_the_form(qtbot, workspace, oskar, form):
    write_in_new(qtbot, form)
    typed(qtbot, form, "Oscar", "Moen", "01022012")
    wait_for(qtbot, form, "Kan dette være den samme?")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Noen som ligner, er registrert fra før.")
    person.press(qtbot, form, "Ikke samme person: Oskar Moen")
    saved(qtbot, form)
    [row] = received(workspace)
    assert row.client == "Oscar Moen"


def test_an_identity_number_that_is_there_is_never_taken_in_again(
    qtbot, workspace, page, oskar, form
):
    write_in_new(qtbot, form)
    typed(qtbot, form, "Ola", "Lie", "01022012", OSKAR.person.national_id)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, f"Fødselsnummeret er registrert fra før, på bruker {oskar}.")
    assert received(workspace) == ()


def test_the_identity_number_fills_the_date_of_birth(qtbot, form):
    write_in_new(qtbot, form)
    # Of somebody who would be 166 years old: no living person has it.
    person.write(qtbot, form, "Fødselsnummer", "01026050002")
    assert person.field(form, "Fødselsdato").text() == "01.02.1860"


def test_what_was_typed_is_offered_again(qtbot, page, form):
    person.write(qtbot, form, "Ønsker", "Svømme")
    wait_for(qtbot, form, "Kladd lagret")
    lose(form)
    again = begun(qtbot, page)
    wait_for(qtbot, again, "Du har et skjema du ikke ble ferdig med")
    person.press(qtbot, again, "Fortsett")
    assert person.field(again, "Ønsker").toPlainText() == "Svømme"


def test_every_field_has_a_letter_and_the_form_can_be_read_aloud(qtbot, form):
    write_in_new(qtbot, form)
    chosen(form, "Fullmektig, ikke registrert")
    found = [each for each in letters(form) if each]
    assert len(set(found)) == len(found)
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)
    who = form.fields["applicant"].editor.list  # on Linux what is chosen is its name
    assert who.accessibleName() == "Hvem har søkt"


@pytest.fixture
def registered(qtbot, workspace, page, oskar, form):
    """Oskar's application, registered today and open for change."""
    picked(qtbot, form, "oskar")
    saved(qtbot, form)
    person.press(qtbot, opened(qtbot, REGISTERED), "Ikke nå")
    [row] = received(workspace)
    open_application(page, workspace, number=row.number)
    return opened(qtbot, "Søknad")


def test_the_clock_stands_still_while_it_waits_and_goes_on_after(
    qtbot, workspace, registered
):
    wait_for(qtbot, registered, "Svar på søknaden: senest 14. desember 2026")
    person.press(qtbot, registered, "Vent på søkeren …")
    asked = opened(qtbot, "Vent på søkeren")
    key(qtbot, asked, "Ctrl+S")
    wait_for(qtbot, asked, "Skriv hva dere venter på.")
    person.write(qtbot, asked, "Hva dere venter på", "Legeerklæring")
    saved(qtbot, asked)
    wait_for(qtbot, registered, "står stille mens dere venter på søkeren")
    wait_for(qtbot, registered, "Venter fra 16.11.2026: Legeerklæring")

    person.press(qtbot, registered, "Opplysningene er kommet …")
    come = opened(qtbot, "Opplysningene er kommet")
    saved(qtbot, come)
    wait_for(qtbot, registered, "16.11.2026–16.11.2026: Legeerklæring")
    wait_for(qtbot, registered, "Utsatt 1 dag dere har ventet.")


def test_it_is_withdrawn_and_what_is_typed_meanwhile_stays(
    qtbot, workspace, registered
):
    person.write(qtbot, registered, "Ønsker", "Svømme")
    person.press(qtbot, registered, "Søknaden er trukket …")
    saved(qtbot, opened(qtbot, "Søknaden er trukket"))
    wait_for(qtbot, registered, "fra 16.11.2026")
    assert person.field(registered, "Ønsker").toPlainText() == "Svømme"
    saved(qtbot, registered)
    assert received(workspace) == ()
    card = workspace.read(lambda s: read_application(s, 1))
    assert card.state is ApplicationState.WITHDRAWN
    assert card.draft.wishes == "Svømme"


def test_a_statement_that_comes_in_lets_the_case_go_on(qtbot, workspace, page, oskar):
    came, today = date(2026, 11, 2), workspace.today()
    draft = ApplicationDraft(client_number=oskar, received_on=came)
    number = workspace.do(lambda s: register_application(s, draft, today=today))
    workspace.do(lambda s: pause_application(s, number, came, "Legeerklæring"))
    open_entry(page, workspace, oskar)
    entry = opened(qtbot, "Nytt dokument")
    person.write(qtbot, entry, "Datert", "121126")
    saved(qtbot, entry)
    asked = opened(qtbot, "Er dette det dere ventet på?")
    assert person.says(asked, "siden 2. november 2026: Legeerklæring.")
    key(qtbot, asked, "Return")
    wait_for(qtbot, page, "Fristene går videre")
    [pause] = workspace.read(lambda s: read_application(s, number)).pauses
    assert pause.resumed_on == today


def test_who_only_reads_begins_nothing(qtbot, database, today):
    with hired(database, Role.READER) as own:
        workspace = Workspace(lambda: own, lambda: today)
        page = shown(qtbot, ClientsPage(workspace))
        page.new_application()
        wait_for(qtbot, page, "Rollen din gir ikke tilgang til dette.")
        workspace.stop()
