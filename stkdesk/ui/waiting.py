"""What the window shows while the register is opened or made."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from stkdesk.domain.progress import Progress
from stkdesk.ui import theme
from stkdesk.ui.top_bar import Mark
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label


class Waiting(QWidget):
    """The mark of the program, a line of text, and how far a task has come."""

    def __init__(self, text: str) -> None:
        """Say ``text``; the bar comes with the first progress."""
        super().__init__()
        self._text = label(text, "muted")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(text)
        self._bar.setFixedWidth(theme.u(280))
        self._bar.hide()
        self.setLayout(
            column(
                None,
                row(None, Mark(56), None),
                row(None, self._text, None),
                row(None, self._bar, None),
                None,
                None,
                gap=14,
            )
        )

    def show_progress(self, progress: Progress) -> None:
        """Show how far the task has come."""
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self._bar.show()
