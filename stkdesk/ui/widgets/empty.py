"""What a list or a pane says when there is nothing in it, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.avatar import Avatar
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label


class Empty(QWidget):
    """An icon, a title, a sentence, and the next step as one or two buttons."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *buttons: QPushButton,
        widest: int = 400,
    ) -> None:
        """Show it in the middle of the room there is.

        ``widest``: of the sentence, in pixels at text size 10.
        """
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        head = label(title, "h2", wrap=True)
        words = label(text, "muted", wrap=True)
        # A centred text that wraps is cut unless it is told its width and height.
        line = QFontMetrics(theme.font()).horizontalAdvance(text) + theme.u(10)
        words.setFixedWidth(min(theme.u(widest), line))
        words.setMinimumHeight(words.heightForWidth(words.width()))
        lay = column(None, gap=10, margins=16)
        for each in (Avatar(icon=icon, size=72), head, words):
            lay.addWidget(each, 0, centre)
        for each in (head, words):
            each.setAlignment(centre)
        if buttons:
            lay.addSpacing(theme.u(8))
            lay.addLayout(row(None, *buttons, None, gap=10))
        lay.addStretch(1)
        self.setLayout(lay)
