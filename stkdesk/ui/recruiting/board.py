"""The board: applicants as cards in columns, moved over with the arrow keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from stkdesk.ui import theme
from stkdesk.ui.recruiting.board_column import BoardColumn
from stkdesk.ui.recruiting.ticket import Ticket
from stkdesk.ui.widgets.boxes import row

LEAST, GAP = 146, 8  # pixels at text size 10: of a column, and between two


class Board(QScrollArea):
    """Columns of cards; as many as there is room for are seen, and never half of one.

    Signals:
        chosen: the number of the card now under the cursor, or None.
        opened, next_wanted: the number of the card where Enter, or Ctrl+Enter, fell.
        typed: a sign typed here; it belongs in the search field.
    """

    chosen = Signal(object)
    opened, next_wanted = Signal(int), Signal(int)
    typed = Signal(str)

    def __init__(self, columns: Sequence[tuple[str, str]]) -> None:
        """Have ``columns``: key and title of each."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Tavle")
        self.columns = [BoardColumn(key, title) for key, title in columns]
        inside = QWidget()
        inside.setProperty("page", "true")
        inside.setLayout(row(*self.columns, None, gap=GAP))
        self.setWidget(inside)
        self._number: int | None = None
        self._is_filling = False
        self._hidden: frozenset[str] = frozenset()
        for each in self.columns:
            each.list.opened.connect(self.opened)
            each.list.next_wanted.connect(self.next_wanted)
            each.list.typed.connect(self.typed)
            each.list.sideways.connect(self._go_sideways)
            each.list.currentRowChanged.connect(self._on_row)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def number(self) -> int | None:
        """The card under the cursor."""
        return self._number

    def show_tickets(self, tickets: Mapping[str, Sequence[Ticket]]) -> None:
        """Show ``tickets`` by the key of their column; the cursor stays on its card."""
        held = self._holds_focus()
        was = self._place()
        self._is_filling = True
        for each in self.columns:
            each.show_tickets(tickets.get(each.key, ()))
        self._is_filling = False
        if self._number is not None and self.choose(self._number):
            pass
        elif was is not None:
            self._choose_near(*was)
        else:
            self.choose_first()
        if held:
            self.setFocus()

    def hide_columns(self, keys: Collection[str]) -> None:
        """Leave out the columns ``keys``: steps this office does not ask for."""
        if keys != self._hidden:
            self._hidden = frozenset(keys)
            for each in self.columns:
                each.setVisible(each.key not in self._hidden)
            self._fit()

    def choose(self, number: int) -> bool:
        """Put the cursor on the card of ``number``; False when it is not here."""
        for at, each in enumerate(self.columns):
            if (place := each.list.place_of(number)) >= 0:
                self._choose(at, place)
                return True
        return False

    def choose_first(self) -> None:
        """Put the cursor on the first card there is."""
        self._choose_near(0, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        place = self._place()
        at = place[0] if place else 0
        self.columns[at].list.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the columns so wide that a whole number of them is seen."""
        gap, wide = theme.u(GAP), self.viewport().width()
        seen = max(1, (wide + gap) // (theme.u(LEAST) + gap))
        seen = min(seen, len(self.columns) - len(self._hidden))
        each_is = (wide - gap * (seen - 1)) // seen
        for each in self.columns:
            each.fit(each_is)
        bar = self.horizontalScrollBar()
        bar.setSingleStep(each_is + gap)
        bar.setPageStep(wide)

    # The cursor.

    def _choose(self, at: int, place: int) -> None:
        held = self._holds_focus()
        self._is_filling = True
        for other, each in enumerate(self.columns):
            each.list.choose(place if other == at else -1)
            policy = Qt.FocusPolicy
            each.list.setFocusPolicy(
                policy.StrongFocus if other == at else policy.ClickFocus
            )
        self._is_filling = False
        if held:
            self.columns[at].list.setFocus()
        self._reveal(at)
        self._tell(self.columns[at].list.tickets()[place].number)

    def _choose_near(self, at: int, place: int) -> None:
        """Choose what lies nearest to a place that may be empty now."""
        order = sorted(range(len(self.columns)), key=lambda n: (abs(n - at), n < at))
        for near in order:
            if many := self.columns[near].list.count():
                self._choose(near, min(place, many - 1))
                return
        self._tell(None)

    def _tell(self, number: int | None) -> None:
        self._number = number
        self.chosen.emit(number)

    def _go_sideways(self, step: int) -> None:
        place = self._place()
        if place is None:
            return
        at, row_ = place
        at += step
        while 0 <= at < len(self.columns):
            if many := self.columns[at].list.count():
                self._choose(at, min(row_, many - 1))
                return
            at += step
        self._reveal(max(0, min(at, len(self.columns) - 1)))

    def _on_row(self, place: int) -> None:
        if self._is_filling or place < 0:
            return
        at = next(
            n for n, each in enumerate(self.columns) if each.list is self.sender()
        )
        self._choose(at, place)

    def _place(self) -> tuple[int, int] | None:
        for at, each in enumerate(self.columns):
            if each.list.currentRow() >= 0:
                return at, each.list.currentRow()
        return None

    def _holds_focus(self) -> bool:
        return any(each.list.hasFocus() for each in self.columns)

    def _reveal(self, at: int) -> None:
        """Scroll so that the column at ``at`` is seen whole."""
        self.ensureWidgetVisible(self.columns[at], 0, 0)
