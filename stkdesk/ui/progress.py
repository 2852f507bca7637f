"""The window that follows a long task."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from stkdesk.domain.progress import Progress
from stkdesk.ui import errors, theme
from stkdesk.ui.jobs import Job
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

PATIENCE_MS = 400  # a task quicker than this shows no window at all


class JobDialog(QDialog):
    """Shows how far a job has come and lets the person stop it.

    It goes away when the job ends, and tells what went wrong if something did.
    """

    def __init__(self, parent: QWidget, job: Job, title: str) -> None:
        """Follow ``job``, e.g. "Lager timelister", until it ends."""
        super().__init__(parent)
        self.setWindowTitle(title)
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._job = job
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self._text = label("Begynner …", "muted")
        self._stop = button("Avbryt", on=self.reject)
        inside = column(
            label(title, "h2"),
            self._text,
            self._bar,
            8,
            row(None, self._stop),
            gap=10,
            margins=20,
        )
        self.setLayout(inside)
        self.setMinimumWidth(theme.u(420))
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self.open)
        self._patience.start()
        job.progressed.connect(self._on_progress)
        job.done.connect(self._on_end)
        job.stopped.connect(self._on_end)
        job.failed.connect(self._on_failed)

    def value(self) -> int:
        """Return how many steps are done."""
        return self._bar.value()

    def reject(self) -> None:
        """Stop the job; the window goes when the step under way is finished."""
        enable(self._stop, False, "Stopper etter dette steget.")
        self._text.setText("Stopper …")
        self._job.cancel()

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        text = f"{progress.done} av {progress.total}"
        self._text.setText(f"{text} · {progress.doing}" if progress.doing else text)

    @Slot()
    @Slot(object)
    def _on_end(self, _result: object = None) -> None:
        self._patience.stop()
        self.done(0)
        self.deleteLater()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._on_end()
        errors.show(self.parentWidget(), error)
