"""From an empty window to an open office."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from stkdesk import __version__
from stkdesk.__main__ import run
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import edit_office, set_up_office
from stkdesk.storage import answering
from stkdesk.storage.opening import open_register
from stkdesk.ui.app import Start
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.start.arguments import Asked, read_arguments
from stkdesk.ui.theme import Scheme
from tests import builders, person
from tests.conftest import PASSWORD


@pytest.fixture
def office(register_file, today):
    """A register whose office has been set up."""
    database = open_register(register_file, PASSWORD)
    with database.transaction() as session:
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
    database.close()
    return register_file


@pytest.fixture
def begin(qtbot, today):
    """Start the program on a file; the windows are closed at the end."""
    begun = []

    def _begin(file, *, practice=False):
        window = MainWindow()
        window.resize(1300, 800)
        qtbot.addWidget(window)
        start = Start(window, file, practice=practice, clock=lambda: today)
        person.show(qtbot, window)
        start.begin()
        begun.append((window, start))
        return window

    yield _begin
    for window, start in begun:
        start.close()
        window.close()


def wait_for(qtbot, window, text):
    qtbot.waitUntil(lambda: person.says(window, text), timeout=20_000)


def test_the_password_opens_the_office(qtbot, begin, office):
    window = begin(office)
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    wait_for(qtbot, window, "Fjordvik kommune")
    assert window.page.title == "I dag"
    assert window.rail.isEnabled()
    assert not person.says(window, "ØVING")
    assert person.says(window.status, f"Registeret ligger i {office.parent}")


def test_a_wrong_password_is_told_by_the_field_and_can_be_mended(qtbot, begin, office):
    window = begin(office)
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Passord", "feil passord")
    person.press(qtbot, window, "Åpne registeret")
    wait_for(qtbot, window, "Passordet stemmer ikke.")
    field = person.field(window, "Passord")
    assert field.text() == "feil passord"
    assert "Passordet stemmer ikke." in field.accessibleDescription()
    assert window.page is None
    person.write(qtbot, window, "Passord", PASSWORD)
    assert not person.says(window, "Passordet stemmer ikke.")
    person.key(qtbot, window, "Return")
    wait_for(qtbot, window, "Fjordvik kommune")


def test_the_password_is_hidden_until_asked_for(qtbot, begin, office):
    window = begin(office)
    wait_for(qtbot, window, "Åpne registeret")
    field = person.field(window, "Passord")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    [eye] = field.actions()
    eye.trigger()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.text() == "Skjul passordet"


def test_a_damaged_register_is_told_and_not_touched(qtbot, begin, office):
    spoiled = b"\x00" * 4096 + office.read_bytes()[4096:]
    office.write_bytes(spoiled)
    window = begin(office)
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    wait_for(qtbot, window, "skadet")
    assert office.read_bytes() == spoiled
    assert window.page is None


def test_with_no_register_the_first_start_is_shown(qtbot, begin, tmp_path):
    window = begin(tmp_path / "data" / "stkdesk.db")
    wait_for(qtbot, window, "Start tomt kontor")
    assert not window.rail.isEnabled()


def test_a_disk_that_does_not_answer_is_told_and_tried_again(
    qtbot, begin, tmp_path, monkeypatch
):
    awake, there = threading.Event(), os.stat

    def stat(path, **options):
        if path == tmp_path / "borte" and threading.current_thread().daemon:
            awake.wait()
        return there(path, **options)

    monkeypatch.setattr("os.stat", stat)
    monkeypatch.setattr(answering, "PATIENCE", 0.05)
    window = begin(tmp_path / "borte" / "stkdesk.db")
    wait_for(qtbot, window, "Disken registeret ligger på, svarer ikke.")
    assert person.says(window, f"skal ligge i {tmp_path / 'borte'}")
    awake.set()
    person.press(qtbot, window, "Prøv igjen")
    wait_for(qtbot, window, "Start tomt kontor")


def test_a_register_in_the_cloud_is_told_before_anybody_types(
    qtbot, begin, office, tmp_path
):
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    for ending in (".db", ".keys"):
        shutil.copy(office.with_suffix(ending), cloud)
    window = begin(cloud / office.name)
    wait_for(qtbot, window, "Mappen kopieres til nettskyen.")
    assert person.says(window, "Feilnummer: STK-103")
    assert {each.suffix for each in cloud.iterdir()} == {".db", ".keys"}


def test_the_practice_office_is_made_and_opened_by_itself(qtbot, begin, tmp_path):
    window = begin(tmp_path / "data" / "oving.db", practice=True)
    wait_for(qtbot, window, "ØVING")
    assert window.page.title == "I dag"
    assert (tmp_path / "data" / "oving.db").exists()


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], Asked()),
        (["--practice", "--dark"], Asked(practice=True, scheme=Scheme.DARK)),
        (["--db", "a.db", "--light"], Asked(db="a.db", scheme=Scheme.LIGHT)),
        (["--data", str(Path.cwd() / "æ ø")], Asked(data=Path.cwd() / "æ ø")),
        (["-platform", "offscreen"], Asked(for_qt=("-platform", "offscreen"))),
    ],
)
def test_the_command_line_is_understood(arguments, asked):
    read = read_arguments(arguments)
    assert read._replace(db=str(read.db) if read.db else None) == asked


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--what"], "kjenner ikke «--what»"),
        (["--db"], "--db må følges av en fil"),
        (["--data"], "--data må følges av en mappe"),
        (["--data", __file__], "--data må følges av en mappe"),
        (["-platform"], "kjenner ikke «-platform»"),
    ],
)
def test_a_wrong_word_on_the_command_line_ends_with_a_hint(arguments, told, capsys):
    with pytest.raises(SystemExit) as ended:
        read_arguments(arguments)
    said = capsys.readouterr().err
    assert (ended.value.code, told in said, "Bruk: stkdesk" in said) == (2, True, True)


def test_the_window_tells_its_version(capsys):
    with pytest.raises(SystemExit) as ended:
        read_arguments(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (
        0,
        f"stkdesk {__version__}\n",
    )


def test_a_fault_before_the_window_is_told_without_its_text(monkeypatch, capsys):
    """The frozen program would show it in a box of its builder's, in English."""

    def broken():
        raise RuntimeError("Kari Nordmann")

    monkeypatch.setattr("stkdesk.__main__.main", broken)
    with pytest.raises(SystemExit) as ended:
        run()
    said = capsys.readouterr().err
    assert (ended.value.code, "Oppgi referansen" in said) == (3, True)
    assert "Kari" not in said


def test_nothing_heavy_is_loaded_with_the_window():
    code = """
import sys
import stkdesk.ui.app
names = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "cryptography", "sqlcipher3")
raise SystemExit([name for name in names if name in sys.modules] or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_the_first_page_needs_nothing_that_only_the_other_rooms_need():
    code = """
import sys
import stkdesk.ui.today.page
import stkdesk.ui.counts
import stkdesk.ui.start.unlocking
names = ("sqlalchemy", "alembic", "reportlab", "openpyxl")
raise SystemExit([name for name in names if name in sys.modules] or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_the_rail_counts_what_there_is_to_do(qtbot, begin, office):
    window = begin(office)
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    wait_for(qtbot, window, "Fjordvik kommune")
    assert window.rail.accessibleTabName(1) == "Brukere"
    window.workspace.do(lambda s: builders.a_client(s, status=ClientStatus.WAITING))
    qtbot.waitUntil(
        lambda: window.rail.accessibleTabName(1) == "Brukere, 1 å gjøre",
        timeout=person.WAIT,
    )


def test_a_new_name_of_the_office_is_over_the_rail_at_once(qtbot, begin, office):
    window = begin(office)
    wait_for(qtbot, window, "Åpne registeret")
    person.write(qtbot, window, "Passord", PASSWORD)
    person.key(qtbot, window, "Return")
    wait_for(qtbot, window, "Fjordvik kommune")
    window.workspace.do(lambda s: edit_office(s, 1, OfficeDraft("Fjelldal kommune")))
    wait_for(qtbot, window, "Fjelldal kommune")
