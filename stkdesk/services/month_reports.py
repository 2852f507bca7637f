"""Casework on monthly reports: take in, read, and meet a concern. Case text.

Whoever may not read cases is told nothing of a report, not even that there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    InvalidInputError,
    OfficeError,
    Problem,
)
from stkdesk.domain.month_report import (
    ReportDraft,
    ReportState,
    is_wanted,
    report_problems,
)
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import actor_of, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.periods import PeriodRow, find_period
from stkdesk.services.report_opening import (
    OpenReport,
    find_report,
    open_report,
    people_of,
    report_row,
)
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import (
    Assignment,
    MonthReport,
    ReportAnswer,
    Timesheet,
)


@dataclass(frozen=True, slots=True)
class ReportMark:
    """What the month board shows of a report."""

    state: ReportState
    is_concern: bool = False  # and nobody has met it yet
    wants_change: bool = False


@needs(Right.EDIT_CASES)
def register_report(
    session: Session,
    assignment: int,
    period_number: int,
    draft: ReportDraft,
    *,
    today: date,
) -> int:
    """Register a report that has come in and return its number.

    Raises:
        InvalidInputError: if nothing is told, or the day cannot be.
        AlreadyRegisteredError: if that report is registered.
        NotFoundError: if there is no such assignment or period.
        BlockedError: if its client is one the person at work may not see.

    """
    period = find_period(session, period_number)
    people_of(session, assignment)
    refuse_blocking(report_problems(draft, today=today, first=period.period.first))
    known = report_row(session, assignment, period_number)
    if known is not None:
        raise AlreadyRegisteredError(
            "Rapporten for denne perioden er alt registrert.",
            "Åpne den og skriv det nye der.",
            number=known.number,
        )
    assert draft.received_on is not None
    row = MonthReport(
        assignment_number=assignment,
        period_number=period_number,
        received_on=draft.received_on,
    )
    session.add(row)
    _write(session, row, draft)
    return row.number


@needs(Right.EDIT_CASES)
def edit_report(
    session: Session, number: int, version: int, draft: ReportDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands in the register.

    A concern that is ticked anew is to be met anew.

    Raises:
        NotFoundError: if the report is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        InvalidInputError: if nothing is told, or the day cannot be.

    """
    row = find_report(session, number)
    refuse_outdated(row.version, version)
    first = find_period(session, row.period_number).period.first
    refuse_blocking(report_problems(draft, today=today, first=first))
    if row.read_on is not None and (draft.received_on or today) > row.read_on:
        late = "Rapporten ble lest før den dagen. Skriv en tidligere dag."
        raise InvalidInputError((Problem("received_on", late),))
    _write(session, row, draft)


@needs(Right.EDIT_CASES)
def mark_read(
    session: Session, numbers: Sequence[int], *, today: date
) -> tuple[int, ...]:
    """Mark reports as read by the one at work; return those that were not before."""
    done = []
    for number in numbers:
        row = find_report(session, number)
        if row.read_on is None:
            row.read_on = max(today, row.received_on)
            row.read_by = actor_of(session).number
            done.append(number)
    session.flush()
    return tuple(done)


@needs(Right.EDIT_CASES)
def mark_unread(session: Session, numbers: Sequence[int]) -> None:
    """Take back that reports were read."""
    for number in numbers:
        row = find_report(session, number)
        row.read_on = row.read_by = None
    session.flush()


@needs(Right.EDIT_CASES)
def meet_concern(session: Session, number: int, *, today: date) -> None:
    """Say that somebody has looked after what a report is worried about.

    Raises:
        OfficeError: if it is worried about nothing.

    """
    row = find_report(session, number)
    if not row.is_concern:
        raise OfficeError("Rapporten er ikke merket med bekymring.")
    row.concern_met_on = row.concern_met_on or max(today, row.received_on)
    mark_read(session, [number], today=today)


@needs(Right.EDIT_CASES)
def open_concern(session: Session, number: int) -> None:
    """Take back that a concern is met: it stands on I dag again."""
    find_report(session, number).concern_met_on = None
    session.flush()


@needs(Right.EDIT_CASES)
def remove_report(session: Session, number: int, version: int) -> OpenReport:
    """Take away a report registered by mistake; return it, to be put back.

    Raises:
        NotFoundError: if it is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = find_report(session, number)
    refuse_outdated(row.version, version)
    gone = open_report(session, row.assignment_number, row.period_number)
    session.delete(row)
    session.flush()
    return gone


@needs(Right.READ_HOURS)
def report_states(
    session: Session, assignments: Sequence[int], period: PeriodRow
) -> dict[int, ReportMark]:
    """Return how the reports of ``assignments`` stand in ``period``.

    Nothing to who may not read cases, nor of clients out of sight. Assignments that
    no report is asked of are left out. A constant number of questions.
    """
    if not actor_of(session).may(Right.READ_CASES):
        return {}
    hidden = hidden_clients(session)
    asks = is_wanted(period.code, case_rules(session, period.period.last))
    marks: dict[int, ReportMark] = {}
    for some in chunks(assignments):
        seen = select(Assignment.number, Assignment.contact_number).where(
            Assignment.number.in_(some), Assignment.client_number.not_in(hidden)
        )
        rows = session.execute(seen).all()
        come = _marks(session, [row.number for row in rows], period.number)
        empty = _without_hours(session, some, period.number)
        for number, contact in rows:
            if number in come:
                marks[number] = come[number]
            elif asks and contact is not None and number not in empty:
                marks[number] = ReportMark(ReportState.WAITED)
    return marks


def _without_hours(
    session: Session, assignments: Sequence[int], period_number: int
) -> frozenset[int]:
    """Return those whose sheet says that nothing was done: they need no report."""
    found = select(Timesheet.assignment_number).where(
        Timesheet.assignment_number.in_(assignments),
        Timesheet.period_number == period_number,
        Timesheet.state == SheetState.NOTHING,
    )
    return frozenset(session.scalars(found))


def _marks(
    session: Session, assignments: Sequence[int], period_number: int
) -> dict[int, ReportMark]:
    found = select(
        MonthReport.assignment_number,
        MonthReport.read_on,
        MonthReport.is_concern,
        MonthReport.concern_met_on,
        MonthReport.wants_change,
    ).where(
        MonthReport.assignment_number.in_(assignments),
        MonthReport.period_number == period_number,
    )
    return {
        number: ReportMark(
            ReportState.UNREAD if read_on is None else ReportState.READ,
            is_concern=concern and met_on is None,
            wants_change=change,
        )
        for number, read_on, concern, met_on, change in session.execute(found)
    }


def _write(session: Session, row: MonthReport, draft: ReportDraft) -> None:
    assert draft.received_on is not None
    row.received_on = draft.received_on
    if draft.is_concern != row.is_concern:
        row.concern_met_on = None
    row.is_concern, row.wants_change = draft.is_concern, draft.wants_change
    row.note = draft.note.strip()
    said = [(key, text.strip()) for key, text in draft.answers.items() if text.strip()]
    known = {each.topic_key: each for each in row.answers}
    row.answers = [
        _answer(known.get(key), key, place, text)
        for place, (key, text) in enumerate(said, start=1)
    ]
    session.flush()


def _answer(row: ReportAnswer | None, key: str, place: int, text: str) -> ReportAnswer:
    if row is None:
        return ReportAnswer(topic_key=key, place=place, text=text)
    row.place, row.text = place, text
    return row
