"""A field that finds a person while one types their name or number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem

from stkdesk.ui import theme
from stkdesk.ui.icons import icon
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TYPING_MS = 60  # rest between two keys before a search goes out


@dataclass(frozen=True, slots=True)
class Found:
    """One person to choose: the number, the name, and what tells namesakes apart."""

    number: int
    name: str
    detail: str = ""


Find = Callable[["Session", str], Sequence[Found]]


class PersonPicker(QLineEdit):
    """Type part of a name; choose with the arrows and Enter, or the mouse.

    Signals:
        picked: the number now chosen, or None.
    """

    picked = Signal(object)

    def __init__(self, workspace: Workspace, find: Find, hint: str) -> None:
        """Find with ``find`` (at most 20, on the worker); ``hint`` while empty."""
        super().__init__()
        self._workspace, self._find = workspace, find
        self._chosen: Found | None = None
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        self.addAction(
            icon("MagnifyingGlass", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._list = _Hits(self)
        self._list.chosen.connect(self._choose)
        self._rest = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._on_changed)

    def value(self) -> int | None:
        """Return the number of the chosen person."""
        return self._chosen.number if self._chosen else None

    def set_value(self, found: Found | None) -> None:
        """Choose ``found`` without a search."""
        self._chosen = found
        self.setText(found.name if found else "")
        self.picked.emit(self.value())

    def complaint(self) -> str:
        """Return what to do when a name is typed but nobody is chosen."""
        if self.text().strip() and self._chosen is None:
            return "Velg en fra listen som kommer opp når du skriver."
        return ""

    def draft_text(self) -> str:
        """Return number and name, for a draft."""
        return f"{self._chosen.number}|{self._chosen.name}" if self._chosen else ""

    def set_draft_text(self, text: str) -> None:
        """Choose who ``draft_text`` told of."""
        number, _, name = text.partition("|")
        self.set_value(Found(int(number), name) if number.isdecimal() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if self._list.isVisible() and event.key() in (key.Key_Down, key.Key_Up):
            self._list.step(1 if event.key() == key.Key_Down else -1)
        elif self._list.isVisible() and event.key() in (key.Key_Return, key.Key_Enter):
            self._list.take()
        elif self._list.isVisible() and event.key() == key.Key_Escape:
            self._list.hide()
        elif event.key() == key.Key_Down:
            self._ask()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._list.hide()

    def _on_edited(self) -> None:
        self._rest.start()

    def _on_changed(self, text: str) -> None:
        if self._chosen is not None and text != self._chosen.name:
            self._chosen = None
            self.picked.emit(None)

    def _ask(self) -> None:
        words, find = self.text().strip(), self._find
        self._workspace.ask(
            lambda session: find(session, words), self._show, key=(id(self), "find")
        )

    def _show(self, hits: Sequence[Found]) -> None:
        if self.hasFocus() and self._chosen is None:
            self._list.show_hits(hits)

    def _choose(self, found: Found) -> None:
        self._list.hide()
        self.set_value(found)
        self.textEdited.emit(self.text())
        self._rest.stop()


class _Hits(QFrame):
    """What was found, in a list just under the field; never takes the focus.

    A child of the window and not a popup of its own: a popup would take the keys.
    """

    chosen = Signal(object)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field, self._hits = field, tuple[Found, ...]()
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Treff")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self.take())
        self.setLayout(column(self.list, margins=1))
        self.setProperty("card", "over")
        self.hide()

    def show_hits(self, hits: Sequence[Found]) -> None:
        self._hits = tuple(hits)
        self.list.clear()
        for hit in hits:
            text = f"{hit.name}  ·  {hit.detail}" if hit.detail else hit.name
            self.list.addItem(QListWidgetItem(text))
        if not hits:
            empty = QListWidgetItem("Ingen treff")
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(empty)
        self.list.setCurrentRow(0)
        window = self._field.window()
        self.setParent(window)
        place = self._field.mapTo(window, QPoint(0, 0))
        rows = min(8, max(1, len(hits)))
        height = rows * max(theme.u(26), self.list.sizeHintForRow(0)) + 8
        under = place.y() + self._field.height() + 2
        below = window.height() - under - 4
        if height > below and place.y() > below:
            height = min(height, place.y() - 4)
            under = place.y() - height - 2
        else:
            height = max(theme.u(40), min(height, below))
        wanted = self.list.sizeHintForColumn(0) + theme.u(24)
        room = window.width() - place.x() - 4
        width = max(self._field.width(), min(wanted, room))
        self.setGeometry(place.x(), under, width, height)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        at = self.list.currentRow() + by
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, at)))

    def take(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._hits):
            self.chosen.emit(self._hits[at])
