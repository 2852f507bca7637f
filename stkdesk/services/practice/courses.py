"""What has happened to the assignments of the practice office: begun, rested, ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import EndReason, PauseReason
from stkdesk.domain.calendar import months_later
from stkdesk.services.practice.careers import Stint

Row = dict[str, Any]
CALLED = timedelta(days=14)  # after the last day
ENDED = (
    EndReason.CONTACT_WISH,
    EndReason.GOAL_REACHED,
    EndReason.CLIENT_WISH,
    EndReason.MOVED,
    EndReason.DECISION_OVER,
)
RESTS = (
    (PauseReason.CONTACT_ILL, "Sykmeldt. Ringer når hun eller han er i gang igjen."),
    (PauseReason.CLIENT_WISH, "Vil ha ro en stund."),
    (PauseReason.HOLIDAY, "Hos familien til over nyttår."),
    (PauseReason.CLIENT_ILL, ""),
)
RESTED = timedelta(days=9)  # the pause of the summer


def course_of(stint: Stint, today: date) -> Row:
    """Return the columns of an assignment that tell how it began and ended."""
    over = stint.status is AssignmentStatus.ENDED
    planned = stint.status is AssignmentStatus.PLANNED
    course: Row = dict.fromkeys(
        ("end_reason", "last_sheet_on", "follow_up_on", "followed_up_on")
    )
    course["activated_on"] = None if planned else stint.start_on
    if not over or stint.end_on is None:
        return course
    end = stint.end_on
    course["end_reason"] = ENDED[stint.number % len(ENDED)]
    course["last_sheet_on"] = months_later(end.replace(day=1), 1) - timedelta(days=1)
    course["follow_up_on"] = end + CALLED
    if stint.is_changed:  # to be called today or so
        course["end_reason"] = EndReason.NO_MATCH
        course["follow_up_on"] = today - timedelta(days=1)
    elif end + CALLED <= today:
        course["followed_up_on"] = end + CALLED
    return course


def pauses(stint: Stint, today: date) -> Iterator[Row]:
    """Yield the days an assignment rests, and one that rested for a while."""
    if stint.status is AssignmentStatus.PAUSED:
        reason, note = RESTS[stint.number % len(RESTS)]
        first = max(stint.start_on, months_later(today, -3).replace(day=28))
        until = None if stint.number % 2 else today + timedelta(days=25)
        yield _pause(stint, first, until, reason, note)
    elif stint.status is AssignmentStatus.ACTIVE and stint.number % 23 == 0:
        first = today.replace(month=7, day=8)
        if stint.start_on < first < today:
            yield _pause(stint, first, first + RESTED, PauseReason.HOLIDAY, "")


def _pause(
    stint: Stint, first: date, last: date | None, reason: PauseReason, note: str
) -> Row:
    return {
        "assignment_number": stint.number,
        "from_on": first,
        "to_on": last,
        "reason": reason,
        "note": note,
    }
