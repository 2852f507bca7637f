"""The auditor: a whole day on the practice office, and then grep over every file.

Everything the program and Qt may write has its place in one folder: the data, the log,
temporary files, settings, backups. The day has in it what tempts a program to write
names: cards, half-typed forms and sheets, searches, papers, a fault, wrong passwords,
another key. Papers a person saves where he or she chooses are not the program's own
files, and none are saved here.
"""

import json
import logging
import tempfile
import zipfile
from contextlib import closing
from threading import Event as Flag

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select, text

from stkdesk import settings
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import FIRST_ROLES, StaffDraft, suggested_login
from stkdesk.logs import files
from stkdesk.services.practice.building import build_practice_office
from stkdesk.storage import keys
from stkdesk.storage.attempts import attempts_file_of
from stkdesk.storage.cipher import connect
from stkdesk.storage.key_changes import add_user
from stkdesk.storage.keys import LIGHT, PRACTICE_PASSWORD, key_file_of
from stkdesk.storage.lock import lock_file_of
from stkdesk.storage.opening import create_register, open_register
from stkdesk.storage.tables import Base, Draft, Person
from stkdesk.ui.errors import Message
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.register_page import RegisterPage
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen
from tests.journeys.auditing import ENCODINGS, Auditor, words_about
from tests.program_log import written_log

NAMES = ("Kåre Næss Sørbø", "Marit Hægstad")  # who works in the practice office
LOGINS = tuple(map(suggested_login, NAMES))
ME = StaffDraft(NAMES[0], LOGINS[0], FIRST_ROLES, sees_protected=True)
COLLEAGUE, COLLEAGUES_PASSWORD = LOGINS[1], "torsk på tirsdag"
NEW_PASSWORD, WRONG = "ullgenser med kaffe", "gjettet helt feil"
TYPED = ("Kvalsvikmoen", "Fjordvegen 8821", "Barndomsvennen Tormodsen")
OWN_TABLES = {"register_facts", "commits", "presence", "drafts", "event_head"} | {
    "staff",
    "events",
    "event_details",
}
ROOMS = 8


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine where all that a program may write, by itself, is in one folder."""
    folder = tmp_path / "maskin"
    for name, inside in {
        "STKDESK_DATA": "data",
        "HOME": "hjem",
        "USERPROFILE": "hjem",
        "APPDATA": "hjem/roaming",
        "LOCALAPPDATA": "hjem/local",
        "XDG_CONFIG_HOME": "hjem/.config",
        "XDG_DATA_HOME": "hjem/.local/share",
        "XDG_STATE_HOME": "hjem/.local/state",
        "XDG_CACHE_HOME": "hjem/.cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
        "TMP": "tmp",
        "TEMP": "tmp",
        "SQLITE_TMPDIR": "tmp",
    }.items():
        (folder / inside).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder / inside))
    monkeypatch.setattr(tempfile, "tempdir", None)  # Python remembers the one before
    monkeypatch.setattr(keys, "calibrated", lambda: LIGHT)
    before = list(logging.getLogger().handlers)
    yield folder
    for handler in [h for h in logging.getLogger().handlers if h not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.fixture
def office(machine, tmp_path, today):
    """The practice office in a register with passwords; and whom it is about."""
    practice, file = tmp_path / "oving.db", settings.register_file()
    steps = build_practice_office(practice, clients=20, years=1, today=today)
    drive(steps, Flag(), lambda _progress: None)
    create_register(file, PASSWORD, effort=LIGHT, staff=ME)
    move_in(practice, file)
    with (
        closing(open_register(file, PASSWORD, ME.login)) as database,
        database.reading() as session,
    ):
        words = words_about(session)
        assert session.scalar(select(func.count(Person.number))) > 40
    return words


def move_in(practice, file):
    """Let everybody of the practice office be in ``file``, and work there."""
    key = keys.open_key_file(key_file_of(file), PASSWORD).key
    slot = add_user(
        key_file_of(file), key, COLLEAGUE, COLLEAGUES_PASSWORD, effort=LIGHT
    ).slot
    there = keys.open_key_file(key_file_of(practice), PRACTICE_PASSWORD).key
    with closing(connect(file, key.database_key, foreign_keys=False)) as connection:
        connection.execute(
            f"ATTACH ? AS practice KEY \"x'{there.database_key}'\"", (str(practice),)
        )
        for table in Base.metadata.sorted_tables:
            if table.name not in OWN_TABLES:
                connection.execute(f"DELETE FROM main.{table.name}")
                connection.execute(
                    f"INSERT INTO main.{table.name} SELECT * FROM practice.{table.name}"
                )
        columns = [each.name for each in Base.metadata.tables["staff"].columns]
        columns.remove("number")
        listed = ", ".join(columns)
        connection.execute(
            f"INSERT INTO main.staff ({listed}) SELECT {listed} FROM practice.staff"
            " WHERE login <> ?",
            (ME.login,),
        )
        connection.execute(
            "UPDATE main.staff SET slot = ? WHERE login = ?", (slot, COLLEAGUE)
        )
        assert connection.execute("SELECT changes()").fetchone() == (1,)


def test_no_file_the_program_wrote_says_who_the_register_is_about(
    desk, office, machine
):
    auditor = Auditor({*office, *TYPED})
    come_in(desk)
    look_at_everything(desk, office)
    half_type_a_sheet(desk)
    print_without_saving(desk)
    back_up_and_try_it(desk)
    something_goes_wrong(desk, office)
    half_type_a_form(desk)
    register = settings.register_file()
    for each in (register.with_name("stkdesk.db-wal"), attempts_file_of(register)):
        assert each.stat().st_size, each.name
    assert json.loads(lock_file_of(register).read_bytes())["since"]
    assert auditor.found_in(machine) == {}  # while it is open, and locked
    another_signs_in_and_out(desk)
    change_password_and_key(desk)
    desk.shut()
    assert auditor.found_in(machine) == {}
    what_there_was_to_look_in(machine)


def come_in(desk):
    desk.begin(settings.register_file())
    desk.sign_in(WRONG, ME.login)
    desk.wait_for("Brukernavnet eller passordet stemmer ikke.")
    assert attempts_file_of(settings.register_file()).exists()
    desk.sign_in(PASSWORD, ME.login)
    desk.wait_for_sitting()
    tried = "Sist prøvd gjenopprettet"
    desk.qtbot.waitUntil(lambda: tried in on_screen(), timeout=SLOW)


def look_at_everything(desk, words):
    """Visit every room, open cards, and look for people."""
    for at in range(1, ROOMS + 1):
        desk.key(f"Ctrl+{at}")
        settle(desk)
        if isinstance(desk.window.page, RegisterPage):
            person.key(desk.qtbot, desk.window.page.table, "Down")
            open_card(desk)
            desk.type("<Ctrl+F>", "<Ctrl+A>", a_family(words))
            settle(desk)
            desk.type("<Ctrl+A>", "<Backspace>")
            open_card(desk)
    desk.type("<Ctrl+K>", a_family(words))
    settle(desk)
    desk.key("Escape")


def open_card(desk):
    """Wait until a record is shown in full."""
    page = desk.window.page
    desk.qtbot.waitUntil(lambda: page.record is not None, timeout=SLOW)
    settle(desk)


def a_family(words):
    """Return the longest single word one can type: the name of somebody here."""
    typed = (each for each in words if each.isalpha() and each.isascii())
    return max(sorted(typed), key=len)


def settle(desk):
    desk.qtbot.waitUntil(lambda: not desk.window.workspace.is_reading, timeout=SLOW)


def half_type_a_sheet(desk):
    desk.key("Ctrl+T")
    desk.wait_for("Nytt besøk")
    desk.type(f"1 16 18 {TYPED[2]}", "<Return>")
    wait_for_drafts(desk, 1)


def print_without_saving(desk):
    """A month and a letter; both stay inside the program."""
    desk.type("<Ctrl+K>", "skriv ut måneden", "<Return>")
    dialog = person.wait_for_window(desk.qtbot, "Skriv ut måneden")
    desk.qtbot.waitUntil(lambda: dialog.make.isEnabled(), timeout=SLOW)
    desk.press("Lag timelistene", dialog)
    put_away(desk, the_papers(desk))
    desk.key("Ctrl+3")
    settle(desk)
    desk.choose_on_card("Skriv ut taushetserklæring")
    put_away(desk, the_papers(desk))


def the_papers(desk):
    def _shown():
        found = QApplication.topLevelWidgets()
        return [w for w in found if isinstance(w, PaperWindow) and w.isVisible()]

    desk.qtbot.waitUntil(lambda: len(_shown()) == 1, timeout=SLOW)
    return _shown()[0]


def put_away(desk, papers):
    desk.qtbot.waitUntil(lambda: papers.preview.view.pages > 0, timeout=SLOW)
    papers.grab()  # the pages are drawn
    desk.key("Escape", papers)
    desk.qtbot.waitUntil(lambda: not papers.isVisible(), timeout=SLOW)


def back_up_and_try_it(desk):
    page = desk.window.open("office")
    page.open_group("backup")
    desk.press("Ta sikkerhetskopi nå")
    desk.wait_for("Sikkerhetskopien er tatt og kontrollert: ")
    desk.press("Prøv gjenoppretting")
    desk.wait_for("Den nyeste kopien lar seg gjenopprette: ")


def something_goes_wrong(desk, words):
    """Two faults with a name in them: in our own text, and in what the driver says."""
    name, workspace = a_family(words), desk.window.workspace

    def _fail(_session):
        raise LookupError(f"{name} is not there")

    def _ask_wrongly(session):
        session.execute(
            text("SELECT * FROM nowhere WHERE name = :name"), {"name": name}
        )

    for work in (_fail, _ask_wrongly):
        stands = told_of_a_fault()
        assert stands is None, stands.advice
        workspace.ask(work, lambda _nothing: None, key="fault")
        desk.qtbot.waitUntil(lambda: told_of_a_fault() is not None, timeout=SLOW)
        assert name not in told_of_a_fault().advice
        told_of_a_fault().accept()
        desk.qtbot.waitUntil(lambda: told_of_a_fault() is None, timeout=SLOW)
    told = written_log()
    assert "LookupError" in told
    assert "OperationalError" in told


def told_of_a_fault():
    """Return the message of a fault that stands open, or None."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Message)]
    return next((w for w in shown if w.isVisible()), None)


def half_type_a_form(desk):
    """Leave a form half written; the lock comes, and somebody else signs in."""
    desk.type("<Ctrl+2>", "<Ctrl+N>")
    form = person.wait_for_window(desk.qtbot, "Ny bruker")
    for label, typed in zip(("Etternavn", "Adresse", "Ønsker"), TYPED, strict=True):
        person.write(desk.qtbot, form, label, typed)
    wait_for_drafts(desk, 2)
    desk.key("Ctrl+L", form)
    desk.qtbot.waitUntil(lambda: desk.sitting.lock.is_locked, timeout=SLOW)
    person.write(desk.qtbot, desk.window, "Passord", WRONG)
    desk.key("Return")
    desk.wait_for("Passordet stemmer ikke.")


def another_signs_in_and_out(desk):
    desk.press("Logg inn som en annen …")
    desk.sign_in(COLLEAGUES_PASSWORD, COLLEAGUE)
    desk.wait_for_sitting()
    desk.choose("Logg ut")
    desk.sign_in(PASSWORD, ME.login)
    desk.wait_for_sitting()


def change_password_and_key(desk):
    desk.choose("Bytt passord …")
    dialog = person.wait_for_window(desk.qtbot, "Bytt passord")
    person.write(desk.qtbot, dialog, "Nåværende passord", PASSWORD)
    person.write(desk.qtbot, dialog, "Nytt passord", NEW_PASSWORD)
    person.write(desk.qtbot, dialog, "Nytt passord en gang til", NEW_PASSWORD)
    desk.key("Return", dialog)
    desk.wait_for("Passordet er endret.")
    page = desk.window.open("office")
    page.open_group("keys")
    desk.press("Bytt nøkkel …", page)
    question = person.wait_for_window(desk.qtbot, "Bytte nøkkelen til registeret?")
    desk.press("Bytt nøkkel", question)
    desk.wait_for("Å gjøre nå")
    desk.wait_for_sitting()


def wait_for_drafts(desk, number):
    def _kept():
        with desk.window.workspace.database.reading() as session:
            return session.scalar(select(func.count()).select_from(Draft)) == number

    desk.qtbot.waitUntil(_kept, timeout=SLOW)


def what_there_was_to_look_in(machine):
    """Every kind of file was there, so that nothing was found is worth something."""
    names = {each.name for each in machine.rglob("*") if each.is_file()}
    assert {"stkdesk.db", "stkdesk.keys", "stkdesk.keys.bak"} <= names
    assert "vindu.ini" in names
    for shape in (files.LOG, files.REPORT):
        assert any(shape.fullmatch(name) for name in names)
    backups = [each for each in names if each.endswith(".stkbackup")]
    assert len(backups) >= 2


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_name_that_somebody_leaves_on_the_disk_is_found(office, machine, encoding):
    """The control: without it, an auditor who sees nothing proves nothing."""
    auditor, name = Auditor(office), a_family(office)
    assert auditor.found_in(machine) == {}
    register = settings.register_file()
    with register.open("ab") as stream:  # on the last page of the register
        stream.write(f"x{name}x".encode(encoding))
    with zipfile.ZipFile(machine / "tmp" / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("deep.txt", f"{name} ringte".encode(encoding))
    assert set(auditor.found_in(machine)) == {"data/stkdesk.db", "tmp/a.zip!deep.txt"}


def test_short_names_and_names_of_files_are_found_too(tmp_path):
    auditor = Auditor({"Lie", "Berg Moe"})
    for name, content in {
        "a.log": "kunne ikke lagre Lie\n",
        "Berg Moe.txt": "",
        "b.log": "Liebe\n",
    }.items():
        (tmp_path / name).write_text(content, "utf-8")
    assert set(auditor.found_in(tmp_path)) == {"a.log", "Berg Moe.txt"}
