"""The form of a sheet and the sheet itself: when one comes back, so has the other.

The form is the blank timesheet that was mailed; the office's own filled copy is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.paper import PaperKind
from stkdesk.domain.sheet_course import SheetMark
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner
from stkdesk.services.sheet_rows import (
    Change,
    CourseRow,
    SheetKey,
    chunks,
    rows_of_keys,
    write_marks,
)
from stkdesk.storage.tables import Paper, SheetReturn


@inner
def forms_came(session: Session, papers: Sequence[int], on: date) -> None:
    """Let the sheets of these forms have arrived, where nothing has come in yet.

    ``papers`` may be any papers; only forms of open periods count.
    """
    rows = [row for row in _rows(session, papers) if not row.is_closed]
    changes = []
    for row in rows:
        if row.mark is None:
            after = SheetMark(SheetState.ARRIVED, on)
            changes.append(Change(row.key, None, None, after))
        elif row.mark.state is SheetState.RETURNED:
            after = replace(row.mark, state=SheetState.ARRIVED)
            changes.append(Change(row.key, row.number, row.mark, after))
    if changes:
        end_returns(session, [each.number for each in changes if each.number], on)
        write_marks(session, rows, changes)


@inner
def forms_did_not_come(session: Session, papers: Sequence[int]) -> None:
    """Let the sheets of these forms not have arrived, if their visits are not entered.

    One that was sent back before is waited for again.
    """
    rows = [row for row in _rows(session, papers) if row.number and row.mark]
    arrived = [row for row in rows if row.mark.state is SheetState.ARRIVED]  # type: ignore[union-attr]
    sent_back = reopen_returns(session, [row.number for row in arrived if row.number])
    changes = []
    for row in arrived:
        assert row.mark is not None
        if row.number in sent_back:
            after = replace(row.mark, state=SheetState.RETURNED)
            changes.append(Change(row.key, row.number, row.mark, after))
        elif not row.has_visits:
            changes.append(Change(row.key, row.number, row.mark, None))
    if changes:
        write_marks(session, rows, changes)


@inner
def forms_of(session: Session, keys: Sequence[SheetKey]) -> dict[SheetKey, Paper]:
    """Return the newest form of each of ``keys`` that has one."""
    found: dict[SheetKey, Paper] = {}
    for period in {key.period for key in keys}:
        wanted = sorted({key.assignment for key in keys if key.period == period})
        for some in chunks(wanted):
            papers = select(Paper).where(
                Paper.assignment_number.in_(some),
                Paper.period_number == period,
                Paper.kind == PaperKind.TIMESHEET,
                Paper.sha256.is_(None),
            )
            for paper in session.scalars(papers.order_by(Paper.number)):
                assert paper.assignment_number is not None
                found[SheetKey(paper.assignment_number, period)] = paper
    return found


@inner
def sheet_came(session: Session, assignment: int, period: int, on: date) -> None:
    """Note that the form of a sheet has come back, if nobody has noted it."""
    for paper in forms_of(session, [SheetKey(assignment, period)]).values():
        if paper.returned_on is None:
            paper.returned_on = on_or_after(paper, on)
    session.flush()


def on_or_after(paper: Paper, on: date) -> date:
    """Return ``on``; at the earliest the day something last happened to it."""
    before = (paper.made_at.date(), paper.printed_on, paper.mailed_on)
    return max(on, *(day for day in before if day is not None))


@inner
def end_returns(session: Session, numbers: Sequence[int], on: date) -> None:
    """Note that sheets which were sent back are here again."""
    for some in chunks(numbers):
        open_ones = select(SheetReturn).where(
            SheetReturn.sheet_number.in_(some), SheetReturn.back_on.is_(None)
        )
        for each in session.scalars(open_ones):
            each.back_on = max(on, each.sent_on)
    session.flush()


@inner
def reopen_returns(session: Session, numbers: Sequence[int]) -> frozenset[int]:
    """Note that sheets did not come again after all; return those once sent back."""
    sent_back: set[int] = set()
    for some in chunks(numbers):
        ended = (
            select(SheetReturn)
            .where(SheetReturn.sheet_number.in_(some))
            .order_by(SheetReturn.sent_on, SheetReturn.number)
        )
        last: dict[int, list[SheetReturn]] = {}
        for each in session.scalars(ended):
            same = last.get(each.sheet_number, [])
            alike = same and same[-1].back_on == each.back_on
            last[each.sheet_number] = [*same, each] if alike else [each]
        for sheet, returns in last.items():
            sent_back.add(sheet)
            for each in returns:
                each.back_on = None
    session.flush()
    return frozenset(sent_back)


@inner
def forget_returns(session: Session, numbers: Sequence[int]) -> None:
    """Forget that sheets were sent back this last time: it was a mistake."""
    for some in chunks(numbers):
        for each in session.scalars(
            select(SheetReturn).where(
                SheetReturn.sheet_number.in_(some), SheetReturn.back_on.is_(None)
            )
        ):
            session.delete(each)
    session.flush()


@inner
def returns_of(session: Session, sheet_number: int) -> tuple[SheetReturn, ...]:
    """Return copies of what is noted of the times a sheet was sent back."""
    found = select(SheetReturn).filter_by(sheet_number=sheet_number)
    rows = session.scalars(found.order_by(SheetReturn.number))
    return tuple(copy_of(each, sheet_number) for each in rows)


def copy_of(one: SheetReturn, sheet_number: int) -> SheetReturn:
    """Return the same return of a sheet with another number, in no register yet."""
    return SheetReturn(
        sheet_number=sheet_number,
        reason=one.reason,
        note=one.note,
        sent_on=one.sent_on,
        sent_by=one.sent_by,
        paper_number=one.paper_number,
        back_on=one.back_on,
    )


def _rows(session: Session, papers: Sequence[int]) -> list[CourseRow]:
    """Return the rows of those of ``papers`` that are forms."""
    keys = select(Paper.assignment_number, Paper.period_number).where(
        Paper.number.in_(papers),
        Paper.kind == PaperKind.TIMESHEET,
        Paper.assignment_number.is_not(None),
        Paper.period_number.is_not(None),
        Paper.sha256.is_(None),
    )
    found = [
        SheetKey(one, other) for one, other in session.execute(keys) if one and other
    ]
    return rows_of_keys(session, found) if found else []
