"""The form of a client: by keyboard alone, told what is wrong, nothing typed lost."""

from datetime import date

import pytest

from stkdesk.domain.client import ClientDraft, Relation
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.language import Language
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.duplicates import PersonRoom, people_alike
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.main_window import MainWindow
from tests import person
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

NEW_RELATIVE = "Ny person ved brukeren"
BORN = date(2012, 2, 1)
ÅSE = ClientDraft(
    person=PersonDraft("Åse", "Ødegård", BORN, synthetic_identity(BORN, 0)),
    wishes="Svømme",
)


@pytest.fixture
def page(qtbot, workspace):
    yield shown(qtbot, ClientsPage(workspace))
    close_forms()


@pytest.fixture
def form(qtbot, page):
    """The form of a new client, open."""
    page.new_record()
    return opened(qtbot, "Ny bruker")


@pytest.fixture
def editing(qtbot, page, workspace):
    """Åse is registered, and her form is open."""
    today = workspace.today()
    number = workspace.do(lambda s: register_client(s, ÅSE, today=today))
    page.open_record(number)
    wait_for(qtbot, page, "B-1")
    page.edit_current()
    return opened(qtbot, "Rediger bruker")


def opened(qtbot, title):
    form = person.wait_for_window(qtbot, title)
    active(qtbot, form)
    return form


def typed(qtbot, form, *texts):
    """Type each text where the cursor is and go on with Tab."""
    for text in texts:
        qtbot.keyClicks(form.focusWidget(), text)
        key(qtbot, form, "Tab")


def stored(workspace, number=1):
    return workspace.read(lambda s: open_client(s, number)).draft


def everybody(workspace):
    rows = workspace.read(lambda s: list_clients(s, ListQuery())).rows
    return [row.name for row in rows]


def test_a_client_is_registered_by_the_keyboard_alone(qtbot, workspace):
    window = MainWindow()
    qtbot.addWidget(window)
    window.open_office(workspace, name="Byen kommune", place="", practice=False)
    window.show()
    active(qtbot, window)
    key(qtbot, window, "Ctrl+2")
    key(qtbot, window, "Ctrl+N")
    form = opened(qtbot, "Ny bruker")

    typed(qtbot, form, "Åse", "Ødegård", "010212", "", "99887766", "ase@eksempel.no")
    typed(qtbot, form, "Fjellveien 2", "6518")
    assert person.field(form, "Sted").text() == "Kristiansund N"
    typed(qtbot, form, "", "", "", "", "2026/118", "Svømme hver uke")
    key(qtbot, form, "Alt+R")
    parent = opened(qtbot, NEW_RELATIVE)
    assert person.field(parent, "Hvem").currentText() == "Foresatt"
    typed(qtbot, parent, "", "Bjørn", "Ødegård", "", "", "41234567")
    key(qtbot, parent, "Ctrl+S")
    closed(qtbot, parent)
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)

    draft = stored(workspace)
    assert draft.person.birth_date == BORN
    assert draft.person.phone == "99 88 77 66"
    assert draft.person.city == "Kristiansund N"
    assert (draft.case_number, draft.wishes) == ("2026/118", "Svømme hver uke")
    [bjørn] = draft.relatives
    assert bjørn.relation is Relation.PARENT
    assert bjørn.person.family_name == "Ødegård"
    assert bjørn.person.phone == "41 23 45 67"
    assert bjørn.gets_letters
    wait_for(qtbot, window, "Åse Ødegård er registrert")
    wait_for(qtbot, window, "B-1 · 14 år · Kristiansund N")


def test_every_field_has_a_letter_of_its_own(form):
    found = letters(form)
    assert "" not in found
    assert len(set(found)) == len(found)


def test_the_form_can_be_read_aloud_and_nothing_is_cut(qtbot, form):
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)


def test_what_is_missing_is_told_by_its_field_and_the_cursor_goes_there(qtbot, form):
    person.write(qtbot, form, "Fornavn", "Åse")
    key(qtbot, form, "Ctrl+S")
    assert person.says(form, "Skriv etternavnet.")
    assert person.says(form, "Skriv fødselsdatoen, for eksempel 24.11.2012.")
    assert person.says(form, "2 felt må rettes")
    assert form.focusWidget() is person.field(form, "Etternavn")
    assert person.field(form, "Fornavn").text() == "Åse"


def test_an_odd_identity_number_is_only_a_warning(qtbot, form, workspace):
    person.write(qtbot, form, "Fornavn", "Ola")
    person.write(qtbot, form, "Etternavn", "Vik")
    person.write(qtbot, form, "Fødselsdato", "17.05.1980")
    person.write(qtbot, form, "Fødselsnummer", "17858012345")
    person.write(qtbot, form, "Telefon", "123")
    key(qtbot, form, "Tab")
    assert person.says(form, "Kontrollsifrene stemmer ikke.")
    assert person.says(form, "Telefonnummeret har åtte siffer.")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).person.national_id == "17858012345"


def test_a_number_fills_an_empty_birth_date(qtbot, form):
    # Of somebody who would be 166 years old: no living person has it.
    person.write(qtbot, form, "Fødselsnummer", "01026050002")
    assert person.field(form, "Fødselsdato").text() == "01.02.1860"


@pytest.mark.parametrize("number", ["41026050185", synthetic_identity(BORN, 3)])
def test_a_number_that_hides_the_century_fills_nothing(qtbot, form, number):
    person.write(qtbot, form, "Fødselsnummer", number)
    assert person.field(form, "Fødselsdato").text() == ""


def test_a_birth_date_already_typed_is_left_alone(qtbot, form):
    person.write(qtbot, form, "Fødselsdato", "02.02.1990")
    person.write(qtbot, form, "Fødselsnummer", "01026050002")
    assert person.field(form, "Fødselsdato").text() == "02.02.1990"


def test_a_strictly_protected_person_has_no_street(qtbot, form, workspace):
    typed(qtbot, form, "Kari", "Vik", "17.05.1980")
    person.write(qtbot, form, "Adresse", "Fjellveien 2")
    person.choose(form, "Adressegradering", "Strengt fortrolig")
    wait_for(qtbot, form, "Adressen er strengt fortrolig.")
    key(qtbot, form, "Ctrl+S")
    assert form.focusWidget() is person.field(form, "Adresse")
    person.write(qtbot, form, "Adresse", "Postboks 12")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).person.protection is Protection.STRICT


def test_a_minor_is_asked_about_a_parent_but_saved_without(qtbot, form, workspace):
    typed(qtbot, form, "Ida", "Lie", "24.11.2016")
    wait_for(qtbot, form, "Brukeren er under 18 år.")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert everybody(workspace) == ["Ida Lie"]


def test_a_namesake_is_a_question_while_one_types_and_the_answer_is_remembered(
    qtbot, page, workspace
):
    register_åse(workspace)
    page.new_record()
    form = opened(qtbot, "Ny bruker")
    typed(qtbot, form, "åse", "ødegård", "01022012")
    wait_for(qtbot, form, "Kan dette være den samme?")
    wait_for(qtbot, form, "Åse Ødegård · B-1 · født 01.02.2012")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Noen som ligner, er registrert fra før.")
    person.press(qtbot, form, "Ikke samme person: Åse Ødegård")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert everybody(workspace) == ["Åse Ødegård", "åse ødegård"]
    typed_in = stored(workspace, 2).person
    asked = workspace.read(
        lambda s: people_alike(s, PersonRoom.CLIENTS, typed_in, number=2)
    )
    assert asked == ()


def test_an_identity_number_is_never_registered_twice(qtbot, page, workspace):
    register_åse(workspace)
    page.new_record()
    form = opened(qtbot, "Ny bruker")
    typed(qtbot, form, "Ola", "Lie", "01022012", ÅSE.person.national_id)
    wait_for(qtbot, form, "Fødselsnummeret er registrert fra før")
    assert not person.says(form, "Ikke samme person")
    key(qtbot, form, "Ctrl+S")
    told = "Fødselsnummeret er registrert fra før, på bruker 1."
    wait_for(qtbot, form, told)
    person.press(qtbot, form, "Tilbake til skjemaet")
    assert everybody(workspace) == ["Åse Ødegård"]
    assert person.field(form, "Fornavn").text() == "Ola"


def test_a_namesake_may_be_opened_and_what_was_typed_is_kept(qtbot, page, workspace):
    register_åse(workspace)
    page.new_record()
    form = opened(qtbot, "Ny bruker")
    typed(qtbot, form, "Åse", "Ødegård", "01022012")
    person.write(qtbot, form, "Saksnummer", "2026/7")
    wait_for(qtbot, form, "Kan dette være den samme?")
    person.press(qtbot, form, "Åpne: Åse Ødegård")
    closed(qtbot, form)
    wait_for(qtbot, page, "B-1 · 14 år")

    page.new_record()
    form = opened(qtbot, "Ny bruker")
    person.press(qtbot, form, "Fortsett")
    assert person.field(form, "Saksnummer").text() == "2026/7"
    form.discard()


def test_what_was_typed_is_offered_again(qtbot, page, form, workspace):
    typed(qtbot, form, "Åse", "Ødegård")
    person.write(qtbot, form, "Fødselsnummer", ÅSE.person.national_id)
    key(qtbot, form, "Tab")
    wait_for(qtbot, form, "Kladd lagret")
    lose(form)

    page.new_record()
    again = opened(qtbot, "Ny bruker")
    wait_for(qtbot, again, "Du har et skjema du ikke ble ferdig med")
    key(qtbot, again, "Return")
    assert person.field(again, "Etternavn").text() == "Ødegård"
    typed(qtbot, again, "Åse")
    person.write(qtbot, again, "Fødselsdato", "01.02.2012")
    key(qtbot, again, "Ctrl+S")
    closed(qtbot, again)
    assert stored(workspace).person.national_id == ÅSE.person.national_id

    page.new_record()
    third = opened(qtbot, "Ny bruker")
    assert not third.offer.is_asking


def test_an_offer_that_is_not_answered_is_made_again(qtbot, page, form):
    typed(qtbot, form, "Åse")
    wait_for(qtbot, form, "Kladd lagret")
    lose(form)
    page.new_record()
    again = opened(qtbot, "Ny bruker")
    key(qtbot, again, "Esc")
    closed(qtbot, again)
    page.new_record()
    wait_for(qtbot, opened(qtbot, "Ny bruker"), "Du har et skjema")


def test_what_is_thrown_away_is_not_offered(qtbot, page, form):
    typed(qtbot, form, "Åse")
    wait_for(qtbot, form, "Kladd lagret")
    key(qtbot, form, "Esc")
    person.press(qtbot, person.wait_for_window(qtbot, "Ulagrede endringer"), "Forkast")
    closed(qtbot, form)
    page.new_record()
    assert not opened(qtbot, "Ny bruker").offer.is_asking


def test_an_edit_is_saved_and_can_be_taken_back(qtbot, page, editing, workspace):
    person.write(qtbot, editing, "Ønsker", "Kino")
    person.choose(editing, "Målform i brev", "Nynorsk")
    key(qtbot, editing, "Ctrl+S")
    closed(qtbot, editing)
    assert stored(workspace).language is Language.NYNORSK
    wait_for(qtbot, page, "Kino")
    person.press(qtbot, page, "Angre")
    assert stored(workspace) == ÅSE
    wait_for(qtbot, page, "Svømme")


def test_saving_nothing_new_changes_nothing(qtbot, editing, workspace):
    before = workspace.read(lambda s: open_client(s, 1)).version
    key(qtbot, editing, "Ctrl+S")
    closed(qtbot, editing)
    assert workspace.read(lambda s: open_client(s, 1)).version == before


def test_f2_edits_the_record_in_the_card(qtbot, page, workspace):
    register_åse(workspace)
    wait_for(qtbot, page, "B-1")
    page.table.setFocus()
    key(qtbot, page, "F2")
    form = opened(qtbot, "Rediger bruker")
    assert person.field(form, "Fornavn").text() == "Åse"


def test_a_low_window_holds_the_whole_form(qtbot, workspace):
    page = shown(qtbot, ClientsPage(workspace), 880, 420)
    form = ClientForm(page)
    form.open()
    assert form.height() <= page.window().height()
    close_forms()


def register_åse(workspace):
    today = workspace.today()
    workspace.do(lambda s: register_client(s, ÅSE, today=today))
