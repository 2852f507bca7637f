"""The course of many sheets at once: mailed, arrived, sent back, checked, approved.

Every step does what it can and tells of each row it left, and why; ``undo_step`` takes
back what it did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.sheet_course import (
    CourseFacts,
    CourseStep,
    SheetMark,
    reason_against,
)
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner, needs, require
from stkdesk.services.case_rules import case_rules
from stkdesk.services.four_eyes import colleagues, shut_out
from stkdesk.services.paper_acts import Marking, PaperAct, mark, take_back
from stkdesk.services.paper_sheets import (
    end_returns,
    forget_returns,
    forms_of,
    on_or_after,
    reopen_returns,
)
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.sheet_attest import lacks_of_sheets
from stkdesk.services.sheet_rows import (
    Change,
    CourseRow,
    SheetKey,
    rows_of_keys,
    rows_of_numbers,
    write_marks,
)
from stkdesk.services.sheet_undoing import against_undoing

__all__ = [
    "Done",
    "Left",
    "SheetKey",
    "approve_sheets",
    "check_sheets",
    "mark_arrived",
    "mark_mailed",
    "mark_nothing",
    "undo_step",
]

RECEIVED = SheetState.RECEIVED
RIGHTS = {
    CourseStep.MAILED: Right.MAKE_PAPERS,
    CourseStep.ARRIVED: Right.EDIT_HOURS,
    CourseStep.NOTHING: Right.EDIT_HOURS,
    CourseStep.SENT_BACK: Right.EDIT_HOURS,
    CourseStep.CHECKED: Right.CHECK_HOURS,
    CourseStep.APPROVED: Right.APPROVE_HOURS,
}


@dataclass(frozen=True, slots=True)
class Left:
    """One row a step could not be taken on, and why."""

    key: SheetKey
    reason: str

    @property
    def assignment(self) -> int:
        """The short number of the assignment."""
        return self.key.assignment


@dataclass(frozen=True, slots=True)
class Done:
    """What a step did, so that it can be taken back, and what it left."""

    step: CourseStep
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()
    papers: Marking | None = None

    @property
    def count(self) -> int:
        """How many rows the step was taken on."""
        if self.step is CourseStep.MAILED:
            return self.papers.papers if self.papers else 0
        return len(self.changes)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the sheets that were changed."""
        return tuple(each.number for each in self.changes if each.number is not None)


@needs(Right.MAKE_PAPERS)
def mark_mailed(
    session: Session,
    keys: Sequence[SheetKey],
    *,
    today: date,
    printed_too: bool = False,
) -> Done:
    """Note that the forms of ``keys`` were mailed; one that was mailed is left.

    ``printed_too``: those nobody noted as printed did come out of the printer.
    """
    rows = rows_of_keys(session, keys)
    papers = forms_of(session, [row.key for row in rows])
    hidden = hidden_clients(session)
    left, numbers = [], []
    for row in rows:
        paper = papers.get(row.key)
        facts = CourseFacts(
            state=row.mark.state if row.mark else None,
            is_hidden=row.client in hidden,
            has_paper=paper is not None,
            is_mailed=paper is not None and paper.mailed_on is not None,
            is_printed=printed_too
            or (paper is not None and paper.printed_on is not None),
        )
        if reason := reason_against(CourseStep.MAILED, facts):
            left.append(Left(row.key, reason))
        elif paper is not None:
            numbers.append(paper.number)
    marking = None
    if numbers:
        marking = mark(
            session, PaperAct.MAILED, numbers, on=today, printed_too=printed_too
        )
    return Done(CourseStep.MAILED, left=tuple(left), papers=marking)


@needs(Right.EDIT_HOURS)
def mark_arrived(session: Session, keys: Sequence[SheetKey], *, today: date) -> Done:
    """Note that the papers of ``keys`` are here; their visits are entered later."""
    done = take(
        session,
        CourseStep.ARRIVED,
        rows_of_keys(session, keys),
        lambda row: (
            replace(row.mark, state=SheetState.ARRIVED)
            if row.mark
            else SheetMark(SheetState.ARRIVED, today)
        ),
        today=today,
    )
    end_returns(session, _sent_back(done.changes), today)
    return replace(done, papers=_marked(session, done, today))


@needs(Right.EDIT_HOURS)
def mark_nothing(session: Session, keys: Sequence[SheetKey], *, today: date) -> Done:
    """Note that nothing was done in the period (null sheet)."""
    own = actor_of(session).number
    done = take(
        session,
        CourseStep.NOTHING,
        rows_of_keys(session, keys),
        lambda row: SheetMark(
            SheetState.NOTHING,
            row.mark.received_on if row.mark else today,
            entered_by=own,
        ),
        today=today,
    )
    end_returns(session, _sent_back(done.changes), today)
    return replace(done, papers=_marked(session, done, today))


@needs(Right.CHECK_HOURS)
def check_sheets(
    session: Session,
    numbers: Sequence[int],
    *,
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> Done:
    """Attest the sheets; those that are not right are left, each with the reason.

    ``seen``: the versions that were looked at, by number; a sheet somebody has saved
    since is left.
    """
    own = actor_of(session).number
    return _sign(
        session,
        CourseStep.CHECKED,
        numbers,
        lambda mark: replace(
            mark, state=SheetState.CHECKED, checked_at=now, checked_by=own
        ),
        now,
        seen,
    )


@needs(Right.APPROVE_HOURS)
def approve_sheets(
    session: Session,
    numbers: Sequence[int],
    *,
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> Done:
    """Approve the sheets; ``seen`` as ``check_sheets``.

    Where the office wants four eyes, those whoever is at work has attested, or has
    entered and nobody attested, are left.
    """
    own = actor_of(session).number
    return _sign(
        session,
        CourseStep.APPROVED,
        numbers,
        lambda mark: replace(
            mark, state=SheetState.APPROVED, approved_at=now, approved_by=own
        ),
        now,
        seen,
    )


@needs(*dict.fromkeys(RIGHTS.values()))
def undo_step(session: Session, done: Done) -> Done:
    """Take back what ``done`` did; a sheet somebody has changed since is left.

    Raises:
        NotAllowedError: if whoever is at work may not take that step.
        ChangedByAnotherError: if every one of them has been changed since.

    """
    require(session, RIGHTS[done.step], errand="undo_step")
    numbers = [each.number for each in done.changes if each.number is not None]
    rows = {row.number: row for row in rows_of_numbers(session, numbers)}
    back, left = [], []
    for each in done.changes:
        row = rows.get(each.number)
        if reason := against_undoing(row, each):
            left.append(Left(each.key, reason))
            continue
        back.append(replace(each, before=each.after, after=each.before))
    if done.changes and not back:
        raise ChangedByAnotherError(
            "Timelistene er endret siden.", "Se på dem, og angre på hver av dem."
        )
    changes = write_marks(session, list(rows.values()), back) if back else []
    if done.step is CourseStep.SENT_BACK:
        forget_returns(session, [each.number for each in back if each.number])
    else:
        reopen_returns(session, _sent_back(done.changes))
    papers = None
    if done.papers is not None and not left:
        papers = take_back(session, done.papers)
    return Done(done.step, tuple(changes), tuple(left), papers)


def _sent_back(changes: Sequence[Change]) -> list[int]:
    """Return the numbers of the sheets that came again with these changes."""
    return [
        each.number
        for each in changes
        if each.number is not None
        and each.before is not None
        and each.before.state is SheetState.RETURNED
    ]


def _marked(session: Session, done: Done, today: date) -> Marking | None:
    """Note that the forms of what came have come back; None if none was out."""
    forms = forms_of(session, [each.key for each in done.changes])
    out = [each for each in forms.values() if each.returned_on is None]
    if not out:
        return None
    on = max(on_or_after(each, today) for each in out)
    return mark(session, PaperAct.RETURNED, [each.number for each in out], on=on)


def _sign(
    session: Session,
    step: CourseStep,
    numbers: Sequence[int],
    after: Callable[[SheetMark], SheetMark],
    now: datetime,
    seen: Mapping[int, int] | None,
) -> Done:
    rows = rows_of_numbers(session, numbers)
    return take(
        session,
        step,
        rows,
        lambda row: after(row.known),
        today=now.astimezone().date(),
        seen=seen,
    )


@inner
def take(
    session: Session,
    step: CourseStep,
    rows: Sequence[CourseRow],
    after: Callable[[CourseRow], SheetMark],
    *,
    today: date,
    seen: Mapping[int, int] | None = None,
) -> Done:
    """Take ``step`` on those of ``rows`` that may, in a few statements."""
    facts = _facts(session, step, rows, today, seen or {})
    left, changes = [], []
    for row, about in zip(rows, facts, strict=True):
        if reason := reason_against(step, about):
            left.append(Left(row.key, reason))
        else:
            changes.append(Change(row.key, row.number, row.mark, after(row)))
    written = write_marks(session, rows, changes) if changes else []
    return Done(step, tuple(written), tuple(left))


def _facts(
    session: Session,
    step: CourseStep,
    rows: Sequence[CourseRow],
    today: date,
    seen: Mapping[int, int],
) -> list[CourseFacts]:
    hidden = hidden_clients(session)
    rules = case_rules(session, today)
    needs_check = bool(rules[CaseRule.SHEETS_CHECKED])
    act = {
        CourseStep.CHECKED: Act.CHECK_HOURS,
        CourseStep.APPROVED: Act.APPROVE_HOURS,
    }.get(step)
    own = shut_out(session, act) if act else None
    others = colleagues(session, act) if act and own is not None else ""
    lacks: dict[int, str] = {}
    if step is CourseStep.CHECKED:
        entered = [row for row in rows if row.mark and row.mark.state is RECEIVED]
        lacks = lacks_of_sheets(session, [row.number for row in entered if row.number])
    return [
        CourseFacts(
            state=row.mark.state if row.mark else None,
            is_hidden=row.client in hidden,
            is_wanted=row.is_wanted,
            is_closed=row.is_closed,
            is_correction=row.serial > 1,
            is_corrected=row.is_corrected,
            is_outdated=seen.get(row.number or 0, row.version) != row.version,
            has_visits=row.has_visits,
            needs_check=needs_check,
            is_own=own is not None and own == _before(step, row),
            others=others,
            lacks=lacks.get(row.number or 0, ""),
        )
        for row in rows
    ]


def _before(step: CourseStep, row: CourseRow) -> int | None:
    """Return who did what comes before ``step``."""
    if row.mark is None:
        return None
    if step is CourseStep.APPROVED and row.mark.checked_by is not None:
        return row.mark.checked_by
    return row.mark.entered_by
