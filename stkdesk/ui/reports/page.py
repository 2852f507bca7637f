"""Månedsrapporter, the part called Rapporter: what the support contacts tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import count
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.month_reports import (
    mark_read,
    mark_unread,
    meet_concern,
    open_concern,
    register_report,
    remove_report,
)
from stkdesk.services.report_list import ReportFilter, report_list
from stkdesk.services.report_opening import (
    OpenReport,
    open_report,
    open_report_number,
)
from stkdesk.services.report_rows import ReportRow, waited_number, waited_place
from stkdesk.ui.parts import Parts
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.reports.card import ReportView
from stkdesk.ui.reports.choosing import ChoosingForm
from stkdesk.ui.reports.form import open_form, show_form
from stkdesk.ui.reports.marks import came, row_mark, told
from stkdesk.ui.reports.paper_choice import OwnPaper, PaperChoice
from stkdesk.ui.table import Column
from stkdesk.ui.widgets.buttons import more_button
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Bruker", lambda row: row.client, key="client", strong=True),
    Column("Støttekontakt", lambda row: row.contact, key="contact", width=140, keep=5),
    Column("Periode", lambda row: row.period, key="period", width=118, keep=7),
    Column("Mottatt", came, key="received", width=92, keep=6),
    Column("Forteller", told, width=180, keep=3, muted=True),
    Column(
        "Status",
        lambda row: row_mark(row).text,
        width=116,
        keep=9,
        mark=lambda row: row_mark(row),
    ),
)
#: What is said where nothing is left to do.
DONE = {
    ReportFilter.UNREAD.value: ("Alt er lest", "Nye rapporter kommer hit."),
    ReportFilter.CONCERN.value: (
        "Ingen bekymring venter",
        "En rapport med bekymring står her og på I dag til noen har fulgt den opp.",
    ),
    ReportFilter.MISSING.value: (
        "Ingen rapporter mangler",
        "Her kommer de som skulle vært her i de siste periodene.",
    ),
}


class ReportsPage(RegisterPage):
    """The list of reports with the one under the cursor in full beside it."""

    room, title, help_topic = "month_reports", "Rapporter", "rapporter"
    tables = frozenset(
        {"month_reports", "assignments", "people", "timesheets", "report_topics"}
    )
    columns = COLUMNS
    chips = (*((each.value, each.label) for each in ReportFilter), ("", "Alle"))
    search_hint = "Søk i bruker, støttekontakt, O-nummer"
    new_text, edit_rights = "Ny rapport", (Right.EDIT_CASES,)
    nothing = (
        "File",
        "Ingen rapporter her",
        "Rapporten står på baksiden av timelisten. Registrer den når den kommer, så "
        "blir den lest og fulgt opp.",
    )
    card_width, list_width = 440, 560
    sorted_by = "-received"

    def __init__(self, workspace: Workspace) -> None:
        """Lay out; begin with those nobody has read."""
        super().__init__(workspace)
        self.rows.wanted = replace(self.rows.wanted, chip=self.chips[0][0])
        self._asked: tuple[int, int] | None = None  # what another room wants shown
        if workspace.may(Right.EDIT_CASES):
            only = Qt.ShortcutContext.WidgetShortcut
            space = QShortcut(QKeySequence("Space"), self.table, context=only)
            space.activated.connect(self.mark_read)

    # What is particular to the room.

    def reading_rows(
        self, query: ListQuery
    ) -> Callable[[Session], ListPage[ReportRow]]:
        today = self.workspace.today()
        return lambda session: report_list(session, query, today=today)

    def reading_record(self, number: int) -> Callable[[Session], OpenReport]:
        place = waited_place(number)
        if place is None:
            return lambda session: open_report_number(session, number)
        return lambda session: open_report(session, *place)

    def card(self, record: OpenReport) -> QWidget:
        made = ReportView(record, self.workspace.may)
        made.opened.connect(self.goto)
        made.wanted.connect(self._do)
        return made

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def head_buttons(self) -> Sequence[QWidget]:
        offered = [
            (f"{each.words} …", "PrinterSmall", partial(self.choose_paper, each))
            for each in OwnPaper
            if self.workspace.may(each.right)
        ]
        return (more_button(offered, "Papirer for kontoret"),)

    def print_kpr(self) -> None:
        """Ask of which year the control of KPR is wanted."""
        self.choose_paper(OwnPaper.KPR)

    def choose_paper(self, paper: OwnPaper) -> None:
        """Ask of which month or year one of the office's own papers is wanted."""
        PaperChoice(self, paper).open()

    def list_changed(self, rows: ListPage[Any]) -> None:
        unread = rows.chips.get(ReportFilter.UNREAD.value, 0)
        told = f"{count(unread, 'ulest rapport', 'uleste rapporter')}"
        self.set_subtitle(told if unread else "")

    def _when_empty(self) -> Empty:
        wanted = self.rows.wanted
        if wanted.search or wanted.chip not in DONE:
            return super()._when_empty()
        return Empty("CheckmarkCircle", *DONE[wanted.chip])

    def open_part(self, number: int, part: int) -> None:
        """Show the report of the assignment ``number`` in the period ``part``."""
        self._asked = (number, part)
        self.workspace.ask(
            lambda session: open_report(session, number, part),
            self._on_asked,
            key=(id(self), "part"),
        )

    def new_record(self) -> None:
        """Ctrl+N: the report that is waited for under the cursor, or ask which."""
        if self.refuses(Right.EDIT_CASES):
            return
        if self.record is not None and self.record.number is None:
            self.edit_record(self.record)
        else:
            ChoosingForm(self).open()

    def edit_record(self, record: OpenReport) -> None:
        if not self.refuses(Right.EDIT_CASES):
            open_form(self, record.assignment_number, record.period.number)

    # What can be done with the one in the card.

    def mark_read(self) -> None:
        """Space in the list: the one in the card is read."""
        if self.record is not None and self.record.number is not None:
            self._do("read")

    def _do(self, act: str) -> None:
        report = self.record
        if report is None:
            return
        number = report.number
        if act == "edit" or number is None:
            self.edit_record(report)
            return
        today, workspace = self.workspace.today(), self.workspace
        match act:
            case "read":
                workspace.save(
                    lambda session: mark_read(session, [number], today=today),
                    partial(self._on_read, number),
                )
            case "unread":
                workspace.save(lambda session: mark_unread(session, [number]))
            case "met":
                workspace.save(
                    lambda session: meet_concern(session, number, today=today),
                    lambda _done: self._on_met(number),
                )
            case "open":
                workspace.save(lambda session: open_concern(session, number))
            case "remove":
                workspace.save(
                    lambda session: remove_report(session, number, report.version),
                    self._on_removed,
                )

    def _on_read(self, number: int, done: Sequence[int]) -> None:
        if done:
            workspace = self.workspace
            undo = partial(
                workspace.save, lambda session: mark_unread(session, [number])
            )
            self.toast("Rapporten er lest", undo)

    def _on_met(self, number: int) -> None:
        workspace = self.workspace
        undo = partial(workspace.save, lambda session: open_concern(session, number))
        self.toast("Bekymringen er fulgt opp", undo)

    def _on_removed(self, gone: OpenReport) -> None:
        workspace, today = self.workspace, self.workspace.today()

        def _put_back() -> None:
            workspace.save(
                lambda session: register_report(
                    session,
                    gone.assignment_number,
                    gone.period.number,
                    gone.draft,
                    today=today,
                )
            )

        self.toast("Rapporten er slettet", _put_back)

    def _on_asked(self, report: OpenReport) -> None:
        place = (report.assignment_number, report.period.number)
        if place != self._asked:
            return
        self._asked = None
        if report.number is None:
            self.open_record(waited_number(*place))
            if self.workspace.may(Right.EDIT_CASES):
                show_form(self, report)
        else:
            self.open_record(report.number)
