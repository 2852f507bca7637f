"""Somebody starts the program again while its window is open somewhere below."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QDialog

from stkdesk.storage.lock import lock_file_of, take_lock
from stkdesk.ui.start import neighbour
from stkdesk.ui.start.calling import hand_over
from stkdesk.ui.start.listening import Listening, come_forth
from stkdesk.ui.start.neighbour import handed_over, meeting_place
from tests import person

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AGAIN = """
import sys
from PySide6.QtWidgets import QApplication
from stkdesk.ui.app import main
code = main(["--db", sys.argv[1]])
print(code, len(QApplication.topLevelWidgets()))
"""


@pytest.fixture(autouse=True)
def meeting_folder(monkeypatch):
    """Where the sockets lie: one with a short name, for a socket takes no long one."""
    with tempfile.TemporaryDirectory(prefix="stk") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture
def held_by_another(tmp_path):
    """A register that another program of this account has, shown on this screen."""
    file = tmp_path / "register.db"
    lock = take_lock(file, now=NOW)
    written = json.loads(lock_file_of(file).read_text("utf-8"))
    written["pid"] += 1
    lock_file_of(file).write_text(json.dumps(written), "utf-8")
    yield file
    lock.release()


@pytest.fixture
def listening(qtbot, qapp):
    """What listens in a window; nothing yet."""
    window = QDialog()
    qtbot.addWidget(window)
    begun = Listening(window)
    yield begun
    begun.close()


def left_by_a_crash(place):
    """Leave a socket that nobody listens at; a pipe of Windows goes by itself."""
    if sys.platform == "win32":
        return
    dead = socket.socket(socket.AF_UNIX)
    dead.bind(place)
    dead.close()


def test_the_second_start_shows_the_first_window_and_ends_without_one(
    qtbot, desk, register_file
):
    place = meeting_place(register_file)
    left_by_a_crash(place)
    window = desk.begin(register_file)
    desk.wait_for("Åpne registeret")
    window.showMinimized()
    second = subprocess.Popen(
        [sys.executable, "-c", AGAIN, register_file], stdout=subprocess.PIPE, text=True
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert second.communicate()[0].split() == ["0", "0"]
    assert not window.isMinimized()
    assert person.says(window, "Åpne registeret")  # nobody is let in by it
    desk.shut()
    assert not Path(place).exists()


def test_a_window_that_hangs_is_not_waited_for_for_long(held_by_another, listening):
    listening.begin(held_by_another)  # and nothing here looks at what comes in
    assert not hand_over(held_by_another, 100)


def test_a_disk_that_does_not_answer_keeps_no_window_back(tmp_path, monkeypatch):
    awake = Event()
    monkeypatch.setattr(neighbour, "PATIENCE", 0.01)
    monkeypatch.setattr(neighbour, "_size_of_lock", lambda _register: awake.wait())
    assert not handed_over(tmp_path / "register.db", 5_000)
    awake.set()


def test_a_window_that_has_died_is_not_waited_for_at_all(tmp_path):
    file = tmp_path / "register.db"
    lock_file_of(file).write_text('{"who": "kari"}', "utf-8")
    left_by_a_crash(meeting_place(file))
    assert not handed_over(file, 5_000)


def test_nothing_is_asked_of_a_window_of_another_session(held_by_another):
    written = json.loads(lock_file_of(held_by_another).read_text("utf-8"))
    written["session"] = "another"
    lock_file_of(held_by_another).write_text(json.dumps(written), "utf-8")
    assert not hand_over(held_by_another, 5_000)


def test_a_register_nobody_has_is_opened_here(tmp_path):
    assert not handed_over(tmp_path / "register.db", 5_000)
    lock_file_of(tmp_path / "register.db").touch()
    assert not handed_over(tmp_path / "register.db", 5_000)


def test_each_register_account_and_session_has_a_place_of_its_own(
    tmp_path, monkeypatch
):
    file = tmp_path / "register.db"
    places = [meeting_place(file), meeting_place(tmp_path / "oving.db")]
    monkeypatch.setenv("LOGNAME", "ola")
    places.append(meeting_place(file))
    monkeypatch.setattr("stkdesk.storage.holder.this_session", lambda: "another")
    places.append(meeting_place(file))
    assert len({*places}) == len(places)
    assert not any("register" in place or "ola" in place for place in places)


def test_a_practice_window_and_the_real_one_listen_side_by_side(
    qtbot, tmp_path, listening
):
    listening.begin(tmp_path / "register.db")
    other = Listening(listening.parent())
    other.begin(tmp_path / "oving.db")
    for name in ("register.db", "oving.db"):
        assert knock(qtbot, tmp_path / name, b"front\n") == b"here\n"
    other.close()
    assert knock(qtbot, tmp_path / "register.db", b"front\n") == b"here\n"


def test_what_is_not_a_knock_is_not_answered(qtbot, tmp_path, listening):
    listening.begin(tmp_path / "register.db")
    assert knock(qtbot, tmp_path / "register.db", b"GET / HTTP/1.1\n") == b""


def knock(qtbot, register, words):
    """Return what is answered to ``words``."""
    caller = QLocalSocket()
    caller.connectToServer(meeting_place(register))
    assert caller.waitForConnected(person.WAIT)
    caller.write(words[:2])
    caller.flush()
    caller.write(words[2:])
    unconnected = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: caller.state() == unconnected, timeout=person.WAIT)
    return bytes(caller.readAll().data())


def test_the_dialog_that_waits_comes_forth_with_its_window(qtbot, desk, tmp_path):
    window = desk.begin(tmp_path / "register.db")
    window.showMaximized()
    window.showMinimized()
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    come_forth(window)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=person.WAIT)
    assert window.windowState() & Qt.WindowState.WindowMaximized
    assert not window.isMinimized()
    dialog.close()


if sys.platform != "win32":  # where the place is a file

    def test_the_same_register_by_another_way_is_the_same(tmp_path, monkeypatch):
        (tmp_path / "dør").symlink_to(tmp_path)
        monkeypatch.chdir(tmp_path)
        place = meeting_place(tmp_path / "register.db")
        assert meeting_place(tmp_path / "dør" / "register.db") == place
        assert meeting_place(Path("register.db")) == place

    def test_nobody_else_on_the_machine_may_knock(tmp_path, listening):
        listening.begin(tmp_path / "register.db")
        mode = os.stat(meeting_place(tmp_path / "register.db")).st_mode
        assert mode & 0o077 == 0

    def test_a_place_somebody_else_has_taken_is_done_without(
        tmp_path, listening, caplog
    ):
        folder = Path(meeting_place(tmp_path / "register.db"))
        folder.mkdir()
        listening.begin(tmp_path / "register.db")
        folder.rmdir()
        assert "no second start can be heard" in caplog.text
