"""Månedsrapporter: the sheets of every assignment, and the way to each of them."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from stkdesk.domain.errors import OfficeError
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.ui import errors
from stkdesk.ui.page import Page
from stkdesk.ui.timesheets.entry_page import EntryPage
from stkdesk.ui.timesheets.month_board import MonthBoard
from stkdesk.ui.workspace import Workspace


class MonthPage(Page):
    """The board with the grid, or the entry of one sheet in its place."""

    room, title, help_topic = "timesheets", "Månedsrapporter", "manedsrapporter"
    tables = frozenset(
        {"timesheets", "assignments", "clients", "contacts", "people", "organisations"}
        | {"rates", "office", "periods"}
    )

    def __init__(self, workspace: Workspace) -> None:
        """Begin with the board; the entry is built when a sheet is first opened."""
        super().__init__(workspace)
        self.board = MonthBoard(workspace)
        self.entry: EntryPage | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._stack)
        self.board.wanted.connect(self.enter)
        self.board.said.connect(self.toast)
        self.board.told.connect(self.set_subtitle)
        self.board.left.connect(self._on_left)

    # What the window asks.

    def heading(self) -> str:
        return "Timeliste" if self.is_entering else self.title

    @property
    def is_entering(self) -> bool:
        """Whether the entry of a sheet is shown."""
        return self._stack.currentWidget() is not self.board

    def shown(self) -> None:
        if self.entry is not None and self.is_entering:
            self.entry.shown()
        else:
            self.board.shown()

    def refresh(self, tables: frozenset[str]) -> None:
        self.board.refresh(tables)

    def new_record(self) -> None:
        """Begin on the chosen sheet if it is to come, else on the next missing."""
        if not self.is_entering:
            self.board.begin_next()

    def may_leave(self) -> bool:
        if self.entry is not None:
            self.entry.keep_draft()
        return True

    def focus_search(self) -> None:
        if not self.is_entering:
            self.board.head.focus_search()

    def open_record(self, number: int) -> None:
        """Show the assignment ``number`` alone in the grid."""
        self._leave_entry()
        self.board.show_assignment(number)

    def open_part(self, number: int, part: int) -> None:
        """Open the sheet of the assignment ``number`` in the period ``part``."""
        self.enter(number, part)

    def next_pane(self) -> None:
        if self.entry is not None and self.is_entering:
            self.entry.next_pane()
        else:
            self.board.next_pane()

    # The entry of one sheet.

    def enter(self, assignment: int, period: int) -> None:
        """Show the entry of the sheet of an assignment in a period."""
        try:
            sheet = self.workspace.read(lambda s: open_sheet(s, assignment, period))
        except OfficeError as error:
            errors.show(self, error)
            return
        if self.entry is None:
            self.entry = EntryPage(self.workspace)
            self.entry.left.connect(self._leave_entry)
            self.entry.said.connect(self.toast)
            self.entry.opened.connect(self.board.grid.choose)
            self._stack.addWidget(self.entry)
        self.entry.show_sheet(sheet)
        self._stack.setCurrentWidget(self.entry)
        self.help_topic = "timeliste"
        self.entry.shown()
        self.head_changed.emit()

    def _leave_entry(self) -> None:
        if self.is_entering:
            self._stack.setCurrentWidget(self.board)
            self.help_topic = type(self).help_topic
            self.head_changed.emit()
            self.board.shown()

    def _on_left(self, room: str) -> None:
        self.goto.emit(room, None)
