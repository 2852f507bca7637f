"""Corrections: what was wrong on a sheet that is locked, as a sheet of its own.

A correction has only the difference, so what was paid is never touched and the sum of
all sheets is what is right. It goes its own course to a later payroll run.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from stkdesk.domain.corrected import difference, effective
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
    OfficeError,
    Problem,
)
from stkdesk.domain.pay import Pay, pay_of
from stkdesk.domain.pay_difference import difference as pay_difference
from stkdesk.domain.sheet_checks import blocking, check_sheet
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState, Visit, sums_of
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.pay_lines import lines_for_run, write_pay_lines
from stkdesk.services.pay_terms import in_pay, terms_of
from stkdesk.services.periods import find_period
from stkdesk.services.rates import rates_of
from stkdesk.services.seeing import refuse_blocked
from stkdesk.services.sheet_drafts import SheetDraft, discard_draft
from stkdesk.services.sheet_frame import frame_of
from stkdesk.services.sheet_lines import line_of, visit_of
from stkdesk.services.sheet_opening import (
    OpenSheet,
    find_assignment,
    open_sheet,
)
from stkdesk.storage.tables import SheetPeriod, Timesheet
from stkdesk.storage.tables.base import now

UNSENT = (SheetState.RECEIVED, SheetState.CHECKED, SheetState.APPROVED)


@needs(Right.EDIT_HOURS)
def begin_correction(session: Session, sheet_number: int) -> OpenSheet:
    """Return a locked sheet with its corrections, as it stands now, to be put right.

    ``draft`` holds the visits that stand when all its sheets are taken together. Its
    version is of all of them: hand it back as it is.

    Raises:
        NotFoundError: if there is no such sheet.
        BlockedError: if its client is one the person at work may not see.
        OfficeError: if it is not locked: then it is edited as it is.

    """
    first = _first(session, sheet_number)
    refuse_blocked(
        session, find_assignment(session, first.assignment_number).client_number
    )
    sheets = sheets_of(session, first)
    _refuse_open(session, sheets)
    opened = open_sheet(session, first.assignment_number, first.period_number)
    draft = SheetDraft(
        first.assignment_number,
        first.period_number,
        effective(_lines(sheets)),
        version=_stamp(sheets),
    )
    unsent, saved = _unsent(sheets), opened.saved
    return replace(
        opened,
        draft=replace(draft, reason=unsent.correction_reason if unsent else ""),
        saved=saved if saved and saved.draft.version == draft.version else None,
        state=unsent.state if unsent else None,
        sheet_number=first.number,
        correcting=first.number,
    )


@needs(Right.EDIT_HOURS)
def register_correction(
    session: Session, sheet_number: int, draft: SheetDraft, reason: str, *, today: date
) -> int:
    """Register what makes the sheet into ``draft``, and return the correction's number.

    A correction that has not gone to payroll is written anew; else there is one more.

    Raises:
        InvalidInputError: if no reason is given, nothing is changed, or a visit is one
            the office cannot accept.
        ChangedByAnotherError: if somebody has saved one of the sheets since.
        OfficeError: if the sheet is not locked, or the correction not sent is attested.
        NotFoundError: if there is no such sheet.

    """
    if not reason.strip():
        raise InvalidInputError(
            (Problem("reason", "Skriv hvorfor timelisten rettes."),)
        )
    first = _first(session, sheet_number)
    assignment = find_assignment(session, first.assignment_number)
    refuse_blocked(session, assignment.client_number)
    sheets = sheets_of(session, first)
    _refuse_open(session, sheets)
    if draft.version != _stamp(sheets):
        raise ChangedByAnotherError(
            "Noen andre har endret timelisten eller rettelsen i mellomtiden.",
            "Åpne rettelsen på nytt og sammenlign.",
        )
    period = find_period(session, first.period_number)
    _refuse_impossible(
        draft, check_sheet(draft.visits, frame_of(session, assignment, period))
    )
    mine = _unsent(sheets)
    _refuse_signed(mine)
    others = [sheet for sheet in sheets if sheet is not mine]
    lines = difference(effective(_lines(others)), draft.visits)
    if not lines and (mine is None or mine is sheets[-1]):
        raise InvalidInputError(
            (Problem("visits", "Ingenting er endret. Rett det som er galt først."),)
        )
    if mine is None:
        mine = Timesheet(
            assignment_number=first.assignment_number,
            period_number=first.period_number,
            received_on=today,
            serial=max(sheet.serial for sheet in sheets) + 1,
            corrects_number=first.number,
        )
        session.add(mine)
    sums = sums_of(lines)
    mine.state, mine.entered_by = SheetState.RECEIVED, actor_of(session).number
    mine.correction_reason = reason.strip()
    mine.minutes, mine.metres = sums.minutes, sums.metres
    mine.expense_ore = sums.expense_ore
    mine.lines = [line_of(visit) for visit in lines]
    mine.changed_at = now()
    session.flush()
    before = lines_for_run(session, [sheet.number for sheet in others])
    pay = pay_of(
        draft.visits,
        rates_of(session, in_pay(assignment)),
        terms_of(session, assignment, period.period),
    )
    paid = [line for each in others for line in before[each.number]]
    write_pay_lines(session, mine, Pay(pay_difference(pay, paid)))
    discard_draft(session, first.assignment_number, first.period_number)
    session.flush()
    return mine.number


@needs(Right.EDIT_HOURS)
def delete_correction(session: Session, number: int) -> None:
    """Take away a correction that is not attested nor sent.

    Raises:
        NotFoundError: if there is none with this number.
        OfficeError: if it is attested or approved, has gone to payroll, is back-pay, or
            has another after it.

    """
    sheet = session.get(Timesheet, number)
    if sheet is None or sheet.corrects_number is None:
        raise NotFoundError("Rettelsen finnes ikke lenger i registeret.")
    refuse_blocked(
        session, find_assignment(session, sheet.assignment_number).client_number
    )
    _refuse_signed(sheet)
    _refuse_followed(session, sheet)
    session.delete(sheet)
    session.flush()


@inner
def sheets_of(session: Session, first: Timesheet) -> Sequence[Timesheet]:
    """Return a sheet and its corrections, in the order they were made."""
    found = (
        select(Timesheet)
        .filter_by(
            assignment_number=first.assignment_number,
            period_number=first.period_number,
        )
        .options(selectinload(Timesheet.lines))
        .order_by(Timesheet.serial)
    )
    return session.scalars(found).all()


def _first(session: Session, number: int) -> Timesheet:
    """Return the sheet; of a correction, the one it corrects."""
    sheet = session.get(Timesheet, number)
    if sheet is not None and sheet.corrects_number is not None:
        sheet = session.get(Timesheet, sheet.corrects_number)
    if sheet is None:
        raise NotFoundError("Timelisten finnes ikke lenger i registeret.")
    return sheet


def _refuse_open(session: Session, sheets: Sequence[Timesheet]) -> None:
    """Refuse to correct what can be edited; with a correction already, it cannot."""
    first = sheets[0]
    period = session.get_one(SheetPeriod, first.period_number)
    if first.state.is_locked or period.closed_at is not None or len(sheets) > 1:
        return
    raise OfficeError(
        "Timelisten er ikke sendt til lønn ennå.",
        "Angre godkjenning og attestering hvis de er gjort, og rett timelisten selv.",
    )


def _unsent(sheets: Sequence[Timesheet]) -> Timesheet | None:
    """Return the correction that has not gone to payroll, if there is one.

    Back-pay is none: it has no visits, and stays as the rate made it.
    """
    return next(
        (e for e in sheets if e.serial > 1 and e.state in UNSENT and e.lines), None
    )


def _refuse_signed(sheet: Timesheet | None) -> None:
    if sheet is None or sheet.state is SheetState.RECEIVED:
        return
    raise OfficeError(
        f"Rettelsen er {sheet.state.label.lower()}.",
        "Angre det før du endrer den."
        if not sheet.state.is_locked
        else "Lag en ny rettelse.",
    )


def _refuse_followed(session: Session, sheet: Timesheet) -> None:
    """Refuse to take away what a rate has paid, or what it was paid on top of."""
    if not sheet.lines:
        raise OfficeError(
            "Rettelsen er etterbetaling etter en endret sats.",
            "Er satsen feil, rettes den under Innstillinger › Satser.",
        )
    later = select(Timesheet.number).where(
        Timesheet.assignment_number == sheet.assignment_number,
        Timesheet.period_number == sheet.period_number,
        Timesheet.serial > sheet.serial,
    )
    if session.scalar(later.limit(1)) is not None:
        raise OfficeError(
            "Det er laget en senere rettelse, som regner med denne.",
            "Åpne rettelsen og før besøkene slik de skal være.",
        )


def _refuse_impossible(draft: SheetDraft, remarks: Sequence[object]) -> None:
    if stops := blocking(remarks):  # type: ignore[arg-type]
        raise InvalidInputError(
            tuple(Problem(f"visits.{stop.line}", stop.message) for stop in stops)
        )


def _lines(sheets: Sequence[Timesheet]) -> list[Visit]:
    return [visit_of(line) for sheet in sheets for line in sheet.lines]


def _stamp(sheets: Sequence[Timesheet]) -> int:
    """Return a number that is another as soon as one of the sheets is saved."""
    told = [(each.number, each.version, each.changed_at.isoformat()) for each in sheets]
    return zlib.crc32(repr(told).encode())
