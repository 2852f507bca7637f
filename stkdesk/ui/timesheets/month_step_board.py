"""One period step by step: every sheet, how far it is, and acts on many at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.month_step import Step
from stkdesk.domain.staff import Right
from stkdesk.domain.standing import Standing
from stkdesk.services.month_steps import (
    StepCounts,
    StepRow,
    step_board,
    step_counts,
)
from stkdesk.services.periods import (
    PeriodRow,
    collected,
    ensure_periods,
    list_periods,
    pay_day,
)
from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.parts import Parts
from stkdesk.ui.timesheets.month_empty import GridOrEmpty
from stkdesk.ui.timesheets.month_menu import MonthMenu
from stkdesk.ui.timesheets.month_step_choice import ChosenSheets
from stkdesk.ui.timesheets.month_step_head import BEHIND, StepHead
from stkdesk.ui.timesheets.month_step_marks import step_legend
from stkdesk.ui.timesheets.month_step_model import StepRows
from stkdesk.ui.timesheets.month_step_view import StepView
from stkdesk.ui.widgets.boxes import card, column, line, row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

LOW = 460  # pixels at text size 10; below it the sheets take all the room
COUNT_MS = 250  # sheets are counted when nothing more is asked for
YEARS_BACK = 15


class StepBoard(QWidget):
    """Period, search and filter, the grid of steps, and its legend.

    Signals:
        wanted: (assignment, period) a sheet is to be typed or looked at.
        said: (text, what takes it back or None) something was done.
        told: the line beside the title of the page.
        left: the name of another room to go to.
        switched: the whole year is to be seen.
        periods_wanted: the periods are to be seen; their year.
    """

    wanted, said = Signal(int, int), Signal(str, object)
    told, left, switched = Signal(str), Signal(str), Signal()
    periods_wanted = Signal(int)

    def __init__(self, page: Page) -> None:
        """Lay out for ``page``; ``refresh`` reads what is shown."""
        super().__init__()
        self._workspace = workspace = page.workspace
        self.periods: tuple[PeriodRow, ...] = ()
        self.period: PeriodRow | None = None
        self.rows = StepRows(self._fetch, self)
        self.grid = StepView(self.rows)
        self.head = StepHead(Parts(page))
        self.chosen = ChosenSheets(page, self.grid)
        self._menu = MonthMenu(
            self,
            workspace.may,
            self.chosen.take,
            (
                "Ta tilbake ett &steg",
                "Ctrl+Shift+Z",
                "ArrowUndo",
                self.chosen.step_back,
            ),
            *self._papers(workspace, page.print_current),
            ("&Hele året", "F4", "Calendar", self.switched.emit),
        )
        self._sum = label("", "small")
        self._counting = QTimer(self, interval=COUNT_MS, singleShot=True)
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Put the cursor in the grid, or in the search field when it is empty."""
        is_empty = self.rows.is_loaded and not self.rows.rowCount()
        (self.head.search if is_empty else self.grid).setFocus()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown; ``tables`` changed."""
        if self.period is None or "periods" in tables:
            self._read_periods(self.period.number if self.period else None)
            return
        self.rows.reload()
        self._counting.start()

    def show_period(self, number: int) -> None:
        """Show the period ``number``, when the periods are here."""
        self._read_periods(number)

    def next_pane(self) -> None:
        """Go from search to grid and back."""
        pane = self.grid if self.head.isAncestorOf(self.focusWidget()) else None
        (pane or self.head.search).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _papers(
        self, workspace: Workspace, print_out: Callable[[], object]
    ) -> list[tuple[str, str, str, Callable[[], object]]]:
        """Return what is printed from here, for those who make papers."""
        if not workspace.may(Right.MAKE_PAPERS):
            return []
        return [
            ("&Purr …", "Ctrl+U", "Bell", self.chosen.remind),
            ("S&kriv ut periodens lister …", "", "PrinterSmall", print_out),
        ]

    # Laying out.

    def _lay_out(self) -> None:
        on = partial(self.left.emit, "assignments")
        self._list = GridOrEmpty(self.grid, self._show_all, on)
        self._foot = QWidget()
        sides = (16, 7, 16, 8)
        self._foot.setLayout(row((step_legend(), 1), self._sum, margins=sides))
        inside = column(self.head, line(), (self._list, 1), line(), self._foot, gap=0)
        self.setLayout(row((card(inside), 1), margins=(20, 16, 20, 16)))

    def _connect(self) -> None:
        self.head.search.textChanged.connect(self._on_search)
        self.head.search.left_downwards.connect(self.grid.setFocus)
        self.head.chips.picked.connect(self._on_filter)
        self.head.stepped.connect(self._step)
        self.head.switched.connect(self.switched)
        self.head.periods_wanted.connect(self._on_periods_wanted)
        self.grid.typed.connect(self._on_typed)
        self.grid.opened.connect(self._open)
        self.grid.moved.connect(self._show_sum)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.step_picked.connect(self._on_heading)
        self.grid.left_upwards.connect(self.head.search.setFocus)
        self._counting.timeout.connect(self._read_counts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_low = event.size().height() < theme.u(LOW)
        self._foot.setVisible(not is_low)
        self.head.show_days(on=not is_low)
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._counting.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if held and enter:
            self.chosen.take_next()
        else:
            super().keyPressEvent(event)

    # Reading.

    def _read_periods(self, wanted: int | None) -> None:
        today = self._workspace.today()
        years = range(today.year - YEARS_BACK, today.year + 2)

        def _read(session: Session) -> tuple[PeriodRow, ...]:
            return tuple(one for year in years for one in list_periods(session, year))

        def _make(session: Session) -> tuple[PeriodRow, ...]:
            ensure_periods(session, today.year - 1)
            ensure_periods(session, today.year)
            return _read(session)

        def _show(rows: tuple[PeriodRow, ...]) -> None:
            known = {each.period.first.year for each in rows}
            if not {today.year - 1, today.year} <= known:
                self._workspace.save(_make, _show)
                return
            self.periods = rows
            named = [each for each in rows if each.number == wanted]
            self._put(named[0] if named else collected(rows, today=today))

        self._workspace.ask(_read, _show, key=(id(self), "periods"))

    def _put(self, period: PeriodRow) -> None:
        self.period = self.chosen.period = period
        self.told.emit("steg for steg")
        self._workspace.ask(
            lambda session: pay_day(session, period),
            lambda day: self.head.show_period(period, short_date(day)),
            key=(id(self), "pay"),
        )
        self.rows.reload()
        self._counting.start()

    def _step(self, periods: int) -> None:
        if self.period is None:
            return
        at = [each.number for each in self.periods].index(self.period.number) + periods
        if 0 <= at < len(self.periods):
            self._put(self.periods[at])

    def _fetch(
        self, wanted: ListQuery, deliver: Callable[[ListPage[StepRow]], None]
    ) -> None:
        period, today = self.period, self._workspace.today()
        if period is None:
            return

        def _deliver(page: ListPage[StepRow]) -> None:
            deliver(page)
            if not wanted.offset:
                asked = bool(wanted.search or wanted.chip)
                self._list.show_total(page.total, "i perioden", is_filtered=asked)

        self._workspace.ask(
            lambda s: step_board(s, period, wanted, today=today),
            _deliver,
            key=(id(self), "rows", wanted.offset),
        )

    def _read_counts(self) -> None:
        period, today = self.period, self._workspace.today()
        if period is None:
            return

        def _show(counts: StepCounts) -> None:
            self.rows.show_counts(counts)
            found = {
                each.value: n + counts.waiting.get(each, 0)
                for each, n in counts.standings.items()
            }
            more = {"": counts.total, "late": counts.late}
            self.head.show_counts(found | more | {"corrected": counts.corrected})

        self._workspace.ask(
            lambda s: step_counts(s, period, today=today),
            _show,
            key=(id(self), "counts"),
        )

    def _on_search(self, text: str) -> None:
        self.rows.reload(search=text.strip())

    def _on_filter(self, key: str) -> None:
        self.rows.reload(chip=key)

    def _on_heading(self, step: Step | None) -> None:
        """Show those whose next step it is; the same heading again shows all."""
        chip = BEHIND[step] if step else ""
        if self.rows.wanted.chip == chip:
            chip = ""
        self.head.chips.choose(chip)
        if self.rows.wanted.chip != chip:  # no chip of its own
            self.rows.reload(chip=chip)

    def _on_typed(self, sign: str) -> None:
        """What is typed in the grid is looked for."""
        self.head.focus_search()
        self.head.search.setText(sign)

    def _on_periods_wanted(self) -> None:
        """Show the periods of the year, also before they have been read here."""
        day = self.period.period.first if self.period else self._workspace.today()
        self.periods_wanted.emit(day.year)

    # Acting.

    def _open(self) -> None:
        row = self.rows.row(self.grid.currentIndex().row())
        if row is None or self.period is None:
            return
        if row.standing is Standing.NONE:
            self.said.emit("Oppdraget leverer ikke timeliste i denne perioden.", None)
            return
        self.wanted.emit(row.number, self.period.number)

    def _on_menu(self, place: QPoint) -> None:
        chosen = self.grid.chosen_rows()
        if chosen:
            sheets = count(len(chosen), "timeliste", "timelister")
            self._menu.open(place, f"For {sheets}:")

    def _show_sum(self) -> None:
        """Say how many are chosen, or what the keys do."""
        usual = "Ctrl+A velger alle · høyreklikk: gjør dette for alle"
        self._sum.setText(self.chosen.told() or usual)

    def _show_all(self) -> None:
        self.head.show_all()
        if self.rows.wanted.chip:
            self.rows.reload(chip="")
