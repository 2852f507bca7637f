"""The page that meets the office in the morning."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from stkdesk.domain.staff import FIRST_STAFF, PROGRAM
from stkdesk.services.duties.finding import Task
from stkdesk.services.today import Today
from stkdesk.ui import theme
from stkdesk.ui.acts import act, room_of
from stkdesk.ui.page import Page
from stkdesk.ui.today import tiles, wording
from stkdesk.ui.today.reading import read_and_note_today
from stkdesk.ui.today.task_list import TaskList
from stkdesk.ui.widgets.boxes import clear, column, scrolled
from stkdesk.ui.workspace import Workspace

WIDE = 960  # px at normal text: below it, everything stands in one column


class TodayPage(Page):
    """Four numbers, what is to be done now, how far the month has come."""

    room, title, help_topic = "today", "I dag", "i-dag"
    tables = frozenset(
        {
            "staff",
            "client_access",
            "timesheets",
            "assignments",
            "clients",
            "contacts",
            "decisions",
            "people",
        }
        | {"office", "periods", "papers", "applications", "case_pauses"}
        | {"complaints", "letters", "assessments", "case_rules"}
        | {"recruitments", "contact_references", "police_certificates"}
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out the page; ``show_today`` or ``refresh`` fills it."""
        super().__init__(workspace)
        self._columns = 0
        self._name = ""
        self._figures: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.u(14))
        self._tasks = TaskList(self._do, self._begin)
        self._side = QWidget()
        self._side_lay = QVBoxLayout(self._side)
        self._side_lay.setContentsMargins(0, 0, 0, 0)
        self._side_lay.setSpacing(theme.u(14))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.u(14))
        self._beside.addLayout(column(self._tasks, None), 1)
        self._beside.addWidget(self._side)
        self._notices: dict[str, QWidget] = {}
        self._top = column(gap=14)
        inside = QWidget()
        work = column(self._grid, self._beside, None, gap=14)
        inside.setLayout(column(self._top, work, gap=0, margins=(24, 20, 24, 20)))
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(scrolled(inside))
        self.set_subtitle(wording.day_line(workspace.today()))

    def heading(self) -> str:
        """Greet who is at work, or the person an office of one has named."""
        hour = datetime.now().astimezone().hour
        own = self.workspace.actor.name
        nobody = own in (FIRST_STAFF.name, PROGRAM.name)
        return wording.greeting(hour, self._name if nobody else own)

    def show_notice(self, key: str, notice: QWidget | None) -> None:
        """Show ``notice`` at the top in place of what has the same key, or nothing."""
        old = self._notices.pop(key, None)
        if old is not None:
            self._top.removeWidget(old)
            old.hide()
            old.deleteLater()
        if notice is not None:
            self._notices[key] = notice
            self._top.addWidget(notice)
        below = theme.u(14) if self._notices else 0
        self._top.setContentsMargins(0, 0, 0, below)

    def refresh(self, tables: frozenset[str]) -> None:
        """Ask again what there is to do."""
        today, actor = self.workspace.today(), self.workspace.actor
        self.workspace.ask(
            lambda session: read_and_note_today(session, today=today, actor=actor),
            self.show_today,
            key=(id(self), "today"),
        )

    def show_today(self, today: Today) -> None:
        """Show what there is to do."""
        self._name = today.case_officer
        for lay in (self._grid, self._side_lay):
            clear(lay)
        self._figures = list(tiles.figures(today, self.goto.emit))
        self._columns = 0
        self._place()
        self._tasks.show_today(today, self.workspace.may)
        if today.sees_hours:
            self._side_lay.addWidget(tiles.month_card(today.month, self.goto.emit))
            self._side_lay.addWidget(tiles.deadline_card(today.deadlines))
        self._side_lay.addStretch(1)
        self.set_subtitle(wording.day_line(self.workspace.today()))
        self.head_changed.emit()

    def _begin(self) -> None:
        self.goto.emit("clients", None)

    def _do(self, task: Task) -> None:
        """Do what helps, or open what it is about for those who may only look."""
        if self.workspace.may(*task.does):
            act(self, task.remedy.act, task.about)
        else:
            room, target = room_of(task.about)
            self.goto.emit(room, target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _place(self) -> None:
        """Put four figures in a row, or two; the month beside the tasks, or under."""
        wide = self.width() >= theme.u(WIDE)
        columns = max(1, min(4 if wide else 2, len(self._figures)))
        if columns == self._columns:
            return
        self._columns = columns
        for at, figure in enumerate(self._figures):
            self._grid.addWidget(figure, at // columns, at % columns)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        direction = QBoxLayout.Direction
        self._beside.setDirection(
            direction.LeftToRight if wide else direction.TopToBottom
        )
        self._side.setMinimumWidth(theme.u(290) if wide else 0)
        self._side.setMaximumWidth(theme.u(380) if wide else 16_777_215)
