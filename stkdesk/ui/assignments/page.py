"""Oppdrag: who helps whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_gate import Condition
from stkdesk.domain.duty import About
from stkdesk.domain.formats import count
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.assignment_list import (
    STOPPED,
    AssignmentRow,
    list_assignments,
)
from stkdesk.services.assignments import AssignmentCard, open_assignment
from stkdesk.ui.acts import act
from stkdesk.ui.assignments import words
from stkdesk.ui.assignments.card import AssignmentView
from stkdesk.ui.assignments.course_acts import do_course
from stkdesk.ui.assignments.form import AssignmentForm
from stkdesk.ui.assignments.override_form import OverrideForm
from stkdesk.ui.parts import Parts
from stkdesk.ui.record_page import RecordPage
from stkdesk.ui.shown_period import ShownPeriod
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Bruker", lambda row: row.client, key="client", strong=True),
    Column(
        "Støttekontakt", lambda row: row.provider, key="provider", keep=8, width=170
    ),
    Column(
        "Periode",
        lambda row: words.days_words(row.start_on, row.end_on),
        key="start_on",
        width=176,
        keep=3,
        muted=True,
    ),
    Column(
        "Timer",
        lambda row: words.hours_words(row.agreed_minutes, row.hours_unit),
        key="hours",
        width=86,
        keep=6,
        right=True,
    ),
    Column(
        "Status",
        lambda row: words.row_mark(row).text,
        key="status",
        width=124,
        keep=9,
        mark=lambda row: words.row_mark(row),
    ),
)


class AssignmentsPage(RecordPage):
    """The list of assignments, with the card of one of them."""

    room, title, help_topic = "assignments", "Oppdrag", "oppdrag"
    tables = frozenset(
        {"assignments", "clients", "contacts", "people", "organisations"}
        | {"timesheets", "decisions", "papers", "assignment_pauses", "agreements"}
        | {"police_certificates", "declarations", "recruitments", "vetoes"}
        | {"gate_overrides", "gate_rules", "case_rules"}
        | {"activity_groups", "group_leaders"}
    )
    columns = COLUMNS
    card_width = 470  # its gate has words and buttons beside one another
    chips = (
        ("", "Alle"),
        (AssignmentStatus.ACTIVE.value, "Aktive"),
        (STOPPED, "Stoppet"),
        (AssignmentStatus.PLANNED.value, "Klargjøres"),
        (AssignmentStatus.PAUSED.value, "Pause"),
        (AssignmentStatus.ENDED.value, "Avsluttet"),
    )
    edit_rights = (Right.EDIT_CASES,)
    search_hint, new_text = "Søk i bruker, støttekontakt, O-nummer", "Nytt oppdrag"
    nothing = (
        "HandShakeHeart",
        "Ingen oppdrag ennå",
        "Et oppdrag knytter en bruker til en støttekontakt, eller til en frivillig "
        "organisasjon.",
    )

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; the assignments are read when the page is shown."""
        self._period = ShownPeriod(workspace)
        super().__init__(workspace)

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[AssignmentRow]]:
        today = self.workspace.today()
        return lambda session: list_assignments(session, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], AssignmentCard]:
        today = self.workspace.today()
        return lambda session: open_assignment(session, number, today=today)

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def card(self, record: AssignmentCard) -> QWidget:
        view = AssignmentView(record, self.workspace.may)
        view.wanted.connect(self._on_wanted)
        view.sheet_wanted.connect(self._open_sheet)
        view.remedied.connect(self._remedy)
        view.override_wanted.connect(self._override)
        view.act_wanted.connect(self._act)
        view.opened.connect(self.goto)
        return view

    def empty_buttons(self) -> tuple[QPushButton, ...]:
        if not self.workspace.may(*self.edit_rights):
            return ()
        new = button(self.new_text, "primary", icon="Plus", on=self.new_record)
        clients = button("Til brukerne", on=lambda: self.goto.emit("clients", None))
        return new, clients

    def list_changed(self, rows: ListPage[Any]) -> None:
        super().list_changed(rows)
        active = rows.chips.get(AssignmentStatus.ACTIVE.value, 0)
        self.set_subtitle(count(active, "aktiv", "aktive") if rows.everything else "")

    def new_record(self) -> None:
        self.open_form(lambda: AssignmentForm(self))

    def edit_record(self, record: AssignmentCard) -> None:
        self.open_form(lambda: AssignmentForm(self, record))

    def print_current(self) -> None:
        # At the press: it loads the print room.
        from stkdesk.ui.papers.actions import print_sheet

        if self.record is not None and not self.refuses(Right.MAKE_PAPERS):
            print_sheet(self, self.workspace, self.record.number)

    def _open_sheet(self, period: int | None) -> None:
        if self.record is None:
            return
        number = self.record.number
        if period is not None:
            self.goto.emit("timesheets", (number, period))
            return
        self.workspace.ask(
            lambda session: self._period.row(session).number,
            lambda found: self.goto.emit("timesheets", (number, found)),
            key=(id(self), "period"),
            at_once=True,
        )

    def _on_wanted(self, name: str) -> None:
        match name:
            case "edit":
                self.edit_current()
            case "print":
                self.print_current()
            case _:
                if not self.refuses(*self.edit_rights):
                    do_course(self, name, self.record)

    def _act(self, name: str) -> None:
        draft = self.record.draft
        about = About(
            client=draft.client_number,
            contact=draft.contact_number,
            assignment=self.record.number,
            group=draft.group_number,
        )
        act(self, name, about)

    def _remedy(self, condition: Condition) -> None:
        if condition.remedy is not None:
            act(self, condition.remedy.act, condition.about)

    def _override(self, condition: Condition) -> None:
        if not self.refuses(Right.OVERRIDE_GATES):
            OverrideForm(self, self.record.number, condition).open()
