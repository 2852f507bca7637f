"""Whether pay adds up: lines, sheets, corrections and the runs that took them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.formats import count
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.run_content import run_code
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import needs
from stkdesk.services.period_care import UNDER_WAY
from stkdesk.storage.tables import (
    Deletion,
    LeaderSheet,
    PaidLine,
    PayRun,
    PayRunFile,
    PayRunSheet,
    SheetPeriod,
    Timesheet,
)

SHEETS: tuple[tuple[type[Any], Any, Any, str], ...] = (
    (Timesheet, PaidLine.sheet_number, PayRunSheet.sheet_number, "Timeliste"),
    (
        LeaderSheet,
        PaidLine.leader_sheet_number,
        PayRunSheet.leader_sheet_number,
        "Lederliste",
    ),
)


@needs(Right.KEEP_REGISTER)
def pay_line_sums(session: Session) -> Iterator[str]:
    """Yield the sheets whose frozen lines are not what they pay.

    One registered before lines were kept has none until a run takes it.
    """
    for table, key, _in_run, word in SHEETS:
        lines = (
            select(key.label("sheet"), func.sum(PaidLine.sum_ore).label("sum_ore"))
            .group_by(key)
            .subquery()
        )
        wrong = (
            select(table.number)
            .outerjoin(lines, lines.c.sheet == table.number)
            .where(
                or_(
                    lines.c.sum_ore != table.pay_ore,
                    and_(
                        lines.c.sum_ore.is_(None),
                        table.pay_ore != 0,
                        table.run_number.is_not(None),
                    ),
                )
            )
            .order_by(table.number)
        )
        for number in session.scalars(wrong):
            yield f"{word} {number}: lønnslinjene er ikke det den er ført med."


@needs(Right.KEEP_REGISTER)
def correction_serials(session: Session) -> Iterator[str]:
    """Yield the corrections that are numbered with holes, or correct another sheet."""
    first = aliased(Timesheet)
    astray = (
        select(Timesheet.number)
        .outerjoin(first, first.number == Timesheet.corrects_number)
        .where(
            Timesheet.serial > 1,
            or_(
                first.number.is_(None),
                first.serial != 1,
                first.assignment_number != Timesheet.assignment_number,
                first.period_number != Timesheet.period_number,
            ),
        )
        .order_by(Timesheet.number)
    )
    for number in session.scalars(astray):
        yield f"Timeliste {number}: retter ikke den første listen for perioden."
    chains = (
        select(func.min(Timesheet.number).label("first"), func.sum(Timesheet.minutes))
        .add_columns(func.max(Timesheet.serial), func.count())
        .group_by(Timesheet.assignment_number, Timesheet.period_number)
        .having(func.max(Timesheet.serial) > 1)
        .order_by("first")
    )
    for number, minutes, last, sheets in session.execute(chains):
        if last != sheets:
            yield f"Timeliste {number}: nummereringen av rettelsene har hull."
        if minutes < 0:
            yield f"Timeliste {number}: rettelsene tar bort mer enn det var."


@needs(Right.KEEP_REGISTER)
def sheets_in_runs(session: Session) -> Iterator[str]:
    """Yield the sheets whose state is not that of the run they lie in.

    A sheet that was paid before there were runs lies in none, and nobody has signed it.
    """
    for table, _key, in_run, word in SHEETS:
        is_listed = (
            select(PayRunSheet.number)
            .where(PayRunSheet.run_number == table.run_number, in_run == table.number)
            .exists()
        )
        found = (
            select(table.number, table.state, PayRun.state, is_listed)
            .outerjoin(PayRun, PayRun.number == table.run_number)
            .where(
                or_(
                    and_(table.run_number.is_not(None), ~_fits(table, is_listed)),
                    and_(table.run_number.is_(None), table.state == SheetState.SENT),
                    and_(
                        table.run_number.is_(None),
                        table.state == SheetState.PAID,
                        table.approved_by.is_not(None),
                    ),
                )
            )
            .order_by(table.number)
        )
        for number, state, run, listed in session.execute(found):
            yield f"{word} {number}: {_misplaced(state, run, is_listed=listed)}"
        yield from _twice(session, in_run, word)


@needs(Right.KEEP_REGISTER)
def closed_periods(session: Session) -> Iterator[str]:
    """Yield what lies in a period as it could not have come there.

    A closed period has no sheet under way; a run takes none of a later period.
    """
    unfinished = (
        select(SheetPeriod.code, func.count())
        .join(Timesheet, Timesheet.period_number == SheetPeriod.number)
        .where(
            SheetPeriod.closed_at.is_not(None),
            Timesheet.serial == 1,
            Timesheet.state.in_(UNDER_WAY),
        )
        .group_by(SheetPeriod.code)
        .order_by(SheetPeriod.code)
    )
    for code, sheets in session.execute(unfinished):
        told = count(sheets, "timeliste er", "timelister er")
        yield f"Periode {code}: er lukket, men {told} ikke ferdig."
    own, taken = aliased(SheetPeriod), aliased(SheetPeriod)
    for table, _key, _in_run, word in SHEETS:
        early = (
            select(table.number)
            .join(PayRun, PayRun.number == table.run_number)
            .join(own, own.number == table.period_number)
            .join(taken, taken.number == PayRun.period_number)
            .where(taken.first_on < own.first_on)
            .order_by(table.number)
        )
        for number in session.scalars(early):
            yield f"{word} {number}: ligger i en kjøring for en tidligere periode."


@needs(Right.KEEP_REGISTER)
def run_sums(session: Session) -> Iterator[str]:
    """Yield the runs that do not come to the sum of their sheets.

    Vouchers that have gone with a deletion are missed in no run made before it.
    """
    listed = (
        select(
            PayRunSheet.run_number.label("run"),
            func.count().label("sheets"),
            func.sum(PayRunSheet.sum_ore).label("sum_ore"),
        )
        .group_by(PayRunSheet.run_number)
        .subquery()
    )
    sheets = func.coalesce(listed.c.sheets, 0)
    sum_ore = func.coalesce(listed.c.sum_ore, 0)
    deleted = select(Deletion.number).where(Deletion.at > PayRun.made_at).exists()
    wrong = (
        _runs()
        .add_columns(sheets, PayRun.sheets, sum_ore, PayRun.sum_ore)
        .outerjoin(listed, listed.c.run == PayRun.number)
        .where(or_(sheets > PayRun.sheets, ~deleted))
        .where(or_(sheets != PayRun.sheets, sum_ore != PayRun.sum_ore))
    )
    for code, serial, found, said, comes_to, paid in session.execute(wrong):
        name = f"Lønnskjøring {run_code(code, serial)}"
        if found != said:
            yield f"{name}: det er ikke så mange timelister i den som den sier."
        if comes_to != paid:
            yield f"{name}: summen er ikke summen av timelistene."
    for table, _key, in_run, word in SHEETS:
        moved = (
            select(table.number)
            .join(PayRunSheet, in_run == table.number)
            .where(
                PayRunSheet.run_number == table.run_number,
                PayRunSheet.sum_ore != table.pay_ore,
            )
            .order_by(table.number)
        )
        for number in session.scalars(moved):
            yield f"{word} {number}: er ført med noe annet enn kjøringen betalte."


@needs(Right.KEEP_REGISTER)
def run_files(session: Session) -> Iterator[str]:
    """Yield the files of runs whose bytes are not those that were made."""
    files = _runs().add_columns(PayRunFile.number, PayRunFile.sha256, PayRunFile.kind)
    joined = files.join(PayRunFile, PayRunFile.run_number == PayRun.number)
    for code, serial, number, digest, kind in session.execute(joined).all():
        data = session.scalar(
            select(PayRunFile.data).where(PayRunFile.number == number)
        )
        if sha256(data or b"").hexdigest() != digest:
            run = run_code(code, serial)
            yield f"Lønnskjøring {run}: {kind.label.lower()} er endret etterpå."


def _fits(table: type[Any], is_listed: ColumnElement[bool]) -> ColumnElement[bool]:
    """Ask whether a sheet is as the run it lies in says."""
    sent = and_(PayRun.state == RunState.SENT, table.state == SheetState.SENT)
    paid = and_(PayRun.state == RunState.CONFIRMED, table.state == SheetState.PAID)
    return and_(is_listed, or_(sent, paid))


def _misplaced(state: SheetState, run: RunState | None, *, is_listed: bool) -> str:
    if run is None:
        return f"er {state.label.lower()}, men ligger ikke i noen lønnskjøring."
    if not is_listed:
        return "ligger i en lønnskjøring som ikke har den med."
    return f"er {state.label.lower()}, men kjøringen er {run.label.lower()}."


def _twice(session: Session, in_run: Any, word: str) -> Iterator[str]:
    """Yield the sheets that went with two runs, none of them taken back."""
    found = (
        select(in_run)
        .join(PayRun, PayRun.number == PayRunSheet.run_number)
        .where(in_run.is_not(None), PayRun.state != RunState.REVERSED)
        .group_by(in_run)
        .having(func.count() > 1)
        .order_by(in_run)
    )
    for number in session.scalars(found):
        yield f"{word} {number}: er med i to lønnskjøringer."


def _runs() -> Select[*tuple[Any, ...]]:
    """Return the question for every run: code of its period, and its serial."""
    return (
        select(SheetPeriod.code, PayRun.serial)
        .select_from(PayRun)
        .join(SheetPeriod, SheetPeriod.number == PayRun.period_number)
        .order_by(PayRun.number)
    )
