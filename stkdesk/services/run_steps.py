"""What comes after a run is locked: each step done once, and done again without harm.

A run remembers how far it has come; whoever opens it another day goes on from there.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.pay_run import RunStep
from stkdesk.domain.progress import Progress
from stkdesk.domain.run_content import run_code
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.month_run import MonthRun, month_run
from stkdesk.services.pay_runs import advance_run
from stkdesk.services.period_care import close_period
from stkdesk.services.periods import PeriodRow, ensure_periods, find_period
from stkdesk.services.printing import Pile, print_month
from stkdesk.services.reminders import due_reminders, reminder_job
from stkdesk.services.run_archive import Archived, archive_run
from stkdesk.services.run_bundle import bundle_into
from stkdesk.services.run_delivery import deliver_run
from stkdesk.services.run_ends import find_run
from stkdesk.services.sheet_letters import LetterPile
from stkdesk.storage.database import Database

AFTER_LOCK = (RunStep.DELIVER, RunStep.ARCHIVE, RunStep.REMIND, RunStep.NEXT)

Course = Generator[Progress, None, None]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What is to be done with a run now."""

    steps: frozenset[RunStep]  # of AFTER_LOCK
    folder: Path | None = None  # where payroll fetches its files; for DELIVER
    with_bundle: bool = False  # the vouchers too, beside the files
    closes: bool = False  # the period, when all is done


@dataclass(slots=True)
class RunDone:
    """What came of it, as far as it came."""

    placed: tuple[Path, ...] = ()
    vouchers_left: int = 0  # sheets somebody else must add to the vouchers
    archived: Archived | None = None
    reminders: list[LetterPile] = field(default_factory=list)
    next_sheets: tuple[Pile, bytes] | None = None  # to be printed
    not_printed: str = ""  # why there are no sheets of the next period
    closed: bool = False


@needs(Right.RUN_PAY)
def carry_out(
    database: Database, number: int, plan: RunPlan, *, today: date, now: datetime
) -> Generator[Progress, None, RunDone]:
    """Do the steps of ``plan`` with a run that is locked, in their order.

    Runs on a worker thread. What is done, stands when a later step fails or is
    stopped, and when the power goes.

    Raises:
        OfficeError: as the steps do; the run has then come as far as it says.

    """
    done = RunDone()
    with database.reading() as session:
        period, code = _about(session, number)
    doing = {
        RunStep.DELIVER: lambda: _deliver(database, number, code, plan, done, now),
        RunStep.ARCHIVE: lambda: _archive(database, number, done, today),
        RunStep.REMIND: lambda: _remind(database, period, done, today),
        RunStep.NEXT: lambda: _next(database, period, done, today),
    }
    for step in AFTER_LOCK:
        if step in plan.steps:
            yield from doing[step]()
            with database.transaction() as session:
                advance_run(session, number, step)
    with database.transaction() as session:
        if plan.closes:
            close_period(session, period.number, now=now)
            done.closed = True
        advance_run(session, number, RunStep.DONE)
    return done


@needs(Right.RUN_PAY)
def _about(session: Session, number: int) -> tuple[PeriodRow, str]:
    run = find_run(session, number)
    period = find_period(session, run.period_number)
    return period, run_code(period.code, run.serial)


def _deliver(
    database: Database,
    number: int,
    code: str,
    plan: RunPlan,
    done: RunDone,
    now: datetime,
) -> Course:
    assert plan.folder is not None
    done.placed = yield from _told(
        deliver_run(database, number, plan.folder, now=now), "lønnsfilene"
    )
    if plan.with_bundle:
        steps = bundle_into(database, number, code, plan.folder)
        done.vouchers_left = yield from _told(steps, "bilag")


def _archive(database: Database, number: int, done: RunDone, today: date) -> Course:
    done.archived = yield from _told(
        archive_run(database, number, today=today), "oppgjør i arkivet"
    )


def _remind(
    database: Database, period: PeriodRow, done: RunDone, today: date
) -> Course:
    for step in (ReminderStep.FIRST, ReminderStep.SECOND):
        with database.reading() as session:
            due = due_reminders(session, period.number, today=today)
        rows = due.first if step is ReminderStep.FIRST else due.second
        numbers = [row.assignment for row in rows]
        if numbers:
            steps = reminder_job(database, period.number, step, numbers, today=today)
            done.reminders.append((yield from _told(steps, "purrebrev")))


def _next(database: Database, period: PeriodRow, done: RunDone, today: date) -> Course:
    out = BytesIO()  # in memory: it is full of names
    with database.transaction() as session:
        after = _after(session, period)
    try:
        with database.reading() as session:
            run: MonthRun = month_run(session, after.code, only_unprinted=True)
        pile = yield from _told(
            print_month(database, run, out, today=today), "neste timelister"
        )
    except CannotPrintError as error:  # nobody lacks one: no reason to stop the run
        done.not_printed = error.title
        return
    done.next_sheets = (pile, out.getvalue())


@needs(Right.RUN_PAY)
def _after(session: Session, period: PeriodRow) -> PeriodRow:
    """Return the period after one, made now if its year was not cut yet."""
    years = (period.period.first.year, period.period.first.year + 1)
    rows = [row for year in years for row in ensure_periods(session, year)]
    return next(row for row in rows if row.period.first > period.period.last)


def _told(
    steps: Generator[Progress, None, Result], doing: str
) -> Generator[Progress, None, Result]:
    """Go through ``steps``, saying what is being done."""
    while True:
        try:
            progress = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield Progress(progress.done, progress.total, doing)
