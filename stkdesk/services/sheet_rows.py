"""The rows a step is taken on: read and written many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import Select, delete, exists, insert, select, update
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.grants import granted_minutes
from stkdesk.domain.period import Period
from stkdesk.domain.sheet_course import SheetMark
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner
from stkdesk.services.month_rows import NO_SHEET_WANTED
from stkdesk.storage.tables import Assignment, SheetPeriod, Timesheet, TimesheetLine
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note
from stkdesk.storage.trail_changes import changed_fields

AT_A_TIME = 500  # rows in one statement


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Which sheet is meant, whether it has come in or not."""

    assignment: int
    period: int


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One assignment in one period, and its sheet if one has come in."""

    key: SheetKey
    client: int
    number: int | None  # of the sheet
    version: int
    serial: int
    mark: SheetMark | None
    is_wanted: bool
    is_closed: bool
    has_visits: bool
    granted_minutes: int
    minutes: int = 0
    control_minutes: int | None = None
    is_corrected: bool = False  # a correction tells the difference from it

    @property
    def known(self) -> SheetMark:
        """The mark of a row that has a sheet."""
        assert self.mark is not None
        return self.mark


@dataclass(frozen=True, slots=True)
class Change:
    """What one step does to one sheet; a mark of None: there is no row."""

    key: SheetKey
    number: int | None
    before: SheetMark | None
    after: SheetMark | None
    version: int = 0  # after it


@inner
def rows_of_keys(session: Session, keys: Sequence[SheetKey]) -> list[CourseRow]:
    """Return the first sheets of ``keys``, in that order; one for each that is there.

    The rows are held until the end of the transaction.
    """
    found: dict[SheetKey, CourseRow] = {}
    by_period: dict[int, list[int]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        by_period[key.period].append(key.assignment)
    for number, assignments in by_period.items():
        period = session.get(SheetPeriod, number)
        if period is None:
            continue
        for some in chunks(sorted(assignments)):
            # Held first: who else begins on a sheet of these waits, and then sees it.
            held = session.scalars(
                select(Assignment)
                .where(Assignment.number.in_(some))
                .order_by(Assignment.number)
                .with_for_update(of=Assignment)
            ).all()
            sheets = {
                row.assignment_number: row
                for row in session.execute(
                    _SHEETS.where(
                        Timesheet.assignment_number.in_(some),
                        Timesheet.period_number == number,
                        Timesheet.serial == 1,
                    )
                )
            }
            for about in held:
                row = _row(about, period, sheets.get(about.number))
                found[row.key] = row
    return [found[key] for key in dict.fromkeys(keys) if key in found]


@inner
def rows_of_numbers(session: Session, numbers: Sequence[int]) -> list[CourseRow]:
    """Return the sheets with these numbers, in that order; held as ``rows_of_keys``."""
    found: dict[int, CourseRow] = {}
    for some in chunks(sorted(set(numbers))):
        sheets = session.execute(_SHEETS.where(Timesheet.number.in_(some))).all()
        wanted = {row.assignment_number for row in sheets}
        about = {
            each.number: each
            for each in session.scalars(
                select(Assignment).where(Assignment.number.in_(wanted))
            )
        }
        for sheet in sheets:
            period = session.get_one(SheetPeriod, sheet.period_number)
            found[sheet.number] = _row(about[sheet.assignment_number], period, sheet)
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


@inner
def write_marks(
    session: Session, rows: Sequence[CourseRow], changes: Sequence[Change]
) -> list[Change]:
    """Write ``changes``, and return them with the numbers and versions they got."""
    known = {row.key: row for row in rows}
    new = [each for each in changes if each.before is None]
    gone = [each.number for each in changes if each.after is None]
    _insert(session, new, known)
    for some in chunks(gone):
        session.execute(
            delete(Timesheet)
            .where(Timesheet.number.in_(some))
            .execution_options(synchronize_session="fetch", noted=True)
        )
    alike: dict[SheetMark, list[int]] = defaultdict(list)
    for each in changes:
        if each.before is not None and each.after is not None:
            assert each.number is not None
            alike[each.after].append(each.number)
    for mark, numbers in alike.items():
        for some in chunks(numbers):
            _update(session, mark, some)
    session.info.setdefault("changed", set()).add(Timesheet.__tablename__)
    return _noted(session, changes)


def _insert(
    session: Session, new: Sequence[Change], known: Mapping[SheetKey, CourseRow]
) -> None:
    rows = [
        {
            **asdict(each.after),
            "assignment_number": each.key.assignment,
            "period_number": each.key.period,
            "granted_minutes": known[each.key].granted_minutes,
            "version": 1,
            "changed_at": now(),
            "changed_by": session.info["actor"].number,
        }
        for each in new
        if each.after is not None
    ]
    for some in chunks(rows):
        session.execute(insert(Timesheet).execution_options(noted=True), list(some))


def _update(session: Session, mark: SheetMark, numbers: Sequence[int]) -> None:
    session.execute(
        update(Timesheet)
        .where(Timesheet.number.in_(numbers))
        .values(
            **asdict(mark),
            version=Timesheet.version + 1,
            changed_at=now(),
            changed_by=session.info["actor"].number,
        )
        .execution_options(synchronize_session="fetch", noted=True)
    )


def _noted(session: Session, changes: Sequence[Change]) -> list[Change]:
    """Note each change in the trail; return them with numbers and versions."""
    standing: dict[SheetKey, Any] = {}
    numbers: dict[int, Any] = {}
    row: Any
    new = [each.key for each in changes if each.number is None]
    for period in {key.period for key in new}:
        for some in chunks([key.assignment for key in new if key.period == period]):
            for row in session.execute(
                select(
                    Timesheet.number, Timesheet.assignment_number, Timesheet.version
                ).where(
                    Timesheet.assignment_number.in_(some),
                    Timesheet.period_number == period,
                    Timesheet.serial == 1,
                )
            ):
                standing[SheetKey(row.assignment_number, period)] = row
    kept = [each.number for each in changes if each.number and each.after]
    for some in chunks(kept):
        found = select(Timesheet.number, Timesheet.version)
        for row in session.execute(found.where(Timesheet.number.in_(some))):
            numbers[row.number] = row
    written = []
    for each in changes:
        row = (
            standing.get(each.key) if each.number is None else numbers.get(each.number)
        )
        number = each.number if row is None else row.number
        version = 0 if row is None else row.version
        action = (
            Action.ADDED
            if each.before is None
            else Action.REMOVED
            if each.after is None
            else Action.CHANGED
        )
        told = changed_fields(_fields(each.before), _fields(each.after))
        note(session, action, "timesheets", number, detail={"fields": told})
        written.append(Change(each.key, number, each.before, each.after, version))
    return written


def _fields(mark: SheetMark | None) -> dict[str, Any]:
    if mark is None:
        return dict.fromkeys(each.name for each in fields(SheetMark))
    return asdict(mark)


_LATER = aliased(Timesheet)
_SHEETS: Select[*tuple[Any, ...]] = (
    select(
        Timesheet.number,
        Timesheet.assignment_number,
        Timesheet.period_number,
        Timesheet.version,
        Timesheet.serial,
        Timesheet.state,
        Timesheet.received_on,
        Timesheet.checked_at,
        Timesheet.checked_by,
        Timesheet.approved_at,
        Timesheet.approved_by,
        Timesheet.entered_by,
        Timesheet.granted_minutes,
        Timesheet.minutes,
        Timesheet.control_minutes,
        exists().where(TimesheetLine.sheet_number == Timesheet.number).label("visits"),
        exists().where(_LATER.corrects_number == Timesheet.number).label("corrected"),
    )
    .order_by(Timesheet.number)
    .with_for_update(of=Timesheet)
)


def _row(about: Assignment, period: SheetPeriod, sheet: Any) -> CourseRow:
    asked = Period(period.first_on, period.last_on)
    key = SheetKey(about.number, period.number)
    if sheet is not None:
        mark = SheetMark(
            sheet.state,
            sheet.received_on,
            sheet.checked_at,
            sheet.checked_by,
            sheet.approved_at,
            sheet.approved_by,
            sheet.entered_by,
        )
        return CourseRow(
            key,
            about.client_number,
            sheet.number,
            sheet.version,
            sheet.serial,
            mark,
            _is_wanted(about, asked),
            period.closed_at is not None,
            sheet.visits,
            sheet.granted_minutes,
            sheet.minutes,
            sheet.control_minutes,
            sheet.corrected,
        )
    lasting = Period(about.start_on, about.end_on or max(asked.last, about.start_on))
    granted = granted_minutes(about.agreed_minutes, about.hours_unit, lasting, asked)
    return CourseRow(
        key,
        about.client_number,
        None,
        0,
        1,
        None,
        _is_wanted(about, asked),
        period.closed_at is not None,
        has_visits=False,
        granted_minutes=granted or 0,
    )


def _is_wanted(about: Assignment, asked: Period) -> bool:
    """Tell whether a sheet of the assignment is wanted in the period."""
    runs = about.start_on <= asked.last and (
        about.end_on is None or about.end_on >= asked.first
    )
    return runs and about.status not in NO_SHEET_WANTED


def chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield ``items`` as many at a time as one statement takes."""
    for start in range(0, len(items), AT_A_TIME):
        yield items[start : start + AT_A_TIME]
