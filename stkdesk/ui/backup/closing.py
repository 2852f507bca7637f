"""The last backup of the day, taken while the window closes; nobody has to wait."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from stkdesk.domain.progress import Progress
from stkdesk.ui import theme
from stkdesk.ui.backup.keeper import BackupKeeper
from stkdesk.ui.jobs import Job
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

TITLE = "Tar sikkerhetskopi før programmet lukkes"


class ClosingDialog(QDialog):
    """Follows the backup, and lets the person close without it.

    Signals:
        over: the window may close, with or without a backup.
    """

    over = Signal()

    def __init__(self, parent: QWidget, keeper: BackupKeeper) -> None:
        """Follow what ``keeper`` is doing."""
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._keeper = keeper
        self._followed: Job | None = None
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(TITLE)
        self._text = label("Begynner …", "muted", wrap=True)
        self._without = button("Lukk uten kopi", on=self._on_without)
        self._without.setAutoDefault(True)
        self._stay = button("Ikke lukk", on=self.reject)
        self._stay.setAutoDefault(True)
        self.setLayout(
            column(
                label(TITLE, "h2", wrap=True),
                self._text,
                self._bar,
                8,
                row(None, self._stay, self._without),
                gap=10,
                margins=20,
            )
        )
        self.setMinimumWidth(theme.u(440))
        keeper.closable.connect(self._on_closable)
        keeper.changed.connect(self._on_changed)
        self._follow()

    def _follow(self) -> None:
        job = self._keeper.job
        if job is not None and job is not self._followed:
            self._followed = job
            job.progressed.connect(self._on_progress)

    def _on_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)
        self._text.setText(f"{progress.doing} …" if progress.doing else "")

    def _on_changed(self, _standing: object) -> None:
        self._follow()
        if not self._keeper.is_running and self._keeper.failure:
            self._bar.hide()
            self._text.setText(self._keeper.failure)

    def _on_closable(self) -> None:
        self._end()
        self.over.emit()

    def _on_without(self) -> None:
        self._end()
        self._keeper.close()
        self.over.emit()

    def reject(self) -> None:
        """Stay in the program; the backup goes on by itself."""
        self._end()
        super().reject()

    def _end(self) -> None:
        self._keeper.closable.disconnect(self._on_closable)
        self._keeper.changed.disconnect(self._on_changed)
        self.hide()
        self.deleteLater()
