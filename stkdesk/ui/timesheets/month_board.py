"""The sheets of every assignment, month by month, with one of them beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing
from stkdesk.services.month_grid import MonthRow, month_counts, month_grid
from stkdesk.services.periods import (
    PeriodRow,
    collected,
    ensure_periods,
    list_periods,
)
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.parts import Parts
from stkdesk.ui.shown_record import ShownRecord
from stkdesk.ui.timesheets.marks import legend
from stkdesk.ui.timesheets.month_choice import ChosenSheet
from stkdesk.ui.timesheets.month_empty import GridOrEmpty
from stkdesk.ui.timesheets.month_head import MonthHead
from stkdesk.ui.timesheets.month_menu import MonthMenu
from stkdesk.ui.timesheets.month_model import MonthRows
from stkdesk.ui.timesheets.month_panel import MonthPanel
from stkdesk.ui.timesheets.month_view import MonthView
from stkdesk.ui.widgets.boxes import card, column, line, row
from stkdesk.ui.widgets.texts import label

COUNT_MS = 250  # sheets are counted when nothing more is asked for
REST_MS = 90  # how long the cursor rests on a cell before its sheet is read
PANEL_WIDTH, NARROW, LOW = 348, 1020, 460  # pixels at text size 10
YEARS_BACK = 15


class MonthBoard(QWidget):
    """Year, search and filter, the grid, and the sheet of the chosen cell.

    Signals:
        wanted: (assignment, period) a sheet is to be typed.
        said: (text, what takes it back or None) something was done.
        told: the line beside the title of the page.
        left: the name of another room to go to.
        switched: one period is to be seen step by step.
    """

    wanted, said = Signal(int, int), Signal(str, object)
    told, left, switched = Signal(str), Signal(str), Signal()

    def __init__(self, page: Page) -> None:
        """Lay out for ``page``; ``refresh`` reads what is shown."""
        super().__init__()
        self._workspace = workspace = page.workspace
        self._year = workspace.today().year
        self.rows = MonthRows(self._fetch, self)
        self.grid = MonthView(self.rows)
        self.panel = MonthPanel(workspace.may)
        self.head = MonthHead(Parts(page), workspace.may)
        self.chosen = ChosenSheet(page, self.grid)
        self._menu = MonthMenu(
            self,
            workspace.may,
            self.chosen.take,
            ("Steg for &steg", "F4", "Tasklist", self.switched.emit),
        )
        self.shown_sheet = ShownRecord(workspace)
        self._resting = QTimer(self, interval=REST_MS, singleShot=True)
        self._counting = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Put the cursor in the grid, or in the search field when it is empty."""
        is_empty = self.rows.is_loaded and not self.rows.rowCount()
        (self.head.search if is_empty else self.grid).setFocus()
        self._resting.start()

    def show_assignment(self, number: int) -> None:
        """Show the assignment ``number`` alone."""
        self.head.show_all()
        self.head.search.setText(f"O-{number}")
        self.grid.setFocus()

    def show_cell(self, assignment: int, period: PeriodRow) -> None:
        """Put the cursor on a cell, in the year it is of."""
        year = period.period.first.year
        if year != self._year:
            self._show_year(year)
        self.grid.seek(assignment, period.number)

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown; ``tables`` changed."""
        if not self.rows.periods:
            self._show_year(self._year, collecting=True)
            return
        if "periods" in tables:  # the office has cut its years another way
            self._show_year(self._year)
            return
        self.rows.reload()
        self._counting.start()
        self._resting.start()

    def next_pane(self) -> None:
        """Go from search to grid to pane and round again."""
        panes: list[QWidget] = [self.head.search, self.grid, self.panel]
        if self.panel.isHidden():
            panes.pop()
        focus = self.focusWidget()
        at = next(
            (n for n, w in enumerate(panes) if focus is w or w.isAncestorOf(focus)), -1
        )
        pane = panes[(at + 1) % len(panes)]
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if pane is self.panel:
            self.panel.focusNextChild()

    # Laying out.

    def _lay_out(self) -> None:
        on = partial(self.left.emit, "assignments")
        self._list = GridOrEmpty(self.grid, self.head.show_all, on)
        works = self._workspace.may(Right.EDIT_HOURS)
        text = "Enter åpner · Ctrl+E attesterer · Ctrl+G godkjenner"
        keys = label(text if works else "", "small")
        self._foot = QWidget()
        self._foot.setLayout(row((legend(), 1), keys, margins=(16, 7, 16, 8)))
        left = column(self.head, line(), (self._list, 1), line(), self._foot, gap=0)
        self.panel.setFixedWidth(theme.u(PANEL_WIDTH))
        sides = (20, 16, 20, 16)
        self.setLayout(row((card(left), 1), self.panel, gap=14, margins=sides))

    def _connect(self) -> None:
        self.head.search.textChanged.connect(self._on_search)
        self.head.search.left_downwards.connect(self.grid.setFocus)
        self.head.chips.picked.connect(self._on_filter)
        self.head.stepped.connect(self._step)
        self.head.new_wanted.connect(self.chosen.begin_next)
        self.grid.moved.connect(self._on_moved)
        self.grid.left_upwards.connect(self.head.search.setFocus)
        for each in (self.grid, self.panel):
            each.opened.connect(self.chosen.open)
            each.removed.connect(self.chosen.remove)
        self.panel.stepped.connect(self.chosen.take)
        self.panel.taken_back.connect(self.chosen.step_back)
        self.head.switched.connect(self.switched)
        self.grid.typed.connect(self._on_typed)
        self.grid.menu_wanted.connect(self._on_menu)
        self.chosen.wanted.connect(self.wanted)
        self.chosen.said.connect(self.said)
        self._resting.timeout.connect(self._read_sheet)
        self._counting.timeout.connect(self._read_counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.panel.setVisible(event.size().width() >= theme.u(NARROW))
        self._foot.setVisible(event.size().height() >= theme.u(LOW))
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._resting.stop()
        self._counting.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if held and enter:
            self.chosen.sign_and_go_on()
        else:
            super().keyPressEvent(event)

    # Reading.

    def _step(self, years: int) -> None:
        today = self._workspace.today().year
        year = min(max(self._year + years, today - YEARS_BACK), today + 1)
        if year != self._year:
            self._show_year(year)

    def _show_year(self, year: int, *, collecting: bool = False) -> None:
        """Show a year; with ``collecting`` the year whose sheets come in these days."""
        self._year = year  # at once: making its periods has the page refreshed
        today = self._workspace.today()

        def _read(session: Session) -> tuple[PeriodRow, ...]:
            return (*list_periods(session, year - 1), *list_periods(session, year))

        def _make(session: Session) -> tuple[PeriodRow, ...]:
            ensure_periods(session, year - 1)
            ensure_periods(session, year)
            return _read(session)

        def _show(rows: tuple[PeriodRow, ...]) -> None:
            years = {each.period.first.year for each in rows}
            if not {year - 1, year} <= years:
                self._workspace.save(_make, _show)
                return
            now = collected(rows, today=today)
            shown = now.period.first.year if collecting else year
            self._put_year(shown, rows, now)

        self._workspace.ask(_read, _show, key=(id(self), "year"))

    def _put_year(self, year: int, rows: tuple[PeriodRow, ...], now: PeriodRow) -> None:
        self._year = year
        self.head.show_year(year)
        self.told.emit(f"timelister for alle oppdrag i {year}")
        of_year = [each for each in rows if each.period.first.year == year]
        self.rows.show_periods(of_year, now.number)
        self.rows.reload()
        self._counting.start()

    def _fetch(
        self, wanted: ListQuery, deliver: Callable[[ListPage[MonthRow]], None]
    ) -> None:
        periods, today = self.rows.periods, self._workspace.today()

        def _deliver(page: ListPage[MonthRow]) -> None:
            deliver(page)
            if not wanted.offset:
                asked = bool(wanted.search or wanted.chip)
                self._list.show_total(page.total, f"i {self._year}", is_filtered=asked)
                if not page.total:
                    self.panel.show_hint()
            self.chosen.begin_if_wanted()

        self._workspace.ask(
            lambda s: month_grid(s, periods, wanted, today=today),
            _deliver,
            key=(id(self), "rows", wanted.offset),
        )

    def _read_counts(self) -> None:
        periods, today = self.rows.periods, self._workspace.today()
        self._workspace.ask(
            lambda s: month_counts(s, periods, today=today),
            self.head.show_counts,
            key=(id(self), "counts"),
        )

    def _on_typed(self, sign: str) -> None:
        """What is typed in the grid is looked for."""
        self.head.focus_search()
        self.head.search.setText(sign)

    def _on_menu(self, place: QPoint) -> None:
        if (found := self.chosen.found()) is not None:
            self._menu.open(place, f"{found[0].client}, {found[1].label.lower()}")

    def _on_search(self, text: str) -> None:
        self.rows.reload(search=text.strip())

    def _on_filter(self, key: str) -> None:
        self.rows.reload(chip=key)

    def _on_moved(self) -> None:
        if self.isVisible():  # not while a sheet is typed in its place
            self._resting.start()

    def _read_sheet(self) -> None:
        found = self.chosen.found()
        if found is None:
            if self.rows.is_loaded and not self.rows.rowCount():
                self.panel.show_hint()
            return
        assignment, period = found[0].number, found[1].number
        self.shown_sheet.show("assignments", assignment, period)
        self._workspace.ask(
            lambda s: open_sheet(s, assignment, period),
            self._show_sheet,
            key=(id(self), "sheet"),
        )

    def _show_sheet(self, sheet: OpenSheet) -> None:
        found, cell = self.chosen.found(), self.rows.cell(self.grid.currentIndex())
        if found is None or cell is None:
            return
        asked = (sheet.draft.assignment_number, sheet.draft.period_number)
        if (found[0].number, found[1].number) == asked:
            state = sheet.state
            standing = Standing(state.value) if state else cell.standing
            if state is None and cell.standing.has_sheet:
                return  # removed a moment ago: the rows are on their way
            self.panel.show_sheet(sheet, standing)
