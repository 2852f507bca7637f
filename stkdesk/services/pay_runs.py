"""The payroll runs of the office: the list of them, one of them, and its files.

The other errands of a run stand in files of their own and are given out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.pay_run import RunState, RunStep
from stkdesk.domain.run_content import run_code
from stkdesk.domain.run_preview import RunFile
from stkdesk.domain.run_rows import OpenRun, RunFileRow, RunRow, RunSheetRow
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.run_ends import (
    confirm_run,
    find_run,
    refuse_reversed,
    reverse_run,
)
from stkdesk.services.run_lock import lock_run
from stkdesk.services.run_preview import run_preview
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    LeaderSheet,
    PayRun,
    PayRunFile,
    PayRunSheet,
    Person,
    SheetPeriod,
    Staff,
    Timesheet,
)
from stkdesk.storage.trail import note, note_list

__all__ = [
    "advance_run",
    "confirm_run",
    "lock_run",
    "open_run",
    "reverse_run",
    "run_file",
    "run_list",
    "run_preview",
]

_STEPS = list(RunStep)


@needs(Right.READ_HOURS)
def run_list(session: Session, query: ListQuery) -> ListPage[RunRow]:
    """Return one page of runs, the newest first. A chip is a RunState.

    The search finds the id of a run or its period, ``2026-10``.
    """
    found = _runs()
    words = query.search.split()
    for word in words:
        found = found.where(SheetPeriod.code.startswith(word[:7], autoescape=True))
    if query.chip:
        found = found.where(PayRun.state == RunState(query.chip))
    chips = _by_state(session)
    rows = [_row(row) for row in session.execute(_ordered(found, query))]
    rows = [row for row in rows if all(row.code.startswith(word) for word in words)]
    total = len(rows)
    note_list(session, "pay_runs", query, total)
    return ListPage(
        rows=tuple(rows[query.offset : query.offset + query.limit]),
        total=total,
        everything=sum(chips.values()),
        chips={"": sum(chips.values())} | dict(chips),
    )


@needs(Right.READ_HOURS)
def open_run(session: Session, number: int) -> OpenRun:
    """Return one run in full.

    Raises:
        NotFoundError: if there is none.

    """
    found = session.execute(_runs().where(PayRun.number == number)).first()
    if found is None:
        raise NotFoundError("Lønnskjøringen finnes ikke i registeret.")
    run = find_run(session, number)
    names = _staff_names(session, run)
    note(session, Action.OPENED, "pay_runs", number)
    return OpenRun(
        row=_row(found),
        files=_files(session, number),
        sheets=_sheets(session, number),
        period_is_closed=found.closed_at is not None,
        confirmed_on=run.confirmed_on,
        confirmed_by=names.get(run.confirmed_by, ""),
        reversed_at=run.reversed_at,
        reversed_by=names.get(run.reversed_by, ""),
        reverse_reason=run.reverse_reason,
    )


@needs(Right.READ_HOURS)
def run_file(session: Session, number: int) -> RunFile:
    """Return a file of a run, exactly as it was made; taking it out is noted.

    Raises:
        NotFoundError: if there is none.
        OfficeError: if the bytes are not the ones that were made.

    """
    stored = session.get(PayRunFile, number)
    if stored is None:
        raise NotFoundError("Filen finnes ikke i registeret.")
    data = stored.data
    if sha256(data).hexdigest() != stored.sha256:
        raise OfficeError(
            "Filen i registeret er skadet.",
            "Hent registeret fra sikkerhetskopien, eller be IT om hjelp.",
        )
    note(
        session,
        Action.EXPORTED,
        "pay_runs",
        stored.run_number,
        detail={"file": stored.name},
    )
    return RunFile(stored.kind, stored.name, data, stored.sha256)


@needs(Right.RUN_PAY)
def advance_run(session: Session, number: int, step: RunStep) -> None:
    """Note that a run has come as far as ``step``; it never goes back.

    Raises:
        NotFoundError: if there is no such run.
        OfficeError: if it was taken back.

    """
    run = find_run(session, number)
    refuse_reversed(run)
    if _STEPS.index(step) > _STEPS.index(run.done):
        run.done = step
        session.flush()


def _runs() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(PayRun.number, PayRun.version, PayRun.serial, PayRun.state, PayRun.done),
            *(PayRun.pay_on, PayRun.sheets, PayRun.sum_ore, PayRun.made_at),
            Staff.name.label("made_by"),
            SheetPeriod.number.label("period_number"),
            *(SheetPeriod.code, SheetPeriod.closed_at),
        )
        .join(SheetPeriod, SheetPeriod.number == PayRun.period_number)
        .outerjoin(Staff, Staff.number == PayRun.made_by)
    )


def _ordered(
    found: Select[*tuple[Any, ...]], query: ListQuery
) -> Select[*tuple[Any, ...]]:
    columns: dict[str, Any] = {
        "code": SheetPeriod.code,
        "state": PayRun.state,
        "sum": PayRun.sum_ore,
        "made": PayRun.made_at,
    }
    column = columns.get(query.sort)
    if column is None:
        return found.order_by(PayRun.made_at.desc(), PayRun.number.desc())
    by = column.desc() if query.descending else column.asc()
    return found.order_by(by, PayRun.number.desc())


def _row(found: Any) -> RunRow:
    return RunRow(
        number=found.number,
        version=found.version,
        code=run_code(found.code, found.serial),
        period_number=found.period_number,
        period_label=span_label(found.code),
        state=found.state,
        done=found.done,
        pay_on=found.pay_on,
        sheets=found.sheets,
        sum_ore=found.sum_ore,
        made_at=found.made_at,
        made_by=found.made_by or "",
    )


@inner
def _by_state(session: Session) -> Mapping[str, int]:
    counted = select(PayRun.state, func.count()).group_by(PayRun.state)
    found = {state: number for state, number in session.execute(counted)}
    return {state.value: found.get(state, 0) for state in RunState}


def _staff_names(session: Session, run: PayRun) -> dict[int | None, str]:
    asked = [each for each in (run.confirmed_by, run.reversed_by) if each is not None]
    found = select(Staff.number, Staff.name).where(Staff.number.in_(asked))
    return {number: name for number, name in session.execute(found)}


def _files(session: Session, run: int) -> tuple[RunFileRow, ...]:
    columns = (
        *(PayRunFile.number, PayRunFile.kind, PayRunFile.name, PayRunFile.sha256),
        *(PayRunFile.size, PayRunFile.delivered_at),
    )
    found = select(*columns).where(PayRunFile.run_number == run)
    return tuple(
        RunFileRow(*row) for row in session.execute(found.order_by(PayRunFile.number))
    )


def _sheets(session: Session, run: int) -> tuple[RunSheetRow, ...]:
    """Return its sheets in the order of its file, with those of leaders last."""
    leader_period = aliased(SheetPeriod)
    led = aliased(Contact)
    leader = aliased(Person)
    found = (
        select(
            PayRunSheet.sum_ore,
            PayRunSheet.paper_number,
            *(Timesheet.number, Timesheet.assignment_number, Timesheet.serial),
            *(SheetPeriod.code, Person.given_name, Person.family_name),
            LeaderSheet.number.label("led"),
            *(LeaderSheet.group_number, LeaderSheet.serial.label("led_serial")),
            leader_period.code.label("led_code"),
            leader.given_name.label("led_given"),
            leader.family_name.label("led_family"),
        )
        .outerjoin(Timesheet, Timesheet.number == PayRunSheet.sheet_number)
        .outerjoin(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .outerjoin(Assignment, Assignment.number == Timesheet.assignment_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .outerjoin(LeaderSheet, LeaderSheet.number == PayRunSheet.leader_sheet_number)
        .outerjoin(leader_period, leader_period.number == LeaderSheet.period_number)
        .outerjoin(led, led.number == LeaderSheet.contact_number)
        .outerjoin(leader, leader.number == led.person_number)
        .where(PayRunSheet.run_number == run)
        .order_by(PayRunSheet.number)
    )
    return tuple(_sheet(row) for row in session.execute(found))


def _sheet(row: Any) -> RunSheetRow:
    is_leader = row.led is not None
    given = row.led_given if is_leader else row.given_name
    family = row.led_family if is_leader else row.family_name
    code = row.led_code if is_leader else row.code
    group, assignment = row.group_number, row.assignment_number
    return RunSheetRow(
        number=row.led if is_leader else row.number,
        is_leader=is_leader,
        contact=full_name(given or "", family or ""),
        assignment_code=f"G-{group}" if is_leader else f"O-{assignment}",
        period_label=span_label(code),
        is_correction=((row.led_serial if is_leader else row.serial) or 1) > 1,
        sum_ore=row.sum_ore,
        is_archived=row.paper_number is not None,
    )
