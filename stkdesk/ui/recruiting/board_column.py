"""One column of the board: its name, how many there are, and their cards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from stkdesk.domain.formats import count
from stkdesk.ui import theme
from stkdesk.ui.recruiting.ticket import TICKET, Ticket, TicketPainter
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label


class Tickets(QListWidget):
    """The cards of one step, one under another; more than there is room for scroll.

    Signals:
        opened, next_wanted: the number of the card where Enter, or Ctrl+Enter, fell.
        sideways: Left (-1) or Right (1) was pressed.
        typed: a sign typed here; it belongs in the search field.
    """

    opened, next_wanted = Signal(int), Signal(int)
    sideways = Signal(int)
    typed = Signal(str)

    def __init__(self, name: str) -> None:
        """Hold no card yet."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(TicketPainter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setProperty("role", "board")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.activated.connect(self._on_activated)

    def tickets(self) -> list[Ticket]:
        """Return the cards, from above."""
        return [self.item(at).data(TICKET) for at in range(self.count())]

    def show_tickets(self, tickets: Sequence[Ticket]) -> None:
        """Show ``tickets``; the place a person has scrolled to stays."""
        if list(tickets) == self.tickets():
            return
        place = self.verticalScrollBar().value()
        self.clear()
        for ticket in tickets:
            item = QListWidgetItem(ticket.spoken, self)
            item.setData(TICKET, ticket)
            item.setToolTip(ticket.spoken)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def place_of(self, number: int) -> int:
        """Return where the card of ``number`` is, -1 when it is not here."""
        found = (at for at, each in enumerate(self.tickets()) if each.number == number)
        return next(found, -1)

    def choose(self, at: int) -> None:
        """Put the cursor on the card at ``at``; nowhere when there is none."""
        if 0 <= at < self.count():
            self.setCurrentRow(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self.setCurrentRow(-1)
            self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        plain = held in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press(self.next_wanted if not plain else self.opened)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self.sideways.emit(1 if key == Qt.Key.Key_Right else -1)
        elif plain and event.text() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()  # the text may have another size

    def _press(self, signal: object) -> None:
        item = self.currentItem()
        if item is not None:
            signal.emit(item.data(TICKET).number)  # type: ignore[attr-defined]

    def _on_activated(self, index: QModelIndex) -> None:
        """Open by a double click; the Enter key is answered above."""
        self.opened.emit(index.data(TICKET).number)


class BoardColumn(QFrame):
    """A step: heading with how many, and the cards under it."""

    def __init__(self, key: str, title: str) -> None:
        """Show nobody yet."""
        super().__init__()
        self.setProperty("card", "flat")
        self.key, self.title = key, title
        self.list = Tickets(title)
        self._count = label("", "muted")
        self._name = label(title, "h3")
        self._name.setMinimumWidth(1)
        self._name.setToolTip(title)
        head = row((self._name, 1), self._count, gap=3, margins=(10, 10, 8, 6))
        self._nobody = label("Ingen her nå", "small")
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QWidget()
        inside.setLayout(column(self.list, margins=(8, 0, 4, 6)))
        lay = column(head, self._nobody, (inside, 1), gap=0, margins=(0, 0, 0, 2))
        self.setLayout(lay)

    def show_tickets(self, tickets: Sequence[Ticket]) -> None:
        """Show ``tickets`` and how many they are."""
        self.list.show_tickets(tickets)
        many = len(tickets)
        self._count.setText(str(many) if many else "")
        self._nobody.setVisible(not many)
        spoken = f"{self.title}: {count(many, 'søker', 'søkere')}"
        self.list.setAccessibleName(spoken)

    def fit(self, width: int) -> None:
        """Be ``width`` pixels wide; a name with no room is shortened."""
        if self.width() != width:
            self.setFixedWidth(max(theme.u(80), width))
        room = width - theme.u(21) - self._count.sizeHint().width()
        metrics = QFontMetrics(self._name.font())
        elide = Qt.TextElideMode.ElideRight
        self._name.setText(metrics.elidedText(self.title, elide, room))
