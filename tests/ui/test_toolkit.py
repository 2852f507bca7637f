"""What we rely on Qt for."""

import subprocess
import sys

# PySide6 6.12.0 on Python 3.11 lost one reference to None or True in each of these
# calls; after some hundred the interpreter aborted. A process of its own, so that an
# abort is a failed test and not the end of all of them.
MANY_SIGNALS_AND_CALLS = """
import sys
from PySide6.QtCore import QObject, QPoint, Signal, Slot

class Bell(QObject):
    rang = Signal(int)

    def __init__(self):
        super().__init__()
        self.heard = 0
        self.rang.connect(self.hear)

    @Slot(int)
    def hear(self, number):
        self.heard += 1

bell, point = Bell(), QPoint()
before = [sys.getrefcount(thing) for thing in (True, False, None)]
for number in range(20_000):
    bell.rang.emit(number)
    bell.blockSignals(False)
    bell.setObjectName("bell")
    point.setX(number)
after = [sys.getrefcount(thing) for thing in (True, False, None)]
lost = [was - now for was, now in zip(before, after)]
print(bell.heard, max(lost) < 1000)
"""


def test_signals_and_calls_do_not_wear_out_the_interpreter():
    answer = subprocess.run(
        [sys.executable, "-c", MANY_SIGNALS_AND_CALLS],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == ["20000", "True"]
