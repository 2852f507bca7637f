"""Getting back to a backup: choose it, open it, wait, sign in."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stkdesk.domain.backup import FoundBackup
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.domain.progress import Progress
from stkdesk.services.restoring import restore_backup, suggested_folder
from stkdesk.storage.restoring import Restored
from stkdesk.ui import errors, theme
from stkdesk.ui.backup.choosing import ChooseBackup
from stkdesk.ui.backup.keeper import local_now
from stkdesk.ui.backup.opening import OpenBackup
from stkdesk.ui.jobs import Job
from stkdesk.ui.start.working import Working
from stkdesk.ui.widgets.boxes import card, column, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

WIDTH = 660


class RestoreFront(QWidget):
    """Stands in the window while no register is open.

    Signals:
        left: the person went back without restoring anything.
        done: the register is what the backup held; time to sign in.
    """

    help_topic = "sikkerhetskopi"
    left, done = Signal(), Signal()

    def __init__(
        self,
        file: Path,
        *,
        folder: Path | None = None,
        practice: bool = False,
        hold: Callable[[], object] = lambda: None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        """Offer the backups of ``file``; ``folder`` is where the office has them.

        ``hold`` takes the lock of the register, on the worker; it may refuse.
        """
        super().__init__()
        self._file, self._hold, self._clock = file, hold, clock
        self._job: Job | None = None
        self._choose = ChooseBackup(folder or suggested_folder(file), clock)
        self._open = OpenBackup(practice=practice)
        self._working, self._end = Working(), _Done()
        self._pages: list[QWidget] = [
            self._choose,
            self._open,
            self._working,
            self._end,
        ]
        self._stack = QStackedWidget()
        for page in self._pages:
            self._stack.addWidget(_centred(page))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._stack)
        self._choose.left.connect(self.left)
        self._choose.chosen.connect(self._on_chosen)
        self._open.left.connect(self._on_back)
        self._open.wanted.connect(self._on_wanted)
        self._working.stopped.connect(self._on_stop)
        self._end.over.connect(self.done)
        self._show(self._choose)

    def _on_chosen(self, folder: Path, backup: FoundBackup) -> None:
        self._backup = folder / backup.name
        self._open.show_backup(backup, self._clock())
        self._show(self._open)

    def _on_back(self) -> None:
        self._show(self._choose)

    def _on_wanted(self, unlock: object) -> None:
        self._working.begin("Gjenoppretter registeret")
        self._show(self._working)
        steps = self._steps(self._backup, unlock, self._clock())
        self._job = Job(steps, self)
        self._job.progressed.connect(self._working.show_progress)
        self._job.done.connect(self._on_done)
        self._job.stopped.connect(self._on_stopped)
        self._job.failed.connect(self._on_failed)

    def _steps(
        self, backup: Path, unlock: object, now: datetime
    ) -> Generator[Progress, None, Restored]:
        assert callable(unlock)
        self._hold()
        return (yield from restore_backup(backup, self._file, unlock, now=now))

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_stopped(self) -> None:
        self._job = None
        self._show(self._open)

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self._show(self._open)
        if isinstance(error, OfficeError):
            self._open.refuse(error)
        else:
            errors.show(self, error)

    def _on_done(self, restored: object) -> None:
        self._job = None
        assert isinstance(restored, Restored)
        self._end.tell(restored)
        self._show(self._end)

    def _show(self, page: QWidget) -> None:
        self._stack.setCurrentIndex(self._pages.index(page))
        self.setFocusProxy(page)
        page.setFocus()


class _Done(QWidget):
    """Everything is back; what was there is kept.

    Signals:
        over: the person wants to sign in.
    """

    over = Signal()

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._text = label("", wrap=True, selectable=True)
        enter = button("Logg inn", "primary", on=self.over.emit)
        enter.setAutoDefault(True)
        self.setLayout(
            column(
                label("Registeret er gjenopprettet", "h1", wrap=True),
                4,
                self._text,
                10,
                row(None, enter),
                gap=8,
            )
        )
        self.setFocusProxy(enter)

    def tell(self, restored: Restored) -> None:
        """Say what is in it, and where the old one lies."""
        held = restored.manifest
        lines = [
            f"Det har {count(held.clients, 'bruker', 'brukere')} og "
            f"{count(held.assignments, 'oppdrag', 'oppdrag')}, og er kontrollert. "
            "Passordene er de som gjaldt da kopien ble tatt."
        ]
        if restored.before:
            lines.append(
                f"Det gamle er tatt vare på: «{restored.before[0].name}» i mappen "
                f"{restored.before[0].parent}. Slett det når dere ikke trenger det mer."
            )
        if restored.deleted_again:
            lines.append("Personer som var slettet etter kopien, er slettet igjen.")
        self._text.setText("\n\n".join(lines))


def _centred(page: QWidget) -> QWidget:
    box = card(column(page, margins=28))
    box.setMaximumWidth(theme.u(WIDTH))
    middle = row((box, 100), margins=(20, 20, 20, 20))
    middle.insertStretch(0, 1)
    middle.addStretch(1)
    inside = QWidget()
    inside.setLayout(column(None, middle, None, None, gap=0))
    return scrolled(inside)
