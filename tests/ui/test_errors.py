"""What the person at the desk is told when something goes wrong."""

import re
import sys
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import NotFoundError
from stkdesk.ui import errors
from tests import person


@pytest.fixture
def desk(qtbot):
    desk = QWidget()
    qtbot.addWidget(desk)
    yield desk
    for box in desk.findChildren(errors.Message):
        box.close()


def told(desk):
    [box] = desk.findChildren(errors.Message)
    return " ".join(sorted(person.texts(box)))


def fault(name):
    """Return an error as it looks after it has been raised."""
    try:
        raise KeyError(name)
    except KeyError as error:
        return error


def test_an_office_error_is_told_in_its_own_words(desk):
    errors.show(desk, NotFoundError("Åse står i registeret.", "Åpne henne."))
    assert "Åse står i registeret." in told(desk)
    assert "Åpne henne." in told(desk)


def test_a_fault_gives_a_reference_and_hides_personal_data(desk, caplog):
    errors.show(desk, fault("Åse Østby"))
    reference = re.search(r"referansen (\w{8})", told(desk)).group(1)
    assert "Åse" not in told(desk)
    assert reference in caplog.text
    assert "KeyError" in caplog.text
    assert "test_errors.py" in caplog.text
    assert "Åse" not in caplog.text


def test_the_cause_of_a_fault_is_logged_without_its_text(desk, caplog):
    try:
        try:
            raise ValueError("010203 12345")
        except ValueError as cause:
            raise RuntimeError("Åse Østby") from cause
    except RuntimeError as error:
        errors.show(desk, error)
    assert "ValueError" in caplog.text
    assert "12345" not in caplog.text


def test_the_message_is_read_out_and_closed_with_enter(qtbot, desk):
    errors.show(desk, NotFoundError("Finnes fra før.", "Åpne den."))
    [box] = desk.findChildren(errors.Message)
    assert (box.accessibleName(), box.accessibleDescription()) == (
        "Finnes fra før.",
        "Åpne den.",
    )
    with qtbot.waitSignal(box.finished):
        person.key(qtbot, box, "Return")


def seen_by_all(monkeypatch):
    """Let the program see every fault, as it does from its start, until the end."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    errors.show_faults()
    qInstallMessageHandler(None)


def test_a_fault_on_another_thread_is_logged_without_its_text(
    qapp, monkeypatch, caplog, capfd
):
    def fails():
        raise KeyError("Åse Østby")

    seen_by_all(monkeypatch)
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert "KeyError" in caplog.text
    assert "Åse" not in caplog.text + capfd.readouterr().err


def test_an_exception_nobody_caught_is_shown(desk, monkeypatch):
    seen_by_all(monkeypatch)
    sys.excepthook(KeyError, fault("x"), None)
    box = person.window("stkdesk")
    assert "Noe gikk galt i programmet." in person.texts(box)
    box.close()
