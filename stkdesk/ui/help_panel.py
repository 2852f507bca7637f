"""F1: a page of help for the screen in front, beside it so that both can be seen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTextBrowser

from stkdesk.ui import theme
from stkdesk.ui.help_text import help_text, show_markdown
from stkdesk.ui.widgets.boxes import column, frame, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

FIRST = "start"  # for screens without a text of their own


class HelpPanel(QFrame):
    """Shows a text of ``resources/help``; links lead to other texts there only.

    Signals:
        closed: the person is done reading.
    """

    closed = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("card", "help")
        self.topic = ""
        self._text = QTextBrowser()
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setProperty("role", "help")
        self._text.setAccessibleName("Hjelp")
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        self._words = ""
        close = button("", "ghost", icon="XMark", tip="Lukk hjelpen (Esc)")
        close.clicked.connect(self.closed)
        head = row(
            label("Hjelp", "h2"),
            None,
            button(
                "",
                "ghost",
                icon="Download",
                tip="Lagre siden som PDF",
                on=self._save,
            ),
            button(
                "", "ghost", icon="PrinterSmall", tip="Skriv ut siden", on=self._print
            ),
            close,
            margins=(20, 12, 10, 10),
        )
        body = frame(row(self._text, margins=(14, 4, 6, 8)))
        self.setLayout(column(head, line(), (body, 1), gap=0))
        self.setFixedWidth(theme.u(380))
        self.hide()

    def show_topic(self, topic: str) -> None:
        """Show the text ``topic``; without one, what there is help about."""
        self.topic = topic
        try:
            self._words = help_text(topic or FIRST)
        except FileNotFoundError:
            self._words = help_text(FIRST)
        show_markdown(self._text, self._words)
        self.show()
        self._text.setFocus()

    def text(self) -> str:
        """Return the words shown."""
        return self._text.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        from stkdesk.ui.help_printing import save_page  # papers are for later

        save_page(self, self.topic or FIRST, self._words)

    def _print(self) -> None:
        from stkdesk.ui.help_printing import print_page

        print_page(self, self.topic or FIRST, self._words)

    def _on_link(self, link: QUrl) -> None:
        """Follow a link to another help text; the program opens nothing else."""
        name = link.path().removeprefix("./").removesuffix(".md")
        if not link.scheme() and name:
            self.show_topic(name)
