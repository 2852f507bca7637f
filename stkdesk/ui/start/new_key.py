"""What the window shows while the register gets a new key, and nobody has it open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.progress import Progress, Steps
from stkdesk.services.key_change import change_key
from stkdesk.storage.database import Database
from stkdesk.storage.opening import Unlocked
from stkdesk.storage.source import FileRegister
from stkdesk.ui import theme
from stkdesk.ui.backup.keeper import BACKUPS
from stkdesk.ui.jobs import Job
from stkdesk.ui.start.working import Working
from stkdesk.ui.widgets.boxes import card, column, row

WIDTH = 520  # pixels at text size 10


class NewKey(QWidget):
    """Writes the register anew under another key; it can be stopped.

    Signals:
        over: (Unlocked, error or None): the register as it opens from now on; with an
            error it is as it was.
    """

    over = Signal(object, object)

    def __init__(self, database: Database) -> None:
        """Begin; ``database`` is closed and of no use to others any more."""
        super().__init__()
        self._database = database
        self._working = Working()
        self._working.begin("Bytter nøkkelen til registeret")
        box = card(column(self._working, margins=28))
        box.setFixedWidth(theme.u(WIDTH))
        self.setLayout(column(None, row(None, box, None), None, None, gap=0))
        self.setFocusProxy(self._working)
        # Behind a backup that is on its way: nobody else may have the register open.
        self._job = Job(_renewed(database), self, worker=BACKUPS)
        self._job.progressed.connect(self._on_progress)
        self._working.stopped.connect(self._job.cancel)
        self._job.done.connect(self._on_done)
        self._job.stopped.connect(self._on_stopped)
        self._job.failed.connect(self._on_failed)

    def _on_progress(self, progress: Progress) -> None:
        self._working.show_progress(progress)

    def _on_done(self, renewed: Database) -> None:
        renewed.close()
        self.over.emit(_unlocked(renewed), None)

    def _on_stopped(self) -> None:
        self.over.emit(_unlocked(self._database), None)

    def _on_failed(self, error: BaseException) -> None:
        self.over.emit(_unlocked(self._database), error)


def _renewed(database: Database) -> Steps:
    """Return the steps; opening the new one is a matter for the worker too."""
    return (yield from change_key(database))


def _unlocked(database: Database) -> Unlocked:
    register = database.register
    assert isinstance(register, FileRegister)
    return Unlocked(register.file, register.key, database.actor)
