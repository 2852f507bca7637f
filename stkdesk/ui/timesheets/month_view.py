"""The month grid as people see and use it: keys, widths, the cell under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from stkdesk.ui import theme
from stkdesk.ui.timesheets.month_cells import MonthCells
from stkdesk.ui.timesheets.month_model import HEAD, MonthRows
from stkdesk.ui.timesheets.month_table import MonthTable

HEAD_WIDTH, SUM_WIDTH, PERIOD_WIDTH = 176, 66, 42  # pixels at text size 10


class MonthView(MonthTable):
    """One cell is chosen; the arrow keys go from cell to cell.

    Signals:
        moved: the cell under the cursor is another.
        opened: Enter or a double click on a cell.
        removed: Delete on a cell.
        typed: a sign typed in the grid; it belongs in the search field.
        menu_wanted: (place on the screen) the menu of what can be done.
        left_upwards: Up in the first row.
    """

    moved, opened = Signal(), Signal()
    removed, typed = Signal(), Signal(str)
    menu_wanted = Signal(object)
    left_upwards = Signal()

    def __init__(self, rows: MonthRows) -> None:
        """Show ``rows``."""
        super().__init__()
        self.rows = rows
        self._kept: tuple[int, int, int] | None = None  # assignment, period, scroll
        self.setModel(rows)
        self.setItemDelegate(MonthCells(self))
        self.setAccessibleName("Månedsoversikt: oppdrag og måneder")
        self._set_up()
        self.ready()
        rows.modelAboutToBeReset.connect(self._keep_place)
        rows.modelReset.connect(self._restore_place)
        rows.arrived.connect(self.moved)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_click)

    def choose(self, assignment: int, period: int) -> bool:
        """Put the cursor on a cell; False if the assignment is not in the list."""
        at = self.rows.row_of(assignment)
        if at is None:
            return False
        index = self.rows.index(at, self.rows.column_of(period))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def seek(self, assignment: int, period: int) -> None:
        """Put the cursor on a cell, now or when the rows that hold it come."""
        shown = any(each.number == period for each in self.rows.periods)
        if not (shown and self.choose(assignment, period)):
            self.setCurrentIndex(QModelIndex())  # nothing here is worth keeping
            self._kept = (assignment, period, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key, event.modifiers()
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = held in (Qt.KeyboardModifier.NoModifier, shift)
        keypad = event.modifiers() == Qt.KeyboardModifier.KeypadModifier
        signals = {
            key.Key_Return: self.opened,
            key.Key_Enter: self.opened,
            key.Key_Delete: self.removed,
        }
        pressed = key(event.key())
        if (plain or keypad) and pressed in signals:
            signals[pressed].emit()
        elif (
            plain and event.text() and event.text().isprintable()
        ) and event.text() != " ":
            self.typed.emit(event.text())
        elif plain and pressed is key.Key_Up and self.currentIndex().row() == 0:
            self.left_upwards.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and pressed in (
            key.Key_Return,
            key.Key_Enter,
        ):
            event.ignore()  # the board signs and goes on
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
            return
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(event.globalPos())

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)

    def fit(self) -> None:
        """Give names and sum their room, the periods the rest; none is out of sight."""
        height = QFontMetrics(theme.font()).height() * 2 + theme.u(15)
        self.verticalHeader().setDefaultSectionSize(height)
        if not self.rows.periods:
            return
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setMinimumHeight(theme.u(36))
        last = self.rows.sum_column
        header.setSectionResizeMode(mode.Stretch)
        for section, width in ((HEAD, HEAD_WIDTH), (last, SUM_WIDTH)):
            header.setSectionResizeMode(section, mode.Fixed)
            header.resizeSection(section, theme.u(width))
        wanted = theme.u(HEAD_WIDTH + SUM_WIDTH) + (last - 1) * theme.u(PERIOD_WIDTH)
        hidden = self.viewport().width() < wanted
        self.setColumnHidden(last, hidden)
        # A short column has no room for the usual sides: "des+" would be cut.
        sides = "padding-left:0; padding-right:0;"
        narrow = ("middle", "last") if hidden else ("middle",)
        rules = [f"QHeaderView::section:{each} {{ {sides} }}" for each in narrow]
        if header.styleSheet() != (style := "\n".join(rules)):
            header.setStyleSheet(style)

    def _keep_place(self) -> None:
        index = self.currentIndex()
        row = self.rows.row(index.row()) if index.isValid() else None
        period = self.rows.period_at(index.column())
        if row is not None and period is not None:
            place = self.verticalScrollBar().value()
            self._kept = (row.number, period.number, place)

    def _restore_place(self) -> None:
        self.fit()
        if not self.rows.rowCount():
            return
        number, period, scroll = self._kept or (-1, -1, 0)
        at = self.rows.row_of(number)
        known = any(each.number == period for each in self.rows.periods)
        column = self.rows.column_of(period if known else self.rows.collecting)
        if at is not None:
            self.verticalScrollBar().setValue(scroll)
        self.setCurrentIndex(self.rows.index(at or 0, column))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        if self.rows.period_at(index.column()) is None:  # names and sum are no cells
            last = len(self.rows.periods)
            column = 1 if index.column() == HEAD else last
            self.setCurrentIndex(self.rows.index(index.row(), column))
            return
        self.moved.emit()

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.rows.period_at(index.column()) is not None:
            self.opened.emit()
