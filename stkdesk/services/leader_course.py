"""The course of a leader's sheet: attested, approved, and back. A run does the rest.

The rules are those of timesheets (``domain.sheet_course``), and so are the four eyes:
whoever registered the meetings is who entered the sheet. A sheet whose meetings have
changed since, or that lacks a rate, is left, and told.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.domain.formats import short_date
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.sheet_course import CourseFacts, CourseStep, reason_against
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, needs, require
from stkdesk.services.case_rules import case_rules
from stkdesk.services.four_eyes import colleagues, shut_out
from stkdesk.services.leader_sheets import LeaderChain, chains_of, key_of
from stkdesk.services.periods import find_period
from stkdesk.storage.tables import LeaderSheet

RIGHTS = {
    CourseStep.CHECKED: Right.CHECK_HOURS,
    CourseStep.APPROVED: Right.APPROVE_HOURS,
}
ACTS = {
    CourseStep.CHECKED: Act.CHECK_HOURS,
    CourseStep.APPROVED: Act.APPROVE_HOURS,
}


@dataclass(frozen=True, slots=True)
class LeaderMark:
    """Where a sheet stood before a step, so that the step can be taken back."""

    number: int
    version: int  # after the step
    state: SheetState
    checked_at: datetime | None
    checked_by: int | None
    approved_at: datetime | None
    approved_by: int | None


@dataclass(frozen=True, slots=True)
class LeadersDone:
    """What came of a step on many sheets: those it was taken on, and the others."""

    step: CourseStep
    before: tuple[LeaderMark, ...] = ()
    left: tuple[tuple[int, str], ...] = ()  # number of the sheet, and why

    @property
    def numbers(self) -> tuple[int, ...]:
        """Those the step was taken on."""
        return tuple(each.number for each in self.before)


@needs(Right.CHECK_HOURS)
def check_leaders(
    session: Session,
    numbers: Collection[int],
    *,
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> LeadersDone:
    """Attest the sheets; those that are not right are left, each with the reason.

    ``seen``: the versions that were looked at, by number; a sheet somebody has saved
    since is left.
    """
    return _take(session, CourseStep.CHECKED, numbers, now, seen or {})


@needs(Right.APPROVE_HOURS)
def approve_leaders(
    session: Session,
    numbers: Collection[int],
    *,
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> LeadersDone:
    """Approve the sheets; ``seen`` as ``check_leaders``."""
    return _take(session, CourseStep.APPROVED, numbers, now, seen or {})


@needs(*RIGHTS.values())
def undo_leaders(session: Session, done: LeadersDone) -> tuple[int, ...]:
    """Take back what ``done`` did, and return the numbers of the sheets.

    Raises:
        NotAllowedError: if whoever is at work may not take that step.
        ChangedByAnotherError: if somebody has changed one of them since.

    """
    require(session, RIGHTS[done.step], errand="undo_leaders")
    sheets = {each.number: each for each in _sheets(session, done.numbers)}
    for mark in done.before:
        sheet = sheets.get(mark.number)
        if sheet is None or sheet.version != mark.version:
            raise ChangedByAnotherError(
                "Lederlistene er endret siden.", "Se på dem, og angre på hver av dem."
            )
    for mark in done.before:
        sheet = sheets[mark.number]
        sheet.state = mark.state
        sheet.checked_at, sheet.checked_by = mark.checked_at, mark.checked_by
        sheet.approved_at, sheet.approved_by = mark.approved_at, mark.approved_by
    session.flush()
    return done.numbers


def _take(
    session: Session,
    step: CourseStep,
    numbers: Collection[int],
    now: datetime,
    seen: Mapping[int, int],
) -> LeadersDone:
    sheets, today = _sheets(session, numbers), now.astimezone().date()
    chains = _chains(session, sheets, today)
    own = shut_out(session, ACTS[step])
    others = colleagues(session, ACTS[step]) if own is not None else ""
    needs_check = bool(case_rules(session, today)[CaseRule.SHEETS_CHECKED])
    left: list[tuple[int, str]] = []
    marks: list[tuple[LeaderSheet, LeaderMark]] = []
    for sheet in sheets:
        lacks = _lacks(chains[sheet.number], sheet)
        facts = CourseFacts(
            state=sheet.state,
            is_closed=find_period(session, sheet.period_number).is_closed,
            is_correction=sheet.serial > 1,
            is_outdated=seen.get(sheet.number, sheet.version) != sheet.version,
            needs_check=needs_check,
            is_own=own is not None and own == _before(step, sheet),
            others=others,
            lacks=lacks,
        )
        if reason := reason_against(step, facts) or lacks:
            left.append((sheet.number, reason))
        else:
            marks.append((sheet, _mark(sheet)))
            _sign(session, step, sheet, now)
    session.flush()
    before = tuple(replace(mark, version=sheet.version) for sheet, mark in marks)
    return LeadersDone(step, before, tuple(left))


def _sign(
    session: Session, step: CourseStep, sheet: LeaderSheet, now: datetime
) -> None:
    own = actor_of(session).number
    if step is CourseStep.CHECKED:
        sheet.state = SheetState.CHECKED
        sheet.checked_at, sheet.checked_by = now, own
    else:
        sheet.state = SheetState.APPROVED
        sheet.approved_at, sheet.approved_by = now, own


def _before(step: CourseStep, sheet: LeaderSheet) -> int | None:
    """Return who did what comes before ``step``."""
    if step is CourseStep.APPROVED and sheet.checked_by is not None:
        return sheet.checked_by
    return sheet.entered_by


def _lacks(chain: LeaderChain, sheet: LeaderSheet) -> str:
    """Return what keeps a sheet from being signed, "" when nothing does."""
    if any(line.lacks_rate for line in chain.before[sheet.number]):
        days = [day for _kind, day in chain.pay.missing]
        since = f" for {short_date(min(days))}" if days else ""
        return f"Timesats for gruppe mangler{since}. Legg inn satsen først."
    if sheet is chain.last and chain.moved:
        return f"{chain.moved.words}. Ta inn endringen først."
    return ""


def _chains(
    session: Session, sheets: Sequence[LeaderSheet], today: date
) -> dict[int, LeaderChain]:
    """Return the chain of each sheet by its number."""
    chains: dict[int, LeaderChain] = {}
    for number in {each.period_number for each in sheets}:
        asked = [each for each in sheets if each.period_number == number]
        period = find_period(session, number).period
        contacts = {each.contact_number for each in asked}
        found = chains_of(session, number, period, today=today, only=contacts)
        by_key = {each.key: each for each in found}
        chains |= {each.number: by_key[key_of(each)] for each in asked}
    return chains


def _mark(sheet: LeaderSheet) -> LeaderMark:
    return LeaderMark(
        sheet.number,
        sheet.version,
        sheet.state,
        sheet.checked_at,
        sheet.checked_by,
        sheet.approved_at,
        sheet.approved_by,
    )


def _sheets(session: Session, numbers: Collection[int]) -> Sequence[LeaderSheet]:
    found = select(LeaderSheet).where(LeaderSheet.number.in_(numbers))
    return session.scalars(found.order_by(LeaderSheet.number)).all()
