"""Garbage is collected on the thread of the windows, and on no other."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, QTimer

from stkdesk.ui import garbage
from tests import person


class Clock(QObject):
    """Holds itself, so that only the collector lets go of it; tells where it ended."""

    def __init__(self, ended):
        super().__init__()
        self.itself = self
        self.timer = QTimer(self, interval=1)
        self.timer.start()
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


@pytest.fixture
def busy():
    """Another thread, which makes and drops things all the time."""
    stop = threading.Event()

    def _make():
        while not stop.is_set():
            for _ in range(1000):
                loop = []
                loop.append(loop)

    thread = threading.Thread(target=_make)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_what_rings_is_never_put_away_by_another_thread(qtbot, busy):
    ended = []
    for _ in range(20):
        Clock(ended)
    qtbot.waitUntil(lambda: len(ended) == 20, timeout=person.WAIT)
    assert set(ended) == {threading.get_ident()}


def test_nothing_is_collected_while_a_task_holds_it(qtbot):
    ended = []
    with garbage.held():
        Clock(ended)
        for _ in range(100_000):
            loop = []
            loop.append(loop)
        qtbot.wait(2 * garbage.LOOK_MS)
        assert not ended
    qtbot.waitUntil(lambda: len(ended) == 1, timeout=person.WAIT)


def test_python_never_collects_by_itself(qapp):
    assert garbage.is_collecting()
    assert not gc.isenabled()
