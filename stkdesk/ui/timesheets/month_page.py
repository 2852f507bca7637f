"""Månedsrapporter: the sheets of every assignment, and the way to each of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from stkdesk.domain.staff import Right
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.ui.memory import window_settings
from stkdesk.ui.page import Page
from stkdesk.ui.papers.actions import print_month
from stkdesk.ui.timesheets.entry_page import EntryPage
from stkdesk.ui.timesheets.month_board import MonthBoard
from stkdesk.ui.timesheets.month_periods import PeriodsDialog
from stkdesk.ui.timesheets.month_step_board import StepBoard
from stkdesk.ui.workspace import Workspace

REMEMBERED = "month/board"  # which of the two was looked at last


class MonthPage(Page):
    """The board of the year, that of one period, or the entry of one sheet."""

    room, title, help_topic = "timesheets", "Månedsrapporter", "manedsrapporter"
    tables = frozenset(
        {"timesheets", "assignments", "clients", "contacts", "people", "organisations"}
        | {"rates", "office", "periods", "papers", "month_reports", "pay_runs"}
    )

    def __init__(self, workspace: Workspace) -> None:
        """Begin with the board; the entry is built when a sheet is first opened."""
        super().__init__(workspace)
        self.board = MonthBoard(self)
        self.steps = StepBoard(self)
        self._told: dict[MonthBoard | StepBoard, str] = {}
        self.entry: EntryPage | None = None
        self._back_to = ""  # the room the entry was opened from
        self._unread: frozenset[str] | None = None  # what changed behind the entry
        self._behind: frozenset[str] | None = None  # and on the board not in front
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.steps)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self._stack)
        for each in (self.board, self.steps):
            each.wanted.connect(self.enter)
            each.said.connect(self.toast)
            each.told.connect(partial(self._on_told, each))
            each.left.connect(self._on_left)
            each.switched.connect(self.switch)
        self.steps.periods_wanted.connect(self.show_periods)
        self._front: MonthBoard | StepBoard = self.board  # behind the entry too
        if window_settings().value(REMEMBERED) == "steps":
            self._front = self.steps
            self._stack.setCurrentWidget(self.steps)

    # What the window asks.

    def heading(self) -> str:
        return "Timeliste" if self.is_entering else self.title

    @property
    def subtitle(self) -> str:
        """The year of the grid; the entry says itself whose sheet it is."""
        return "" if self.is_entering else super().subtitle

    @property
    def is_entering(self) -> bool:
        """Whether the entry of a sheet is shown."""
        return self.entry is not None and self._stack.currentWidget() is self.entry

    def shown(self) -> None:
        if self.entry is not None and self.is_entering:
            self.entry.shown()
        else:
            self._front.shown()

    def refresh(self, tables: frozenset[str]) -> None:
        if self.entry is not None and self.is_entering:
            self._unread = tables | (self._unread or frozenset())
            self.entry.refresh(tables)
        else:
            self._front.refresh(tables)
            self._behind = tables | (self._behind or frozenset())

    def new_record(self) -> None:
        """Begin on the chosen sheet if it is to come, else on the next missing."""
        if not self.is_entering and not self.refuses(Right.EDIT_HOURS):
            self._show_board(self.board)
            self.board.chosen.begin_next()

    def may_leave(self) -> bool:
        if self.entry is not None:
            self.entry.keep_draft()
        return True

    def focus_search(self) -> None:
        if not self.is_entering:
            self._front.head.focus_search()

    def open_record(self, number: int) -> None:
        """Show the assignment ``number`` alone in the grid."""
        self._leave_entry()
        self._show_board(self.board)
        self.board.show_assignment(number)

    def open_part(self, number: int, part: int, back_to: str = "") -> None:
        """Open the sheet of the assignment ``number`` in the period ``part``.

        One that has come in is shown to be judged; the grid stands at its cell.
        ``back_to``: the room whose list is worked through, to go back to after it.
        """
        self._back_to = back_to if self.workspace.may(Right.EDIT_HOURS) else ""
        if not self._back_to:
            self._show_board(self.board)
            self.board.show_assignment(number)
        self.enter(number, part)

    def next_pane(self) -> None:
        if self.entry is not None and self.is_entering:
            self.entry.next_pane()
        else:
            self._front.next_pane()

    # The two boards.

    def _on_told(self, board: MonthBoard | StepBoard, text: str) -> None:
        """Hear what stands beside the title when ``board`` is in front."""
        self._told[board] = text
        if board is self._front:
            self.set_subtitle(text)

    def switch(self) -> None:
        """Show the year instead of the period, or the other way round."""
        to_steps = self._front is self.board
        window_settings().setValue(REMEMBERED, "steps" if to_steps else "year")
        self._show_board(self.steps if to_steps else self.board)
        if to_steps and (found := self.board.chosen.found()):
            self.steps.show_period(found[1].number)
        self._front.shown()

    def print_current(self) -> None:
        """Print the sheets of the period that is looked at."""
        if self.is_entering or self.refuses(Right.MAKE_PAPERS):
            return
        found = self.board.chosen.found()
        period = self.steps.period if self._front is self.steps else None
        shown = period or (found[1] if found else None)
        print_month(self, self.workspace, shown.code if shown else "")

    def show_periods(self, year: int) -> None:
        """Show the periods of a year: their days, closing and opening."""
        PeriodsDialog(self, year).open()

    def _show_board(self, board: MonthBoard | StepBoard) -> None:
        if self._front is board:
            return
        self._front = board
        self.set_subtitle(self._told.get(board, ""))
        if not self.is_entering:
            self._stack.setCurrentWidget(board)
        board.refresh(self._behind or frozenset())
        self._behind = None

    # The entry of one sheet.

    def enter(self, assignment: int, period: int) -> None:
        """Show the entry of the sheet of an assignment in a period.

        To those who may only read hours, the grid shows all there is to read.
        """
        if not self.workspace.may(Right.EDIT_HOURS):
            self.board.grid.choose(assignment, period)
            return
        self.board.shown_sheet.show("assignments", assignment, period)
        self.workspace.ask(
            lambda session: open_sheet(session, assignment, period),
            self._show_entry,
            key=(id(self), "sheet"),
        )

    def _show_entry(self, sheet: OpenSheet) -> None:
        if self.entry is None:
            self.entry = EntryPage(self.workspace)
            self.entry.left.connect(self._on_entry_left)
            self.entry.said.connect(self.toast)
            self.entry.opened.connect(self._on_opened)
            self.entry.group_wanted.connect(self._on_group)
            self._stack.addWidget(self.entry)
        self.board.show_cell(sheet.draft.assignment_number, sheet.period)
        self.entry.show_sheet(sheet)
        self._stack.setCurrentWidget(self.entry)
        self.help_topic = "timeliste"
        self.entry.shown()
        self.head_changed.emit()

    def _on_entry_left(self) -> None:
        back_to, self._back_to = self._back_to, ""
        self._leave_entry()
        if back_to:
            self.goto.emit(back_to, None)

    def _leave_entry(self) -> None:
        if self.is_entering:
            self._stack.setCurrentWidget(self._front)
            self.help_topic = type(self).help_topic
            self.head_changed.emit()
            self._front.shown()
            if self._unread is not None:
                self._front.refresh(self._unread)
                self._behind = self._unread | (self._behind or frozenset())
                self._unread = None

    def _on_opened(self, assignment: int, period: int) -> None:
        """The entry has gone on to the next sheet."""
        self.board.shown_sheet.show("assignments", assignment, period)
        self.board.grid.choose(assignment, period)
        self.steps.grid.choose(assignment)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        seen_again = self.board.shown_sheet.is_none and self.is_entering
        if self.entry is not None and seen_again:  # so it is opened again
            self._open_again(*self.entry.typed.place)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window made small is not left
            self.board.shown_sheet.leave()

    def _open_again(self, assignment: int, period: int) -> None:
        self.board.shown_sheet.show("assignments", assignment, period)
        self.workspace.ask(
            lambda session: open_sheet(session, assignment, period),
            lambda _sheet: None,  # what is typed stays
            key=(id(self), "again"),
        )

    def _on_group(self, group: int) -> None:
        """The sheets are typed; what is left of the pile is a group's attendance."""
        self.goto.emit("groups", group)

    def _on_left(self, room: str) -> None:
        self.goto.emit(room, None)
