"""Sheets past their time, with all that stands beside them: what one deletion takes.

Source: bokføringsloven § 13 (``domain.retention``, ``pay_vouchers``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.paper import PaperKind
from stkdesk.domain.retention import Kind
from stkdesk.services.access import inner
from stkdesk.services.pay_vouchers import last_past_day, past_sheets, runs_of
from stkdesk.services.retention_rules import months_of
from stkdesk.storage.person_rows import PersonRows, chunks
from stkdesk.storage.tables import Paper, SheetPeriod, SheetReminder, Timesheet

_SHEETS = (PaperKind.TIMESHEET, PaperKind.MONTHLY_REPORT)


@inner
def old_sheets(
    session: Session, found: PersonRows, today: date
) -> dict[str, tuple[int, ...]]:
    """Return what is past its time: sheets and their papers, in the own file.

    A sheet a later run has paid (as a correction is) counts from that run.
    """
    last = last_past_day(months_of(session, Kind.TIMESHEETS), today)
    old = past_sheets(session, found, last)
    periods = () if last is None else _periods_until(session, last)
    reminders = select(
        SheetReminder.number,
        SheetReminder.assignment_number,
        SheetReminder.period_number,
    ).where(
        SheetReminder.assignment_number.in_(found.of("assignments")),
        SheetReminder.period_number.in_(periods),
    )
    papers = select(Paper.number, Paper.assignment_number, Paper.period_number).where(
        Paper.number.in_(found.of("papers")),
        Paper.kind.in_(_SHEETS),
        Paper.period_number.in_(periods),
    )
    kept = _kept_sheets(session, found, old.get("timesheets", ()))
    beside = {
        name: tuple(
            number
            for number, *which in session.execute(asked)
            if tuple(which) not in kept
        )
        for name, asked in (("sheet_reminders", reminders), ("papers", papers))
    }
    return {**old, "pay_run_sheets": runs_of(session, old), **beside}


def _kept_sheets(
    session: Session, found: PersonRows, gone: Sequence[int]
) -> set[tuple[int, int]]:
    """Return assignment and period of the sheets that stay: their papers stay too."""
    numbers = set(found.of("timesheets")) - set(gone)
    kept: set[tuple[int, int]] = set()
    for some in chunks(sorted(numbers)):
        which = select(Timesheet.assignment_number, Timesheet.period_number)
        for assignment, period in session.execute(
            which.where(Timesheet.number.in_(some))
        ):
            kept.add((assignment, period))
    return kept


def _periods_until(session: Session, last: date) -> tuple[int, ...]:
    ended = select(SheetPeriod.number).where(SheetPeriod.last_on <= last)
    return tuple(session.scalars(ended))
