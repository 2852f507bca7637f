"""How far the making of an office has come."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from stkdesk.domain.progress import Progress
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label


class Working(QWidget):
    """A title, a bar, what is being done, and a way to stop.

    Signals:
        stopped: the person wants to stop.
    """

    stopped = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._title, self._text = label("", "h1", wrap=True), label("", "muted")
        self._bar = QProgressBar()
        self._stop = button("Avbryt", on=self._on_stop)
        self._stop.setAutoDefault(True)
        self.setLayout(
            column(
                self._title,
                4,
                self._text,
                self._bar,
                8,
                row(None, self._stop),
                gap=10,
            )
        )
        self.setFocusProxy(self._stop)

    def begin(self, title: str) -> None:
        """Start over with ``title``."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._text.setText("Begynner …")
        self._bar.setRange(0, 0)
        enable(self._stop, True)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it has come."""
        if self._stop.isEnabled():
            self._text.setText(progress.doing)
        self._bar.setRange(0, max(1, progress.total))
        self._bar.setValue(progress.done)

    def finish(self) -> None:
        """Everything is made; what is left is to open it."""
        self._text.setText("Åpner kontoret …")
        self._bar.setRange(0, 0)
        enable(self._stop, False, "Kontoret er laget.")

    def _on_stop(self) -> None:
        self._text.setText("Stopper …")
        enable(self._stop, False, "Stopper etter dette steget.")
        self.stopped.emit()
