"""Others work in the same register: their changes show here, quietly."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.services.clients import open_client, register_client
from stkdesk.storage.file_hearing import EVERYTHING
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from tests import person
from tests.conftest import PASSWORD
from tests.ui.registers import close_forms, closed, key, shown, wait_for
from tests.ui.test_conflict import asked, kari, pick, saved_by

__all__ = ["kari"]

ÅSE = ClientDraft(
    person=PersonDraft("Åse", "Ødegård", date(2012, 2, 1)), wishes="Svømme"
)
# Another program: the console, at work in the same file.
ELSEWHERE = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from stkdesk.services.clients import edit_client, open_client
from stkdesk.storage.opening import open_register

database = open_register(Path(sys.argv[1]), sys.argv[2])
with database.transaction() as session:
    card = open_client(session, 1)
    draft = replace(card.draft, case_number="2026/77")
    edit_client(session, 1, card.version, draft, today=date(2026, 11, 16))
database.close()
"""


@pytest.fixture
def client(workspace):
    today = workspace.today()
    return workspace.do(lambda s: register_client(s, ÅSE, today=today))


@pytest.fixture
def page(qtbot, workspace, client):
    page = shown(qtbot, ClientsPage(workspace))
    page.open_record(client)
    wait_for(qtbot, page, "Svømme")
    yield page
    close_forms()


@pytest.fixture
def hearing(database):
    """What hears of others in the file, in a sitting of its own."""
    database.begin_sitting()
    hearing = database.hearing()
    hearing.changed(wait=0)
    yield hearing
    hearing.close()


def test_what_another_program_saves_in_the_file_shows_in_this_window(
    qtbot, page, workspace, database, register_file
):
    database.begin_sitting()
    workspace.listen()
    qtbot.waitUntil(lambda: workspace.is_listening, timeout=person.WAIT)
    command = [sys.executable, "-c", ELSEWHERE, str(register_file), PASSWORD]
    subprocess.run(command, check=True, timeout=60)
    wait_for(qtbot, page, "2026/77")


def test_reading_is_no_news_and_nor_are_our_own_saves(hearing, database, kari):
    with database.transaction() as session:
        number = register_client(session, ÅSE, today=date(2026, 11, 16))
    assert hearing.changed(wait=0) == frozenset()
    with kari.reading() as session:
        open_client(session, number)  # is noted in the log, which writes
    assert hearing.changed(wait=0) == frozenset()
    saved_by(kari, number, lambda draft: replace(draft, wishes="Sjakk"))
    assert hearing.changed(wait=0) == {EVERYTHING}
    assert hearing.changed(wait=0) == frozenset()


def test_an_open_form_tells_who_has_saved_and_shows_it_when_asked(
    qtbot, page, workspace, client, kari
):
    form = ClientForm(page, workspace.read(lambda s: open_client(s, client)))
    form.open()
    person.write(qtbot, form, "Saksnummer", "2026/7")
    saved_by(kari, client, lambda draft: replace(draft, wishes="Sjakk"))
    workspace.changed.emit(frozenset({"clients"}))  # as it is heard
    wait_for(qtbot, form, "Kari Nordmann lagret dette kl.")
    assert person.field(form, "Ønsker").toPlainText() == "Svømme"
    person.press(qtbot, form, "Vis")
    dialog = asked(qtbot)
    assert person.says(dialog, "Svømme → Sjakk")
    person.press(qtbot, dialog, "Ta med i skjemaet")
    closed(qtbot, dialog)
    assert person.field(form, "Ønsker").toPlainText() == "Sjakk"
    assert person.field(form, "Saksnummer").text() == "2026/7"
    assert not person.says(form, "Kari Nordmann lagret dette")
    key(qtbot, form, "Ctrl+S")  # and nothing more to ask about
    closed(qtbot, form)
    stored = workspace.read(lambda s: open_client(s, client)).draft
    assert (stored.wishes, stored.case_number) == ("Sjakk", "2026/7")


def test_what_is_half_typed_stays_when_theirs_is_taken_along(
    qtbot, page, workspace, client, kari
):
    form = ClientForm(page, workspace.read(lambda s: open_client(s, client)))
    form.open()
    person.write(qtbot, form, "Fødselsdato", "24.13")
    person.write(qtbot, form, "Ønsker", "Kino")
    saved_by(kari, client, lambda draft: replace(draft, wishes="Sjakk"))
    workspace.changed.emit(frozenset({"clients"}))
    wait_for(qtbot, form, "Kari Nordmann lagret dette kl.")
    person.press(qtbot, form, "Vis")
    dialog = asked(qtbot)
    pick(qtbot, dialog, "Ønsker. Kari Nordmann lagret")
    person.press(qtbot, dialog, "Ta med i skjemaet")
    closed(qtbot, dialog)
    assert person.field(form, "Fødselsdato").text() == "24.13"
    assert person.field(form, "Ønsker").toPlainText() == "Sjakk"


def test_a_form_says_nothing_of_what_did_not_concern_it(
    qtbot, page, workspace, client, kari
):
    form = ClientForm(page, workspace.read(lambda s: open_client(s, client)))
    form.open()
    today = workspace.today()
    other = replace(ÅSE, person=PersonDraft("Ida", "Berg", date(2011, 1, 1)))
    with kari.transaction() as session:
        register_client(session, other, today=today)
    workspace.changed.emit(frozenset({"clients"}))
    qtbot.waitUntil(lambda: not workspace.is_reading, timeout=person.WAIT)
    assert not person.says(form, "lagret dette")
