"""Invented sheets as rows: the sheet, its visits, and the frozen lines of its pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from stkdesk.domain.pay import PayLine
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.practice.run_days import RunDays
from stkdesk.services.practice.sheets import InventedSheet

Row = dict[str, Any]
UNTOUCHED = (SheetState.ARRIVED, SheetState.RETURNED)  # by who enters


@dataclass(frozen=True, slots=True)
class Hands:
    """Short numbers of those who do the month; nobody signs for two."""

    enters: int | None
    checks: int | None
    approves: int | None
    confirms: int | None  # in payroll


def sheet_row(
    number: int,
    period: int,
    sheet: InventedSheet,
    runs: Mapping[RunDays, int],
    hands: Hands,
    stamp: Row,
) -> Row:
    """Return the row of a sheet that lies in one of ``runs``, or in none."""
    visits = sheet.visits
    return {
        "number": number,
        "assignment_number": sheet.stint.number,
        "period_number": sheet.period or period,
        "state": sheet.state,
        "received_on": sheet.received_on,
        "granted_minutes": sheet.granted_minutes,
        "minutes": sum(visit.minutes for visit in visits),
        "metres": sum(visit.metres for visit in visits),
        "expense_ore": sum(visit.expense_ore for visit in visits),
        "pay_ore": sheet.pay_ore,
        "control_minutes": sheet.control_minutes,
        "entered_by": None if sheet.state in UNTOUCHED else hands.enters,
        "serial": sheet.serial,
        "corrects_number": sheet.corrects,
        "correction_reason": sheet.reason,
        **signatures(sheet.checked_at, sheet.approved_at, hands),
        **run_columns(sheet.run, runs),
        **stamp,
    }


def signatures(
    checked_at: datetime | None, approved_at: datetime | None, hands: Hands
) -> Row:
    """Return the columns of those who have signed, as far as they have."""
    return {
        "checked_at": checked_at,
        "checked_by": hands.checks if checked_at else None,
        "approved_at": approved_at,
        "approved_by": hands.approves if approved_at else None,
    }


def run_columns(run: RunDays | None, runs: Mapping[RunDays, int]) -> Row:
    """Return the columns that say which run a sheet lies in, and when it was paid."""
    return {
        "run_number": None if run is None else runs[run],
        "paid_on": _paid_on(run),
    }


def _paid_on(run: RunDays | None) -> date | None:
    return run.pay_on if run is not None and run.is_confirmed else None


def line_rows(number: int, sheet: InventedSheet) -> Iterator[Row]:
    """Yield the rows of the visits of a sheet."""
    for visit in sheet.visits:
        trip = visit.trip
        yield {
            "sheet_number": number,
            "work_on": visit.work_on,
            "start_minute": visit.start_minute,
            "minutes": visit.minutes,
            "metres": visit.metres,
            "expense_ore": visit.expense_ore,
            "activity": visit.activity,
            "has_receipt": visit.has_receipt,
            "account": visit.account,
            "purpose": trip.purpose,
            "route": trip.route,
            "detour": trip.detour,
            "passengers": trip.passengers,
            "passenger_names": trip.passenger_names,
        }


def paid_rows(
    number: int, lines: Sequence[PayLine], *, is_leader: bool = False
) -> Iterator[Row]:
    """Yield the frozen lines of what a sheet pays."""
    for place, line in enumerate(lines, 1):
        yield {
            "sheet_number": None if is_leader else number,
            "leader_sheet_number": number if is_leader else None,
            "place": place,
            "kind": line.kind,
            "quantity": line.quantity,
            "rate_ore": line.rate_ore,
            "sum_ore": line.sum_ore,
            "account": line.account,
            "unpaid_quantity": line.unpaid_quantity,
            "unpaid_ore": line.unpaid_ore,
        }
