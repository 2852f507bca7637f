"""Locking a run: its sheets, its lines and its files, all in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import ChangedByAnotherError, OfficeError
from stkdesk.domain.formats import count
from stkdesk.domain.pay_run import RunStep
from stkdesk.domain.run_preview import RunChoice, Taken
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, needs
from stkdesk.services.periods import find_period
from stkdesk.services.run_draft import RunDraft, draft_run
from stkdesk.storage.tables import (
    LeaderSheet,
    PayRun,
    PayRunFile,
    PayRunSheet,
    Timesheet,
)

AT_A_TIME = 500  # sheets read in one statement


class RunChangedError(ChangedByAnotherError):
    """What would go to payroll is no longer what was looked at."""


@needs(Right.RUN_PAY)
def lock_run(
    session: Session, period_number: int, choice: RunChoice, *, now: datetime
) -> int:
    """Let the sheets of ``choice`` go to payroll and return the number of the run.

    They are worked out anew by the function that previewed them, and must come to the
    same bytes. Nothing is done otherwise, and nothing is done by halves.

    Raises:
        OfficeError: if there is nothing to pay.
        RunChangedError: if a sheet, a code or the layout has been changed since, or
            another run took a sheet.

    """
    if not choice.taken:
        raise OfficeError(
            "Ingen timelister er klare for lønn.",
            "Attester og godkjenn dem først.",
        )
    period = find_period(session, period_number)
    draft = draft_run(session, period, made_on=choice.made_on, only=choice.taken)
    _refuse_changed(session, draft, choice)
    run = PayRun(
        period_number=period.number,
        serial=draft.serial,
        done=RunStep.LOCK,
        pay_on=draft.pay_on,
        sheets=len(draft.ready),
        sum_ore=draft.sum_ore,
        made_at=now,
        made_by=actor_of(session).number,
    )
    session.add(run)
    session.flush()
    _lock_sheets(session, draft, run)
    for file in draft.files:
        session.add(
            PayRunFile(
                run_number=run.number,
                kind=file.kind,
                name=file.name,
                sha256=file.sha256,
                size=len(file.data),
                data=file.data,
            )
        )
    session.flush()
    return run.number


def _lock_sheets(session: Session, draft: RunDraft, run: PayRun) -> None:
    for part in _parts([e.sheet.number for e in draft.ready if not e.sheet.is_leader]):
        found = select(Timesheet).where(Timesheet.number.in_(part))
        for sheet in session.scalars(found):
            sheet.state, sheet.run_number = SheetState.SENT, run.number
    for part in _parts([e.sheet.number for e in draft.ready if e.sheet.is_leader]):
        led = select(LeaderSheet).where(LeaderSheet.number.in_(part))
        for leader in session.scalars(led):
            leader.state, leader.run_number = SheetState.SENT, run.number
    session.flush()
    rows = [
        {
            "run_number": run.number,
            "sheet_number": None if each.sheet.is_leader else each.sheet.number,
            "leader_sheet_number": each.sheet.number if each.sheet.is_leader else None,
            "sum_ore": sum(line.sum_ore for line in each.lines),
        }
        for each in draft.ready
    ]
    session.execute(insert(PayRunSheet).execution_options(noted=True), rows)


def _refuse_changed(session: Session, draft: RunDraft, choice: RunChoice) -> None:
    """Refuse to lock anything but what was seen, and say what is another."""
    gone = set(choice.taken) - {each.sheet.taken for each in draft.ready}
    if gone:
        if taken := _with_another_run(session, gone):
            sheets = count(taken, "timeliste", "timelister")
            raise RunChangedError(
                f"Noen andre har kjørt lønn i mellomtiden, med {sheets} herfra.",
                "Ingenting er låst her. Les på nytt og se hva som gjenstår.",
            )
        sheets = count(len(gone), "timeliste", "timelister")
        raise RunChangedError(
            f"{sheets} er endret siden forhåndsvisningen.",
            "Ingenting er låst. Les på nytt, se over summene og kjør igjen.",
        )
    if tuple(file.sha256 for file in draft.files) != choice.sha256:
        raise RunChangedError(
            "Filene ville blitt andre enn dem du så på.",
            "Noen har endret lønnsarter, filoppsett, navn eller kjørt lønn i "
            "mellomtiden. Ingenting er låst. Les på nytt og se over.",
        )


def _with_another_run(session: Session, gone: Collection[Taken]) -> int:
    found = 0
    for table, is_leader in ((Timesheet, False), (LeaderSheet, True)):
        numbers = [each.number for each in gone if each.is_leader == is_leader]
        for part in _parts(numbers):
            locked = select(func.count()).where(
                table.number.in_(part), table.run_number.is_not(None)
            )
            found += session.scalar(locked) or 0
    return found


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(numbers), AT_A_TIME):
        yield numbers[at : at + AT_A_TIME]
