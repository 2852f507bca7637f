"""F1: a page of help for the screen in front, beside it so that both can be seen."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTextBrowser

from stkdesk.resources import resource
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, frame, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

#: For screens without a text of their own.
KEYS = """
# Tastene

| Tast | Hva den gjør |
|---|---|
| Ctrl+1 … Ctrl+7 | går til et rom |
| Ctrl+K | søker i alt, og kjører kommandoer |
| Ctrl+F | søker i listen |
| Ctrl+N | lager en ny av det siden handler om |
| Ctrl+T | ny timeliste |
| F6 | går til neste del av siden |
| Enter | åpner det som er valgt |
| Esc | går tilbake |
| Ctrl+S | lagrer skjemaet |
| Ctrl+Z | angrer det siste |
| Ctrl+P | skriver ut |
| F1 | åpner og lukker hjelpen |
"""


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
        close = button("", "ghost", icon="XMark", tip="Lukk hjelpen (Esc)")
        close.clicked.connect(self.closed)
        head = row(label("Hjelp", "h2"), None, close, margins=(20, 12, 10, 10))
        body = frame(row(self._text, margins=(14, 4, 6, 8)))
        self.setLayout(column(head, line(), (body, 1), gap=0))
        self.setFixedWidth(theme.u(380))
        self.hide()

    def show_topic(self, topic: str) -> None:
        """Show the text ``topic``; a screen without one gets the list of keys."""
        self.topic = topic
        words = KEYS
        if topic:
            with suppress(FileNotFoundError):
                words = resource(f"help/{topic}.md").read_text(encoding="utf-8")
        document = self._text.document()
        document.setDefaultStyleSheet(
            f"a {{ color:{theme.now().link}; }} "
            f"h1, h2, h3 {{ color:{theme.now().text}; }}"
        )
        self._text.setMarkdown(words)
        self._text.moveCursor(self._text.textCursor().MoveOperation.Start)
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

    def _on_link(self, link: QUrl) -> None:
        """Follow a link to another help text; the program opens nothing else."""
        name = link.path().removeprefix("./").removesuffix(".md")
        if not link.scheme() and name:
            self.show_topic(name)
