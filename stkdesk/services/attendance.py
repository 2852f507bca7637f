"""Attendance of one assignment: the days a client was there, and how long.

Of a group the days come from its meetings (``meeting_sheets``); with an organisation
the office registers what the organisation reports, a month at a time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import Solution
from stkdesk.domain.attendance import (
    MemberPresence,
    PresenceFacts,
    presence_problems,
)
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    NotAllowedError,
    NotFoundError,
    Problem,
)
from stkdesk.domain.group import Presence
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import inner, needs
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Assignment, Attendance
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class AttendedDay:
    """One day of attendance, as registered or filled in."""

    day: date
    presence: Presence = Presence.CAME
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class AttendanceReport:
    """The attendance of one assignment in some days."""

    assignment_number: int
    asked: Period
    days: tuple[AttendedDay, ...]  # in order
    from_meetings: bool = False  # of a group: registered on its meetings

    @property
    def minutes(self) -> int:
        """Minutes in all."""
        return sum(each.minutes for each in self.days)


@inner
def attended_minutes(
    session: Session, assignments: Collection[int], asked: Period
) -> dict[int, int]:
    """Return the minutes attended within ``asked``, for each assignment with any."""
    found = (
        select(Attendance.assignment_number, func.sum(Attendance.minutes))
        .where(
            Attendance.assignment_number.in_(assignments),
            Attendance.attended_on.between(asked.first, asked.last),
        )
        .group_by(Attendance.assignment_number)
    )
    return {
        number: int(minutes) for number, minutes in session.execute(found) if minutes
    }


@needs(Right.READ_HOURS)
def attendance_report(
    session: Session, assignment: int, asked: Period
) -> AttendanceReport:
    """Return the attendance of one assignment within ``asked``.

    Raises:
        NotFoundError: if the assignment is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    found = _find(session, assignment)
    note(session, Action.OPENED, "assignments", assignment)
    return AttendanceReport(
        assignment,
        asked,
        _days(session, assignment, asked),
        from_meetings=found.group_number is not None,
    )


@needs(Right.EDIT_HOURS)
def report_attendance(
    session: Session,
    assignment: int,
    day: date,
    presence: Presence,
    minutes: int = 0,
    *,
    today: date,
) -> None:
    """Register one day with an organisation, in place of what was said of it before.

    Raises:
        InvalidInputError: if the day or the minutes cannot be right.
        NotAllowedError: if the attendance comes from the meetings of a group.

    """
    found = _of_organisation(session, assignment)
    line = AttendedDay(day, presence, minutes)
    refuse_blocking(_problems(found, line, today))
    rows = {each.attended_on: each for each in _rows(session, assignment, day, day)}
    _write(session, assignment, rows, [line])
    session.flush()


@needs(Right.EDIT_HOURS)
def report_month(
    session: Session,
    seen: AttendanceReport,
    days: Sequence[AttendedDay],
    *,
    today: date,
) -> None:
    """Put ``days`` in place of all the days of ``seen``.

    That nobody came in the whole month is said by one day of absence.

    Raises:
        InvalidInputError: if a day or its minutes cannot be right; each problem by its
            day, ``minutes/2026-11-03``.
        ChangedByAnotherError: if somebody saved after ``seen`` was read.
        NotAllowedError: if the attendance comes from the meetings of a group.

    """
    found = _of_organisation(session, seen.assignment_number)
    refuse_blocking(report_problems(session, seen, days, today=today))
    first, last = seen.asked.first, seen.asked.last
    if _days(session, seen.assignment_number, seen.asked) != seen.days:
        raise ChangedByAnotherError(
            "Noen andre har lagret oppmøte i mellomtiden.",
            "Det du skrev, står fortsatt i skjemaet.",
        )
    rows = {
        each.attended_on: each for each in _rows(session, found.number, first, last)
    }
    kept = {each.day for each in days}
    for day, row in rows.items():
        if day not in kept:
            session.delete(row)
    _write(session, found.number, rows, days)
    session.flush()


@needs(Right.READ_HOURS)
def report_problems(
    session: Session,
    seen: AttendanceReport,
    days: Sequence[AttendedDay],
    *,
    today: date,
) -> tuple[Problem, ...]:
    """Return what must be put right in ``days``; each by its day."""
    found = _find(session, seen.assignment_number)
    problems = [
        Problem(f"{each.field}/{line.day.isoformat()}", each.message, each.blocks)
        for line in days
        for each in _problems(found, line, today)
    ]
    told: set[date] = set()
    for line in days:
        if line.day in told:
            problems.append(
                Problem(f"attended_on/{line.day.isoformat()}", "Dagen står to ganger.")
            )
        elif line.day not in seen.asked:
            problems.append(
                Problem(
                    f"attended_on/{line.day.isoformat()}",
                    "Dagen ligger utenfor perioden.",
                )
            )
        told.add(line.day)
    return tuple(problems)


def _problems(
    assignment: Assignment, line: AttendedDay, today: date
) -> tuple[Problem, ...]:
    presence = MemberPresence(assignment.number, line.presence, line.minutes)
    return presence_problems(
        PresenceFacts(
            line=presence,
            day=line.day,
            today=today,
            first=assignment.start_on,
            last=assignment.end_on,
        )
    )


def _days(session: Session, assignment: int, asked: Period) -> tuple[AttendedDay, ...]:
    return tuple(
        AttendedDay(each.attended_on, each.presence, each.minutes)
        for each in _rows(session, assignment, asked.first, asked.last)
    )


def _rows(
    session: Session, assignment: int, first: date, last: date
) -> Sequence[Attendance]:
    found = (
        select(Attendance)
        .where(
            Attendance.assignment_number == assignment,
            Attendance.attended_on.between(first, last),
        )
        .order_by(Attendance.attended_on)
    )
    return session.scalars(found).all()


def _write(
    session: Session,
    assignment: int,
    rows: dict[date, Attendance],
    days: Sequence[AttendedDay],
) -> None:
    for each in days:
        row = rows.get(each.day)
        if row is None:
            row = Attendance(assignment_number=assignment, attended_on=each.day)
            session.add(row)
        row.presence, row.minutes = each.presence, each.minutes


def _of_organisation(session: Session, number: int) -> Assignment:
    found = _find(session, number)
    if found.solution is not Solution.ORGANISATION:
        raise NotAllowedError(
            "Oppmøte på dette oppdraget føres ikke her.",
            "I en gruppe føres oppmøtet på møtet. Timene til en støttekontakt føres "
            "på timelisten.",
        )
    return found


def _find(session: Session, number: int) -> Assignment:
    found = session.get(Assignment, number)
    if found is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    refuse_blocked(session, found.client_number)
    return found
