"""How a run ends: payroll confirms that it is paid, or it is taken back before that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.formats import short_date
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.run_content import run_code
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.run_turn import later_runs
from stkdesk.storage.tables import LeaderSheet, PayRun, SheetPeriod, Timesheet

SHORTEST_REASON = 5  # signs; less says nothing


@inner
def find_run(session: Session, number: int) -> PayRun:
    """Return the run with this number.

    Raises:
        NotFoundError: if there is none.

    """
    run = session.get(PayRun, number)
    if run is None:
        raise NotFoundError("Lønnskjøringen finnes ikke i registeret.")
    return run


@needs(Right.CONFIRM_PAY)
def confirm_run(
    session: Session, number: int, version: int, on: date, *, now: datetime
) -> None:
    """Note that payroll has paid a run on a day; then it cannot be taken back.

    Raises:
        NotFoundError: if there is no such run.
        ChangedByAnotherError: if somebody has changed it since ``version``.
        OfficeError: if it is not with payroll.
        InvalidInputError: if the day is before the run, or has not come.

    """
    run = _sent(session, number, version)
    made_on, today = run.made_at.astimezone().date(), now.astimezone().date()
    if on < made_on:
        told = f"Kjøringen ble laget {short_date(made_on)}; den er ikke betalt før det."
        raise InvalidInputError((Problem("on", told),))
    if on > today:
        raise InvalidInputError((Problem("on", "Dagen er ikke kommet ennå."),))
    for sheet in _sheets(session, number):
        sheet.state, sheet.paid_on = SheetState.PAID, on
    run.state, run.confirmed_on = RunState.CONFIRMED, on
    run.confirmed_by = actor_of(session).number
    session.flush()


@needs(Right.RUN_PAY)
def reverse_run(
    session: Session, number: int, version: int, reason: str, *, now: datetime
) -> None:
    """Take a run back before payroll has paid it: its sheets are approved again.

    Its files stay in the register, as those of a run that was taken back.

    Raises:
        NotFoundError: if there is no such run.
        ChangedByAnotherError: if somebody has changed it since ``version``.
        OfficeError: if it is not with payroll any more, or a later run corrects it.
        InvalidInputError: if no reason is given.

    """
    run = _sent(session, number, version)
    told = " ".join(reason.split())
    if len(told) < SHORTEST_REASON:
        text = "Skriv hvorfor kjøringen tas tilbake."
        raise InvalidInputError((Problem("reason", text),))
    _refuse_corrected(session, number)
    for sheet in _sheets(session, number):
        sheet.state, sheet.run_number = SheetState.APPROVED, None
    run.state, run.reversed_at = RunState.REVERSED, now
    run.reversed_by, run.reverse_reason = actor_of(session).number, told
    session.flush()


def _refuse_corrected(session: Session, number: int) -> None:
    """Refuse to take back sheets another run has paid corrections of."""
    later = [find_run(session, each) for each in sorted(later_runs(session, number))]
    if not later:
        return
    codes = {
        each.number: session.get_one(SheetPeriod, each.period_number).code
        for each in later
    }
    names = ", ".join(run_code(codes[each.number], each.serial) for each in later)
    is_paid = any(each.state is RunState.CONFIRMED for each in later)
    raise OfficeError(
        f"Rettelser av timelister herfra er sendt til lønn i {names}.",
        "Den er betalt, så denne kan ikke tas tilbake. Rett det som er galt, med "
        "korreksjoner."
        if is_paid
        else "Ta tilbake den kjøringen først.",
    )


def refuse_reversed(run: PayRun) -> None:
    """Refuse to go on with a run that was taken back.

    Raises:
        OfficeError: if it was.

    """
    if run.state is RunState.REVERSED:
        raise OfficeError(
            "Kjøringen er tatt tilbake i mellomtiden.",
            "Timelistene går med en ny kjøring.",
        )


def _sent(session: Session, number: int, version: int) -> PayRun:
    run = find_run(session, number)
    if run.state is RunState.CONFIRMED:
        raise OfficeError(
            "Lønn har bekreftet at kjøringen er betalt.",
            "Rett det som er galt, med korreksjoner i en senere kjøring.",
        )
    if run.state is RunState.REVERSED:
        raise OfficeError(
            "Kjøringen er tatt tilbake.", "Timelistene går med en ny kjøring."
        )
    if run.version != version:
        raise ChangedByAnotherError(
            "Noen andre har gjort noe med kjøringen i mellomtiden.",
            "Se hvordan den står nå, og prøv igjen.",
        )
    return run


def _sheets(session: Session, run: int) -> Iterator[Timesheet | LeaderSheet]:
    yield from session.scalars(select(Timesheet).where(Timesheet.run_number == run))
    yield from session.scalars(select(LeaderSheet).where(LeaderSheet.run_number == run))
