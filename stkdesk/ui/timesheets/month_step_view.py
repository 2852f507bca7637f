"""The month step by step as people use it: many rows are chosen, keys act on them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from stkdesk.domain.month_step import Step
from stkdesk.ui import theme
from stkdesk.ui.timesheets.month_step_cells import StepCells
from stkdesk.ui.timesheets.month_step_model import FIRST, HEAD, HOURS, StepRows, step_at
from stkdesk.ui.timesheets.month_table import MonthTable

HEAD_WIDTH, HOURS_WIDTH, STEP_WIDTH = 190, 64, 62  # pixels at text size 10
Way = QItemSelectionModel.SelectionFlag


class StepView(MonthTable):
    """Rows are chosen with Shift, Ctrl and Ctrl+A; letters go to the search.

    Signals:
        moved: the row under the cursor, or what is chosen, is another.
        opened: Enter or a double click.
        typed: a sign typed in the list; it belongs in the search field.
        menu_wanted: (place on the screen) the menu of what can be done.
        left_upwards: Up in the first row.
        step_picked: (step) its heading was pressed.
    """

    moved, opened = Signal(), Signal()
    typed, menu_wanted = Signal(str), Signal(object)
    left_upwards, step_picked = Signal(), Signal(object)

    def __init__(self, rows: StepRows) -> None:
        """Show ``rows``."""
        super().__init__()
        self.rows = rows
        self._kept: tuple[int, frozenset[int], int, bool] | None = None
        self.setModel(rows)
        self.setItemDelegate(StepCells(self))
        self.setAccessibleName("Timelistene i perioden, steg for steg")
        self._set_up()
        self.ready()
        rows.modelAboutToBeReset.connect(self._keep_place)
        rows.modelReset.connect(self._restore_place)
        rows.arrived.connect(self.moved)
        self.selectionModel().selectionChanged.connect(self._on_selected)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def chosen_rows(self) -> list[int]:
        """Return the places of the chosen rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, assignment: int) -> bool:
        """Put the cursor on an assignment; False if it is not in the list."""
        at = self.rows.row_of(assignment)
        if at is None:
            return False
        self.selectRow(at)
        self.scrollTo(self.rows.index(at, HEAD))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, held = event.text(), event.modifiers()
        flag = Qt.KeyboardModifier
        plain = held in (flag.NoModifier, flag.ShiftModifier, flag.KeypadModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if text and text.isprintable() and text != " " and plain:
            self.typed.emit(text)
        elif enter and plain:
            self.opened.emit()
        elif enter and held & flag.ControlModifier:
            event.ignore()  # the board takes the next step
        elif (
            event.key() == Qt.Key.Key_Up
            and held == flag.NoModifier
            and self.currentIndex().row() <= 0
        ):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        else:
            self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        right = event.button() == Qt.MouseButton.RightButton
        if right and self.selectionModel().isRowSelected(index.row(), index.parent()):
            return  # the menu is for all that are chosen
        super().mousePressEvent(event)

    def _set_up(self) -> None:
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_heading)
        sides = "padding-left:0; padding-right:0;"
        header.setStyleSheet(f"QHeaderView::section:middle {{ {sides} }}")

    def fit(self) -> None:
        """Give names and hours their room, the steps the rest."""
        metrics = QFontMetrics(theme.font())
        self.verticalHeader().setDefaultSectionSize(metrics.height() * 2 + theme.u(15))
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setMinimumHeight(metrics.height() * 2 + theme.u(14))
        header.setSectionResizeMode(mode.Stretch)
        wanted = theme.u(HEAD_WIDTH + HOURS_WIDTH) + (HOURS - FIRST) * theme.u(
            STEP_WIDTH
        )
        self.setColumnHidden(HOURS, self.viewport().width() < wanted)
        for section, width in ((HEAD, HEAD_WIDTH), (HOURS, HOURS_WIDTH)):
            header.setSectionResizeMode(section, mode.Fixed)
            header.resizeSection(section, theme.u(width))

    def _on_heading(self, section: int) -> None:
        step: Step | None = step_at(section)
        self.step_picked.emit(step)

    def _on_selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.moved.emit()

    def _keep_place(self) -> None:
        chosen = self.chosen_rows()
        row = self.rows.row(self.currentIndex().row())
        known = [self.rows.row(at) for at in chosen]
        self._kept = (
            row.number if row is not None else -1,
            frozenset(each.number for each in known if each is not None),
            self.verticalScrollBar().value(),
            len(chosen) > 1 and len(chosen) == self.rows.rowCount(),
        )

    def _restore_place(self) -> None:
        if not self.rows.rowCount():
            return
        current, chosen, scroll, were_all = self._kept or (-1, frozenset(), 0, False)
        at = self.rows.row_of(current)
        if at is not None:
            self.verticalScrollBar().setValue(scroll)
        index = self.rows.index(at or 0, HEAD)
        if were_all:
            self.selectAll()
            self.selectionModel().setCurrentIndex(index, Way.NoUpdate)
            return
        self.selectionModel().setCurrentIndex(index, Way.ClearAndSelect | Way.Rows)
        for number in chosen:
            place = self.rows.row_of(number)
            if place is not None:
                one = self.rows.index(place, HEAD)
                self.selectionModel().select(one, Way.Select | Way.Rows)
