"""What the person at the desk is told when something goes wrong."""

import logging
import re
import sys

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import NotFoundError
from stkdesk.ui import errors, logs
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


def test_an_exception_nobody_caught_is_shown(desk, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors.show_faults()
    sys.excepthook(KeyError, fault("x"), None)
    qInstallMessageHandler(None)
    box = person.window("stkdesk")
    assert "Noe gikk galt i programmet." in person.texts(box)
    box.close()


def test_the_log_lies_in_the_folder_of_the_program(tmp_path):
    root = logging.getLogger()
    before = list(root.handlers)
    logs.begin()
    try:
        logging.getLogger("stkdesk").warning("fault %s", "abc")
        log = tmp_path / "data" / "Logs" / "stkdesk.log"
        assert "fault abc" in log.read_text("utf-8")
    finally:
        for handler in [each for each in root.handlers if each not in before]:
            root.removeHandler(handler)
            handler.close()
