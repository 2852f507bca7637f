"""A run worked out: the same for whoever looks at it and for the one that locks it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents import control_list
from stkdesk.documents.payroll_file import payroll_file, payroll_file_name
from stkdesk.domain.pay_run import RunFileKind
from stkdesk.domain.payroll_layout import Layout
from stkdesk.domain.payroll_values import FileHead
from stkdesk.domain.run_content import ControlList, RunLine, control_rows, run_code
from stkdesk.domain.run_preview import RunChoice, RunFile, Taken
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner
from stkdesk.services.office import open_office
from stkdesk.services.pay_codes import codes_on
from stkdesk.services.payroll_layouts import used_layout
from stkdesk.services.periods import PeriodRow, list_periods, pay_day
from stkdesk.services.run_lines import PaidSheet, paid_sheets
from stkdesk.services.run_sheets import RunSheet, sheets_under_way
from stkdesk.storage.tables import PayRun, Staff


@dataclass(frozen=True, slots=True)
class RunDraft:
    """A run as it would be, with every sheet of it and all its bytes."""

    period: PeriodRow
    serial: int
    pay_on: date
    made_on: date
    waiting: tuple[RunSheet, ...]  # entered, and not signed by both
    hindered: tuple[PaidSheet, ...]  # approved, and something lacks
    ready: tuple[PaidSheet, ...]
    files: tuple[RunFile, ...]  # none when nothing is ready

    @property
    def code(self) -> str:
        """The id of the run."""
        return run_code(self.period.code, self.serial)

    @property
    def lines(self) -> tuple[RunLine, ...]:
        """The lines of the payroll file, in its order."""
        return tuple(line for each in self.ready for line in each.lines)

    @property
    def sum_ore(self) -> int:
        """What the run pays: the sum of its printed lines."""
        return sum(line.sum_ore for line in self.lines)

    @property
    def choice(self) -> RunChoice:
        """What says yes to exactly this."""
        return RunChoice(
            taken=tuple(each.sheet.taken for each in self.ready),
            sha256=tuple(file.sha256 for file in self.files),
            made_on=self.made_on,
        )


@inner
def draft_run(
    session: Session,
    period: PeriodRow,
    *,
    made_on: date,
    only: Collection[Taken] | None = None,
) -> RunDraft:
    """Work out the run of ``period``: its sheets, its lines and its very files.

    ``only``: of these sheets, as they were when somebody looked at them; one that has
    changed since, or has gone with another run, is not among the ready ones.

    Raises:
        CannotPrintError: if a value does not fit the payroll file, or will not print.

    """
    found = sheets_under_way(session, period)
    approved = [sheet for sheet in found if sheet.state is SheetState.APPROVED]
    if only is not None:
        wanted = frozenset(only)
        approved = [sheet for sheet in approved if sheet.taken in wanted]
    pay_on = _pay_on(session, period, made_on)
    paid = paid_sheets(session, approved, codes_on(session, made_on))
    ready = tuple(each for each in paid if not each.hindrances)
    serial = _next_serial(session, period.number)
    draft = RunDraft(
        period=period,
        serial=serial,
        pay_on=pay_on,
        made_on=made_on,
        waiting=tuple(s for s in found if s.state is not SheetState.APPROVED),
        hindered=tuple(each for each in paid if each.hindrances),
        ready=ready,
        files=(),
    )
    return with_files(session, draft) if ready else draft


@inner
def with_files(session: Session, draft: RunDraft) -> RunDraft:
    """Return ``draft`` with the bytes of its files.

    Raises:
        CannotPrintError: as ``draft_run``.

    """
    layout = used_layout(session, draft.made_on).layout
    head = FileHead(draft.code, draft.pay_on, draft.made_on)
    payroll = _payroll(layout, draft, head)
    listed = control_list.build(_control(session, draft, payroll))
    name = f"kontrolliste-{draft.code}.pdf"
    return replace(
        draft, files=(payroll, _file(RunFileKind.CONTROL_LIST, name, listed))
    )


def _payroll(layout: Layout, draft: RunDraft, head: FileHead) -> RunFile:
    data = payroll_file(layout, draft.lines, head)
    return _file(RunFileKind.PAYROLL, payroll_file_name(layout, draft.code), data)


def _file(kind: RunFileKind, name: str, data: bytes) -> RunFile:
    return RunFile(kind, name, data, sha256(data).hexdigest())


def _control(session: Session, draft: RunDraft, payroll: RunFile) -> ControlList:
    office = open_office(session, today=draft.made_on)
    sheets = [each.sheet for each in draft.ready]
    names = _names(
        session,
        {n for s in sheets for n in (s.checked_by, s.approved_by) if n is not None},
    )
    return ControlList(
        sender=office.draft,
        run_code=draft.code,
        period_label=draft.period.label,
        pay_on=draft.pay_on,
        made_on=draft.made_on,
        made_by=actor_of(session).name,
        sheets=len(sheets),
        rows=control_rows(draft.lines),
        sum_ore=draft.sum_ore,
        file_name=payroll.name,
        file_sha256=payroll.sha256,
        attestants=_said(names, {s.checked_by for s in sheets}),
        approvers=_said(names, {s.approved_by for s in sheets}),
        practice=office.practice,
    )


def _names(session: Session, numbers: Collection[int]) -> dict[int, str]:
    found = select(Staff.number, Staff.name).where(Staff.number.in_(numbers))
    return {number: name for number, name in session.execute(found)}


def _said(names: dict[int, str], numbers: Collection[int | None]) -> tuple[str, ...]:
    return tuple(sorted({names[each] for each in numbers if each in names}))


def _pay_on(session: Session, period: PeriodRow, made_on: date) -> date:
    """Return the day a run is paid: the period's own, or the next that has not been."""
    years = (period.period.first.year, made_on.year)
    later = [row for year in sorted({*years}) for row in list_periods(session, year)]
    days = [
        pay_day(session, row)
        for row in later
        if row.period.first >= period.period.first and row.due_on >= period.due_on
    ]
    return next((day for day in days if day >= made_on), pay_day(session, period))


def _next_serial(session: Session, period_number: int) -> int:
    last = select(func.max(PayRun.serial)).where(PayRun.period_number == period_number)
    return (session.scalar(last) or 0) + 1
