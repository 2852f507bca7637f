"""One thing to do: what, how late, and the verb; stacked where it is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from stkdesk.ui import theme
from stkdesk.ui.icons import Tile
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

NARROW = 520  # pixels at text size 10; below it the verb stands under the words


class TaskRow(QWidget):
    """Says what to do and leads there."""

    def __init__(
        self,
        icon: str,
        mark: Mark,
        title: str,
        detail: str,
        verb: str,
        on: Callable[[], object],
    ) -> None:
        """Show ``title`` and ``detail``; a mark without text is only a tone."""
        super().__init__()
        self.verb = button(verb, name=f"{verb}: {title}", on=on)
        self.verb.setMinimumWidth(theme.u(130))
        words = column(
            label(title, "h3", wrap=True), label(detail, "small", wrap=True), gap=1
        )
        acts = row(gap=14)
        if mark.text:
            acts.addWidget(Badge(mark), 0, Qt.AlignmentFlag.AlignVCenter)
        acts.addStretch(1)
        acts.addWidget(self.verb, 0, Qt.AlignmentFlag.AlignVCenter)
        self._beside = row((words, 1), acts, gap=14)
        tile = Tile(icon, Tone(mark.tone), 32)
        self.setLayout(row(tile, (self._beside, 1), gap=14, margins=(0, 9, 0, 9)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.u(NARROW)
        direction = QBoxLayout.Direction
        self._beside.setDirection(
            direction.TopToBottom if narrow else direction.LeftToRight
        )
        super().resizeEvent(event)
