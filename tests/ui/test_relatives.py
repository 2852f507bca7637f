"""Those beside a client: added, changed and taken away in the client's form."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from stkdesk.domain.client import ClientDraft, Relation, RelativeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.drafts import kept_draft
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.clients.relative_text import from_text, to_text
from stkdesk.ui.sitting import put_forms_aside
from tests import person
from tests.ui.reading import findings
from tests.ui.registers import (
    active,
    close_forms,
    closed,
    key,
    letters,
    shown,
    wait_for,
)

MOR = RelativeDraft(
    Relation.PARENT,
    PersonDraft("Mor", "Moen", street="Storgata 1", postal_code="6509", city="Byen"),
    gets_letters=True,
)
FAR = RelativeDraft(
    Relation.PARENT,
    PersonDraft("Far", "Lie", street="Fjellveien 2", postal_code="6518", city="Byen"),
    gets_letters=True,
    valid_from=date(2020, 1, 1),
)
OSKAR = ClientDraft(
    PersonDraft("Oskar", "Moen", date(2012, 2, 1), street="Storgata 1"),
    relatives=(MOR, FAR),
)


@pytest.fixture
def page(qtbot, workspace):
    yield shown(qtbot, ClientsPage(workspace))
    close_forms()


@pytest.fixture
def client(workspace):
    today = workspace.today()
    return workspace.do(lambda s: register_client(s, OSKAR, today=today))


@pytest.fixture
def form(qtbot, page, workspace, client):
    """Oskar, who has a mother and a father, is open for change."""
    return editing(qtbot, page, workspace, client)


def editing(qtbot, page, workspace, client):
    form = ClientForm(page, workspace.read(lambda s: open_client(s, client)))
    form.open()
    active(qtbot, form)
    return form


def opened(qtbot, title):
    form = person.wait_for_window(qtbot, title)
    active(qtbot, form)
    return form


def beside(workspace, client=1):
    return workspace.read(lambda s: open_client(s, client)).draft.relatives


def saved(qtbot, form):
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)


def test_two_parents_in_two_homes_are_both_kept_and_shown(qtbot, page, client):
    page.open_record(client)
    wait_for(qtbot, page, "Mor Moen")
    assert person.says(page, "Foresatt · Storgata 1, 6509 Byen · får brevene")
    told = "Foresatt · Fjellveien 2, 6518 Byen · får brevene · fra 01.01.2020"
    assert person.says(page, told)


def test_a_client_saved_as_it_stands_keeps_both(qtbot, form, workspace):
    person.write(qtbot, form, "Ønsker", "Svømme")
    saved(qtbot, form)
    assert [each.person.given_name for each in beside(workspace)] == ["Mor", "Far"]


def test_a_guardian_is_added_with_the_mandate(qtbot, form, workspace):
    person.press(qtbot, form, "Legg til …")
    guardian = opened(qtbot, "Ny person ved brukeren")
    person.choose(guardian, "Hvem", "Verge")
    person.write(qtbot, guardian, "Hva det gjelder", "Personlige forhold")
    person.write(qtbot, guardian, "Fornavn", "Vilde")
    person.write(qtbot, guardian, "Etternavn", "Verge")
    person.press(qtbot, guardian, "Samme adresse som brukeren")
    key(qtbot, guardian, "Ctrl+S")
    closed(qtbot, guardian)
    wait_for(qtbot, form, "Mandat: Personlige forhold")
    saved(qtbot, form)
    added = beside(workspace)[2]
    assert (added.relation, added.mandate) == (Relation.GUARDIAN, "Personlige forhold")
    assert added.person.street == "Storgata 1"
    assert added.gets_letters


def test_a_representative_has_the_day_of_the_authority(qtbot, form, workspace):
    person.press(qtbot, form, "Endre: Far Lie")
    father = opened(qtbot, "Person ved brukeren")
    person.choose(father, "Hvem", "Fullmektig")
    person.write(qtbot, father, "Fullmakten er fra", "011226")
    key(qtbot, father, "Ctrl+S")
    wait_for(qtbot, father, "Fullmakten kan ikke være datert fram i tid.")
    person.write(qtbot, father, "Fullmakten er fra", "011126")
    key(qtbot, father, "Ctrl+S")
    closed(qtbot, father)
    saved(qtbot, form)
    far = beside(workspace)[1]
    assert far.relation is Relation.REPRESENTATIVE
    assert far.authority_on == date(2026, 11, 1)


def test_a_new_parent_in_another_home_is_asked_about_before_each_letter(qtbot, form):
    person.press(qtbot, form, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    letters_box = person.field(new, "Får brevene")
    assert letters_box.isChecked()
    person.write(qtbot, new, "Adresse", "Fjellveien 2")
    person.write(qtbot, new, "Postnummer", "6518")
    wait_for(qtbot, new, "dere blir spurt før hvert brev")
    assert not letters_box.isChecked()
    person.write(qtbot, new, "Adresse", "Storgata 1")
    person.write(qtbot, new, "Postnummer", "6509")
    assert letters_box.isChecked()


def test_a_parent_who_is_to_have_the_letters_keeps_the_tick(qtbot, form):
    person.press(qtbot, form, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    person.write(qtbot, new, "Adresse", "Fjellveien 2")
    person.write(qtbot, new, "Postnummer", "6518")
    qtbot.keyClick(person.field(new, "Får brevene"), Qt.Key.Key_Space)
    person.write(qtbot, new, "Adresse", "Fjellveien 4")
    assert person.field(new, "Får brevene").isChecked()


def test_who_lives_at_the_same_secret_address_gets_the_same_protection(qtbot, form):
    person.choose(form, "Adressegradering", "Fortrolig")
    person.press(qtbot, form, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    person.press(qtbot, new, "Samme adresse som brukeren")
    assert person.field(new, "Adressegradering").currentText() == "Fortrolig"


def test_one_taken_away_is_gone_when_the_client_is_saved(qtbot, form, workspace):
    person.press(qtbot, form, "Fjern: Mor Moen")
    assert len(beside(workspace)) == 2
    saved(qtbot, form)
    assert [each.person.given_name for each in beside(workspace)] == ["Far"]


def test_what_is_wrong_is_told_by_the_field_and_nothing_is_taken_in(qtbot, form):
    person.press(qtbot, form, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    person.write(qtbot, new, "Fornavn", "Vilde")
    key(qtbot, new, "Ctrl+S")
    wait_for(qtbot, new, "Skriv etternavnet.")
    assert len(form.draft().relatives) == 2


def test_what_is_typed_of_one_is_not_lost_when_the_screen_is_locked(
    qtbot, page, form, workspace, client
):
    person.press(qtbot, form, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    person.write(qtbot, new, "Fornavn", "Vilde")
    put_forms_aside()
    closed(qtbot, form)
    qtbot.waitUntil(
        lambda: workspace.read(lambda s: kept_draft(s, f"client/{client}")) is not None
    )
    again = editing(qtbot, page, workspace, client)
    wait_for(qtbot, again, "Du har et skjema du ikke ble ferdig med")
    person.press(qtbot, again, "Fortsett")
    wait_for(qtbot, again, "Du er ikke ferdig med en av dem.")
    key(qtbot, again, "Ctrl+S")
    wait_for(qtbot, again, "Gjør ferdig den du begynte på, eller forkast den.")
    person.press(qtbot, again, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    assert person.field(new, "Fornavn").text() == "Vilde"


def test_the_form_has_a_letter_for_each_field_and_can_be_read_aloud(qtbot, form):
    person.press(qtbot, form, "Legg til …")
    new = opened(qtbot, "Ny person ved brukeren")
    person.choose(new, "Hvem", "Fullmektig")
    found = letters(new)
    assert "" not in found
    assert len(set(found)) == len(found)
    qtbot.waitUntil(lambda: findings(new) == [], timeout=person.WAIT)


@pytest.mark.parametrize("relatives", [(), (MOR,), (MOR, FAR)])
def test_what_is_kept_of_them_comes_back_as_it_was(relatives):
    typing = {"at": -1, "texts": {"given_name": "Vilde"}}
    assert from_text(to_text(relatives, typing)) == (relatives, typing)
    assert from_text("") == ((), {})
