"""Loading what comes after the first page, while nobody waits for it.

What knows no window is loaded by a worker. Classes of Qt are made where the window
lives, a module at a time: made in another thread, they can meet the window in the
middle of its own work.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.ui import garbage

PAUSE_MS = 5  # between two modules: what is typed comes first


def settle() -> None:
    """Collect garbage again, but never look at what was loaded at start."""
    garbage.collect_here()


def load(modules: Sequence[str]) -> None:
    """Load modules; what fails is told when it is visited."""
    for module in modules:
        with suppress(ImportError):
            import_module(module)


def casework() -> list[str]:
    """Return the modules that know no window, but for the practice office."""
    found = [*_modules_of("stkdesk.documents"), *_modules_of("stkdesk.services")]
    return [name for name in found if ".practice" not in name]


def screens() -> list[str]:
    """Return the modules of the window, those that others are made of first."""
    found = _modules_of("stkdesk.ui")
    return sorted(found, key=lambda name: (".widgets" not in name, name.count(".")))


def _modules_of(package: str) -> list[str]:
    from pkgutil import walk_packages  # not wanted before the first page

    path = import_module(package).__path__
    return [each.name for each in walk_packages(path, f"{package}.")]


class Warming(QObject):
    """Loads one module at a time, while the window has nothing else to do.

    Signals:
        done: everything is loaded.
    """

    done = Signal()

    def __init__(self, modules: Sequence[str], parent: QObject) -> None:
        """Begin with ``modules`` as soon as the window is idle."""
        super().__init__(parent)
        self._left = list(modules)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._load_next)
        self._timer.start()

    def _load_next(self) -> None:
        if self._left:
            load([self._left.pop(0)])
            self._timer.start()
        else:
            self.done.emit()
            self.deleteLater()
