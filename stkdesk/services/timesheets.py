"""Casework on timesheets: register, approve, take away, and take that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.pay import PayLine, pay_of
from stkdesk.domain.sheet_checks import SheetFrame, blocking, check_sheet, in_order
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState, sums_of
from stkdesk.services.access import actor_of, needs
from stkdesk.services.paper_sheets import (
    copy_of,
    end_returns,
    returns_of,
    sheet_came,
)
from stkdesk.services.pay_lines import pay_lines_of, pay_of_sheet, write_pay_lines
from stkdesk.services.pay_terms import in_pay, terms_of
from stkdesk.services.period_care import refuse_closed
from stkdesk.services.periods import find_period
from stkdesk.services.rates import rates_of
from stkdesk.services.seeing import hidden_clients, refuse_blocked
from stkdesk.services.sheet_course import approve_sheets as approve_sheets
from stkdesk.services.sheet_drafts import SheetDraft, discard_draft
from stkdesk.services.sheet_frame import frame_of
from stkdesk.services.sheet_lines import line_of
from stkdesk.services.sheet_opening import (
    draft_of,
    find_assignment,
    find_sheet,
)
from stkdesk.storage.tables import Assignment, SheetPeriod, SheetReturn, Timesheet
from stkdesk.storage.tables.base import now as this_moment


@dataclass(frozen=True, slots=True)
class RemovedSheet:
    """A sheet that was taken away, whole, so that it can be put back."""

    draft: SheetDraft
    state: SheetState
    received_on: date
    granted_minutes: int
    pay_ore: int
    entered_by: int | None = None
    returns: tuple[SheetReturn, ...] = ()  # rows of no register: what stood there
    pay: tuple[PayLine, ...] = ()


@needs(Right.EDIT_HOURS)
def register_sheet(session: Session, draft: SheetDraft, *, today: date) -> int:
    """Register ``draft`` as received and return the number of the sheet.

    Sums, pay and granted hours are stored as they are now; a draft kept of the same
    sheet is forgotten.

    Raises:
        InvalidInputError: if there is no visit, or one that the office cannot accept.
        ChangedByAnotherError: if somebody registered the sheet after it was opened.
        OfficeError: if it is attested, approved or has a correction, or the period is
            closed.
        NotFoundError: if there is no such assignment or period.

    """
    if not draft.visits:
        raise InvalidInputError(
            (Problem("visits", "Skriv minst ett besøk, eller velg Ingen timer."),)
        )
    return _write(session, draft, SheetState.RECEIVED, today)


@needs(Right.EDIT_HOURS)
def register_nothing(session: Session, draft: SheetDraft, *, today: date) -> int:
    """Register that nothing was done in the period (null sheet); as register_sheet."""
    empty = SheetDraft(
        draft.assignment_number, draft.period_number, version=draft.version
    )
    return _write(session, empty, SheetState.NOTHING, today)


@needs(Right.APPROVE_HOURS)
def undo_approval(session: Session, numbers: Sequence[int]) -> tuple[int, ...]:
    """Take back the approval of sheets, and return the numbers of those changed.

    One that was attested before it was approved still is. Those in a closed period,
    and of clients the one at work may not see, are left.

    Raises:
        PeriodClosedError: if there is one only, and its period is closed.

    """
    changed = []
    for sheet in _sheets(session, numbers):
        if sheet.state is SheetState.APPROVED:
            checked = sheet.checked_at is not None
            sheet.state = SheetState.CHECKED if checked else SheetState.RECEIVED
            sheet.approved_at, sheet.approved_by = None, None
            changed.append(sheet.number)
    session.flush()
    return tuple(changed)


@needs(Right.CHECK_HOURS)
def undo_check(session: Session, numbers: Sequence[int]) -> tuple[int, ...]:
    """Take back that sheets are attested, and return the numbers of those changed.

    Some are left, and refused, as by ``undo_approval``.
    """
    changed = []
    for sheet in _sheets(session, numbers):
        if sheet.state is SheetState.CHECKED:
            sheet.state = SheetState.RECEIVED
            sheet.checked_at, sheet.checked_by = None, None
            changed.append(sheet.number)
    session.flush()
    return tuple(changed)


@needs(Right.EDIT_HOURS)
def delete_sheet(session: Session, number: int) -> RemovedSheet:
    """Take a sheet away and return what ``restore_sheet`` needs to put it back.

    Raises:
        NotFoundError: if it is not there.
        OfficeError: if it is attested, approved or paid, has a correction, or lies in
            a closed period.

    """
    sheet = session.get(Timesheet, number)
    if sheet is None:
        raise NotFoundError("Timelisten finnes ikke lenger i registeret.")
    assignment = find_assignment(session, sheet.assignment_number)
    refuse_blocked(session, assignment.client_number)
    _refuse_settled(sheet)
    if sheet.corrects_number is not None:
        raise OfficeError("Dette er en rettelse.", "Ta bort rettelsen der den ligger.")
    _refuse_corrected(session, sheet)
    refuse_closed(session, find_period(session, sheet.period_number))
    removed = RemovedSheet(
        draft_of(sheet),
        sheet.state,
        sheet.received_on,
        sheet.granted_minutes,
        sheet.pay_ore,
        sheet.entered_by,
        returns_of(session, sheet.number),
        pay_lines_of(session, [sheet.number])[sheet.number],
    )
    session.delete(sheet)
    session.flush()
    return removed


@needs(Right.EDIT_HOURS)
def restore_sheet(session: Session, removed: RemovedSheet) -> int:
    """Put a removed sheet back as it was, and return its new number.

    It is paid by the rates that hold now; one from before pay lines were kept has
    none, and stays so.

    Raises:
        ChangedByAnotherError: if a sheet has been registered in its place.
        PeriodClosedError: if the period has been closed meanwhile.

    """
    draft = removed.draft
    refuse_closed(session, find_period(session, draft.period_number))
    if find_sheet(session, draft.assignment_number, draft.period_number) is not None:
        raise _changed()
    sheet = Timesheet(
        assignment_number=draft.assignment_number,
        period_number=draft.period_number,
        state=removed.state,
        received_on=removed.received_on,
        granted_minutes=removed.granted_minutes,
        pay_ore=removed.pay_ore,
        entered_by=removed.entered_by,
    )
    _fill(sheet, draft)
    session.add(sheet)
    session.flush()
    for each in removed.returns:
        session.add(copy_of(each, sheet.number))
    if removed.pay:  # a rate adopted since could not move what was not there
        write_pay_lines(session, sheet, pay_of_sheet(session, sheet))
    session.flush()
    return sheet.number


def _write(session: Session, draft: SheetDraft, state: SheetState, today: date) -> int:
    assignment = find_assignment(session, draft.assignment_number)
    refuse_blocked(session, assignment.client_number)
    period = find_period(session, draft.period_number)
    refuse_closed(session, period)
    frame = frame_of(session, assignment, period)
    _refuse_blocked(draft, frame)
    sheet = find_sheet(session, draft.assignment_number, draft.period_number)
    if (sheet.version if sheet else 0) != draft.version:
        raise _changed()
    if sheet is None:
        sheet = Timesheet(
            assignment_number=draft.assignment_number,
            period_number=draft.period_number,
            received_on=today,
        )
        session.add(sheet)
    _refuse_settled(sheet)
    _refuse_corrected(session, sheet)
    sheet.state = state
    sheet.granted_minutes = frame.granted_minutes or 0
    _fill(sheet, draft)  # with its state: a null sheet has no hours, not for a moment
    pay = pay_of(
        draft.visits,
        rates_of(session, in_pay(assignment)),
        terms_of(session, assignment, period.period),
    )
    sheet.entered_by = actor_of(session).number
    sheet.changed_at = this_moment()  # a change of lines alone counts as a save too
    discard_draft(session, draft.assignment_number, draft.period_number)
    session.flush()
    write_pay_lines(session, sheet, pay)
    end_returns(session, [sheet.number], today)
    sheet_came(session, sheet.assignment_number, sheet.period_number, today)
    session.flush()
    return sheet.number


def _fill(sheet: Timesheet, draft: SheetDraft) -> None:
    """Put the lines and sums of ``draft`` in place of those of ``sheet``."""
    sums = sums_of(draft.visits)
    sheet.minutes, sheet.metres = sums.minutes, sums.metres
    sheet.expense_ore = sums.expense_ore
    sheet.control_minutes = draft.control_minutes
    sheet.lines = [line_of(visit) for visit in in_order(draft.visits)]


def _refuse_blocked(draft: SheetDraft, frame: SheetFrame) -> None:
    if stops := blocking(check_sheet(draft.visits, frame)):
        raise InvalidInputError(
            tuple(Problem(f"visits.{stop.line}", stop.message) for stop in stops)
        )


def _refuse_settled(sheet: Timesheet) -> None:
    if sheet.state.is_locked:
        raise OfficeError(
            f"Timelisten er {'utbetalt' if sheet.paid_on else 'sendt til lønn'} og kan "
            "ikke endres.",
            "Lag en rettelse av den. Rettelsen blir med i neste lønnskjøring.",
        )
    if sheet.state is SheetState.APPROVED:
        raise OfficeError(
            "Timelisten er godkjent.", "Angre godkjenningen før du endrer den."
        )
    if sheet.state is SheetState.CHECKED:
        raise OfficeError(
            "Timelisten er attestert.", "Angre attesteringen før du endrer den."
        )


def _refuse_corrected(session: Session, sheet: Timesheet) -> None:
    """Refuse to change a sheet that corrections tell the difference from.

    It lay in a run that was taken back, or in a period that was closed.
    """
    with session.no_autoflush:
        asked = select(Timesheet.number).filter_by(corrects_number=sheet.number)
        if sheet.number is None or session.scalar(asked.limit(1)) is None:
            return
    raise OfficeError(
        "Timelisten har en rettelse, som regner fra timelisten slik den er.",
        "Før det som er galt, på en rettelse, eller ta bort rettelsen først.",
    )


def _sheets(session: Session, numbers: Sequence[int]) -> Sequence[Timesheet]:
    """Return the sheets a signature may be taken off."""
    hidden = hidden_clients(session)
    found = session.execute(
        select(Timesheet, Assignment.client_number, SheetPeriod.closed_at)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(Timesheet.number.in_(numbers))
    ).all()
    seen = [row for row in found if row.client_number not in hidden]
    free = [sheet for sheet, _, closed in seen if sheet.serial > 1 or closed is None]
    if len(numbers) == 1 and seen and not free:
        refuse_closed(session, find_period(session, seen[0].Timesheet.period_number))
    return free


def _changed() -> ChangedByAnotherError:
    return ChangedByAnotherError(
        "Noen andre har registrert denne timelisten i mellomtiden.",
        "Det du skrev er lagret som kladd. Åpne timelisten på nytt og sammenlign.",
    )
