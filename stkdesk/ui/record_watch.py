"""What others do to the record that stands in a form, told quietly over its fields."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.services.last_saved import Kind, LastSaved, last_saved
from stkdesk.ui.icons import Icon
from stkdesk.ui.last_saved import told
from stkdesk.ui.line_bar import LineBar
from stkdesk.ui.presence import Here, PresenceLine
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce
from stkdesk.ui.workspace import Workspace


class RecordWatch(QWidget):
    """Who else has the record open, what they have saved, and a line that is lost.

    Signals:
        wanted: the person wants to see what somebody else has saved.
    """

    wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        """Watch nothing yet but the line."""
        super().__init__()
        self._workspace = workspace
        self._record: tuple[Kind, int] | None = None
        self._version = 0
        self._here = Here(workspace, self)
        self._others = PresenceLine(workspace)
        self._here.met.connect(self._others.show_others)
        self._text = label("", wrap=True)
        self._news: QFrame = frame(
            row(
                Icon("InformationSquare", "warn", 18),
                (self._text, 1),
                button("Vis", on=self.wanted.emit),
                gap=9,
                margins=(14, 7, 10, 7),
            ),
            "warn",
        )
        self._news.hide()
        self.setLayout(column(LineBar(workspace), self._others, self._news, gap=4))
        workspace.changed.connect(self._on_changed)

    def watch(self, kind: Kind, number: int, version: int) -> None:
        """Tell of saves after ``version`` of the record from now on."""
        self._record, self._version = (kind, number), version
        self._news.hide()
        self._here.open(kind, number)
        self._others.watch((kind, number))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._record is not None:
            self._here.open(*self._record)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and not self.window().isVisible():
            self._here.leave()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self._record is None or not tables - {"presence", "drafts"}:
            return
        kind, number = self._record
        if self.window().isVisible():
            self._workspace.ask(
                lambda s: last_saved(s, kind, number),
                partial(self._on_saved, self._record),
                key=(id(self), "saved"),
            )

    def _on_saved(self, record: tuple[Kind, int], saved: LastSaved | None) -> None:
        if record != self._record or not self.window().isVisible():
            return
        if saved is not None and saved.version == self._version:
            self._news.hide()
            return
        words = (
            told(saved, self._workspace.actor.number)
            if saved is not None
            else "Noen har slettet dette"
        )
        if self._news.isHidden() or self._text.text() != words:
            self._text.setText(words)
            self._news.show()
            announce(self, words)
