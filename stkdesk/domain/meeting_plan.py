"""The plan of a group: on which days it meets, and which are passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.domain.calendar import holiday_name
from stkdesk.domain.group import GroupDraft
from stkdesk.domain.period import Period

DAYS_A_WEEK = 7
CHRISTMAS_EVE, NEW_YEARS_EVE = (12, 24), (12, 31)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day of the plan, and why there is no meeting then ("" when there is)."""

    day: date
    why_not: str = ""


def planned_days(draft: GroupDraft, asked: Period) -> tuple[PlannedDay, ...]:
    """Return the days the group meets within ``asked``, the first day first.

    The first meeting is on the first such weekday on or after the group's first day;
    from there every so many weeks, whatever the turn of the year. A day the office is
    closed is told of and passed over; the weeks are counted on. Empty when the group
    has no weekday or no first day.
    """
    return tuple(PlannedDay(day, closed_word(day)) for day in _days(draft, asked))


def closed_word(day: date) -> str:
    """Return why nobody meets that day: the holiday, "" on an ordinary day.

    Christmas Eve and New Year's Eve are no public holidays; no group meets then
    (the office's own rule).
    """
    if (day.month, day.day) == CHRISTMAS_EVE:
        return "julaften"
    if (day.month, day.day) == NEW_YEARS_EVE:
        return "nyttårsaften"
    return holiday_name(day)


def without(
    days: tuple[PlannedDay, ...], taken: Collection[date]
) -> tuple[PlannedDay, ...]:
    """Return the days that have no meeting yet."""
    return tuple(each for each in days if each.day not in taken)


def _days(draft: GroupDraft, asked: Period) -> Iterator[date]:
    if draft.weekday is None or draft.first_on is None:
        return
    ahead = (draft.weekday - draft.first_on.isoweekday()) % DAYS_A_WEEK
    first = draft.first_on + timedelta(days=ahead)
    step = DAYS_A_WEEK * max(1, draft.every_weeks)
    behind = max(0, (asked.first - first).days)
    day = first + timedelta(days=-(-behind // step) * step)
    last = min(asked.last, draft.last_on or asked.last)
    while day <= last:
        yield day
        day += timedelta(days=step)
