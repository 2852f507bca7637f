"""Closing and opening timesheet periods, and moving their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.period_dates import Beside, PeriodDates, date_problems
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.periods import PeriodRow, find_period, list_periods, pay_day
from stkdesk.storage.tables import (
    LeaderSheet,
    MonthReport,
    Paper,
    PayRun,
    SheetPeriod,
    Staff,
    Timesheet,
)
from stkdesk.storage.trail import note

#: Come in, and neither with payroll nor without hours.
UNDER_WAY = (
    SheetState.ARRIVED,
    SheetState.RETURNED,
    SheetState.RECEIVED,
    SheetState.CHECKED,
    SheetState.APPROVED,
)
SHORTEST_REASON = 10  # signs; a word is no reason


class PeriodClosedError(OfficeError):
    """The period is closed; the advice says what can still be done."""


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """One period, with what lies in it and who has closed it."""

    row: PeriodRow
    pay_on: date
    sheets: int
    under_way: int  # come in, and neither with payroll nor without hours
    closed_on: date | None = None
    closed_by: str = ""  # name

    @property
    def dates(self) -> PeriodDates:
        """The days, to be edited."""
        period = self.row.period
        return PeriodDates(period.first, period.last, self.row.due_on, self.pay_on)


@needs(Right.READ_HOURS, Right.EDIT_OFFICE)
def period_cards(session: Session, year: int) -> tuple[PeriodCard, ...]:
    """Return the periods there are of ``year``, in order."""
    rows = list_periods(session, year)
    numbers = [row.number for row in rows]
    under_way = func.sum(case((Timesheet.state.in_(UNDER_WAY), 1), else_=0))
    found = {
        number: (sheets, way)
        for number, sheets, way in session.execute(
            select(Timesheet.period_number, func.count(), under_way)
            .where(Timesheet.period_number.in_(numbers))
            .group_by(Timesheet.period_number)
        )
    }
    closed = {
        number: (at.astimezone().date(), name or "")
        for number, at, name in session.execute(_closings(numbers))
    }
    return tuple(
        PeriodCard(
            row,
            pay_day(session, row),
            *found.get(row.number, (0, 0)),
            *closed.get(row.number, (None, "")),
        )
        for row in rows
    )


@needs(Right.RUN_PAY, Right.EDIT_OFFICE)
def close_period(session: Session, number: int, *, now: datetime) -> None:
    """Close a period: what lies in it is changed by corrections only from now on.

    A period closed already stays as it was closed. Sheets that never came are no
    hindrance: a late one waits until a leader opens the period.

    Raises:
        NotFoundError: if there is no such period.
        OfficeError: if it is not over, or sheets in it are still under way.

    """
    period = _period(session, number)
    if period.closed_at is not None:
        return
    row = find_period(session, number)
    if now.astimezone().date() <= row.period.last:
        raise OfficeError(
            f"{row.label} er ikke slutt.",
            f"Den kan lukkes etter {short_date(row.period.last)}.",
        )
    left = session.scalar(_under_way(number, Timesheet)) or 0
    led = session.scalar(_under_way(number, LeaderSheet)) or 0
    if left or led:
        sheets = (
            count(left, "timeliste er", "timelister er")
            if left
            else count(led, "lederliste er", "lederlister er")
        )
        raise OfficeError(
            f"{sheets} ikke ferdig i {_inside(row)}.",
            "Før, attester og godkjenn dem og ta dem med i en lønnskjøring, eller "
            "slett dem som ikke skal være der.",
        )
    period.closed_at, period.closed_by = now, actor_of(session).number
    session.flush()


@needs(Right.OVERRIDE_GATES)
def open_period(session: Session, number: int, reason: str, *, now: datetime) -> None:
    """Open a closed period again; who did it and why stands in the log.

    Raises:
        NotFoundError: if there is no such period.
        InvalidInputError: if there is no reason to speak of.

    """
    del now  # the event has its own
    told = " ".join(reason.split())
    if len(told) < SHORTEST_REASON:
        text = "Skriv hvorfor perioden må åpnes igjen."
        raise InvalidInputError((Problem("reason", text),))
    period = _period(session, number)
    if period.closed_at is None:
        return
    period.closed_at = period.closed_by = None
    session.flush()
    detail = {"code": period.code, "reason": told}
    note(session, Action.CHANGED, "periods", number, detail=detail)


@needs(Right.EDIT_OFFICE)
def move_dates(
    session: Session, number: int, draft: PeriodDates, seen: PeriodDates
) -> None:
    """Move the days of an open period; its neighbours follow without gap or overlap.

    ``seen``: the days as they were when the form was filled in.

    Raises:
        NotFoundError: if there is no such period.
        ChangedByAnotherError: if somebody has moved them since.
        PeriodClosedError: if it is closed, or the neighbour that must follow is.
        InvalidInputError: if the days are not such that they can be.

    """
    period = _period(session, number)
    row = find_period(session, number)
    was = PeriodDates(
        row.period.first, row.period.last, row.due_on, pay_day(session, row)
    )
    if was != seen:
        raise ChangedByAnotherError(
            "Noen andre har flyttet dagene i mellomtiden.",
            "Lukk skjemaet og åpne perioden på nytt.",
        )
    refuse_closed(session, row)
    rows = list_periods(session, row.period.first.year)
    at = next(place for place, each in enumerate(rows) if each.number == number)
    before = rows[at - 1] if at else None
    after = rows[at + 1] if at + 1 < len(rows) else None
    beside = Beside(
        before.period if before else None,
        after.period if after else None,
        _is_used(session, number, before),
        _is_used(session, number, after),
    )
    refuse_blocking(date_problems(draft, was, beside))
    day = timedelta(days=1)
    moved: list[tuple[int, date, date]] = [(number, draft.first, draft.last)]
    if before and draft.first != was.first:
        refuse_closed(session, before)
        moved.append((before.number, before.period.first, draft.first - day))
    if after and draft.last != was.last:
        refuse_closed(session, after)
        moved.append((after.number, draft.last + day, after.period.last))
    period.due_on, period.pay_on = draft.due_on, draft.pay_on
    moved.sort(key=lambda each: each[1], reverse=draft.last > was.last)
    for each, first, last in moved:  # no two may begin on one day, not for a moment
        one = _period(session, each)
        one.first_on, one.last_on = first, last
        session.flush()


@inner
def refuse_closed(session: Session, period: PeriodRow) -> None:
    """Refuse to go on in a period that is closed.

    Raises:
        PeriodClosedError: if it is; says who closed it, when, and what can be done.

    """
    if not period.is_closed:
        return
    found = session.execute(_closings([period.number])).one()
    who = f" av {found.name}" if found.name else ""
    closed_on = short_date(found.closed_at.astimezone().date())
    raise PeriodClosedError(
        f"{period.label} ble lukket{who} {closed_on}.",
        "En timeliste som er kommet inn, rettes med en korreksjon. En som kommer for "
        "sent, kan føres når en leder har åpnet perioden igjen.",
    )


def _period(session: Session, number: int) -> SheetPeriod:
    found = session.get(SheetPeriod, number)
    if found is None:
        raise NotFoundError("Perioden finnes ikke lenger.", "Åpne siden på nytt.")
    return found


def _closings(numbers: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """Return the question who has closed which of the periods, and when."""
    return (
        select(SheetPeriod.number, SheetPeriod.closed_at, Staff.name)
        .outerjoin(Staff, Staff.number == SheetPeriod.closed_by)
        .where(SheetPeriod.number.in_(numbers), SheetPeriod.closed_at.is_not(None))
    )


def _under_way(number: int, table: type[Timesheet] | type[LeaderSheet]) -> Select[int]:
    return (
        select(func.count())
        .select_from(table)
        .where(table.period_number == number, table.state.in_(UNDER_WAY))
    )


def _is_used(session: Session, number: int, other: PeriodRow | None) -> bool:
    """Tell whether a sheet, a paper or a report lies in either of two periods."""
    asked = [number, *([other.number] if other else [])]
    return any(
        session.scalar(
            select(table.number).where(table.period_number.in_(asked)).limit(1)
        )
        for table in (Timesheet, Paper, LeaderSheet, MonthReport, PayRun)
    )


def _inside(row: PeriodRow) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return row.label[0].lower() + row.label[1:]
