"""Lønn: the payroll runs, one of them in full beside, and the way to a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stkdesk.domain.formats import kr, short_date
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.pay_run import RunFileKind, RunState
from stkdesk.domain.run_preview import RunFile
from stkdesk.domain.run_rows import OpenRun, RunRow
from stkdesk.domain.staff import Right
from stkdesk.services.pay_runs import open_run, run_file, run_list
from stkdesk.ui.parts import Parts
from stkdesk.ui.pay.card import RunCard
from stkdesk.ui.pay.forms import ConfirmForm, ReverseForm
from stkdesk.ui.pay.words import state_mark
from stkdesk.ui.register_page import RegisterPage
from stkdesk.ui.table import Column

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COLUMNS = (
    Column("Kjøring", lambda row: row.code, key="code", width=104, keep=9, strong=True),
    Column("Periode", lambda row: row.period_label, keep=4),
    Column("Timelister", lambda row: str(row.sheets), width=84, keep=3, right=True),
    Column(
        "Sum", lambda row: kr(row.sum_ore), key="sum", width=130, keep=8, right=True
    ),
    Column(
        "Laget",
        lambda row: short_date(row.made_at.astimezone().date()),
        key="made",
        width=96,
        keep=5,
    ),
    Column("Av", lambda row: row.made_by, width=120, keep=2, muted=True),
    Column(
        "Status",
        lambda row: row.state.label,
        key="state",
        width=150,
        keep=9,
        mark=lambda row: state_mark(row.state),
    ),
)


class PayPage(RegisterPage):
    """The list of runs with the one under the cursor beside it."""

    room, title, help_topic = "pay", "Lønn", "lonn"
    tables = frozenset({"pay_runs", "timesheets", "leader_sheets", "periods"})
    columns = COLUMNS
    chips = (("", "Alle"), *((state.value, state.label) for state in RunState))
    search_hint = "Søk i kjøring eller periode, 2026-10"
    new_text = "Kjør måneden"
    nothing = (
        "BankNote",
        "Ingen lønnskjøringer ennå",
        "Når timelistene er godkjent, går de herfra til lønn, steg for steg.",
    )
    edit_rights = (Right.RUN_PAY,)
    card_width = 460
    sorted_by = "-made"

    # What is particular to the room.

    def reading_rows(self, query: ListQuery) -> Callable[[Session], ListPage[RunRow]]:
        return lambda session: run_list(session, query)

    def reading_record(self, number: int) -> Callable[[Session], OpenRun]:
        return lambda session: open_run(session, number)

    def above(self) -> Sequence[QWidget]:
        return (Parts(self),)

    def card(self, record: OpenRun) -> QWidget:
        made = RunCard(record, self.workspace.may)
        made.continued.connect(lambda: self._go_on(record))
        made.confirmed.connect(lambda: ConfirmForm(self, record.row).open())
        made.reversed_.connect(lambda: ReverseForm(self, record.row).open())
        made.saved.connect(lambda: self._save(record))
        made.vouchers_wanted.connect(lambda: self._save_vouchers(record))
        made.summary_wanted.connect(lambda: self._sum_up(record))
        made.file_wanted.connect(self._look)
        return made

    def edit_record(self, record: OpenRun) -> None:
        """Enter: the control list, or what is left to be done."""
        for file in record.files:
            if file.kind is RunFileKind.CONTROL_LIST:
                self._look(file.number)

    def new_record(self) -> None:
        """Begin a run of the period whose sheets come in these days."""
        if self.refuses(Right.RUN_PAY):
            return
        # At the press: the wizard brings the print room with it.
        from stkdesk.ui.pay.wizard import RunWizard

        RunWizard(self).open()

    def open_part(self, number: int, part: int) -> None:
        """Begin a run of the period ``part``."""
        if self.refuses(Right.RUN_PAY):
            return
        from stkdesk.ui.pay.wizard import RunWizard

        RunWizard(self, part).open()

    # What is done.

    def _go_on(self, record: OpenRun) -> None:
        from stkdesk.ui.pay.wizard import RunWizard

        RunWizard(self, record.row.period_number, run=record).open()

    def _sum_up(self, record: OpenRun) -> None:
        from stkdesk.ui.reports.office_papers import open_summary

        open_summary(self, record.row.period_number, record.row.number)

    def _look(self, number: int) -> None:
        self.workspace.ask(
            lambda session: run_file(session, number),
            self._show_file,
            key=(id(self), "file"),
            at_once=True,
        )

    def _show_file(self, file: RunFile) -> None:
        from stkdesk.ui.pay.file_window import FileWindow

        FileWindow(self, file).open()

    def _save(self, record: OpenRun) -> None:
        from stkdesk.ui.pay.saving import save_files

        save_files(self, record.row.number)

    def _save_vouchers(self, record: OpenRun) -> None:
        from stkdesk.ui.pay.saving import save_vouchers

        save_vouchers(self, record.row.number, record.row.code)
