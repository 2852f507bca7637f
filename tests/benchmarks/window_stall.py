"""The window never stands still while a list is searched and read again.

python -m pytest -s tests/benchmarks/window_stall.py
"""

import pytest
from PySide6.QtCore import Qt

from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.workspace import Workspace
from tests import person
from tests.benchmarks.stall import StallMeter
from tests.shots import practice_office

LIMIT = 50  # milliseconds
ROUNDS = 3  # the least counts: what the program does, it does in each of them


@pytest.fixture
def window(qtbot, tmp_path, today):
    database = open_register(practice_office(tmp_path / "data"), PRACTICE_PASSWORD)
    workspace = Workspace(lambda: database, lambda: today)
    window = MainWindow(practice=True)
    qtbot.addWidget(window)
    window.resize(1440, 880)
    person.show(qtbot, window)
    window.open_office(workspace, name="Fjordvik", place="Her", practice=True)
    window.open("clients")
    qtbot.waitUntil(lambda: window.page.record is not None, timeout=person.WAIT)
    yield window
    window.close()


def calm(qtbot, window):
    qtbot.waitUntil(lambda: not window.workspace.is_reading, timeout=person.WAIT)


def use(qtbot, window):
    """Search, read again and walk down the list, waiting for each answer."""
    search = window.page.search
    for letter in "hansen":
        qtbot.keyClicks(search, letter)
        calm(qtbot, window)
    search.clear()
    calm(qtbot, window)
    for _ in range(3):
        window.page.refresh(frozenset())
        calm(qtbot, window)
    window.page.table.setFocus()
    for _ in range(10):
        qtbot.keyClick(window.page.table, Qt.Key.Key_Down)
        calm(qtbot, window)


def test_searching_and_reading_again_never_stops_the_window(qtbot, window, capsys):
    meter, worst = StallMeter(LIMIT), []
    for _ in range(ROUNDS):
        meter.reset()
        use(qtbot, window)
        worst.append((meter.worst, *meter.over[:1]))
    meter.stop()
    with capsys.disabled():
        print(f"\n  longest stop: {min(worst)[0]:.0f} ms")
    assert min(worst)[0] <= LIMIT, min(worst)
