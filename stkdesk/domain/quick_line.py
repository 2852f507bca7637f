"""The quick line: one visit typed as ``14 1600 2015 12km kino``.

What it understands, from left to right:

- the date: the day (``14``), ``14.3``, ``14.3.26`` or ``140326``; ``=`` is a week after
  the line above;
- the times: ``16 20``, ``1600 2015``, ``16:00-20:15``, ``16 3,5t``, or hours alone:
  ``3t``, ``4``, ``4,5``, ``4:30``; ``=`` repeats the whole line above;
- anywhere after that ``12km``, ``120kr`` (``120kv`` with a receipt), ``2p`` passengers
  and ``#11280`` the account; the rest is the note.

``14=`` is ``14 =``. It never guesses: a line gives either a visit or a sentence that
says what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stkdesk.domain.formats import clock_text
from stkdesk.domain.period import Period
from stkdesk.domain.quick_amounts import UNIT, amount_words, with_amounts
from stkdesk.domain.quick_times import (
    DAY,
    UnclearError,
    minutes_between,
    parse_clock,
    take_times,
)
from stkdesk.domain.timesheet import Visit

__all__ = [
    "QuickLine",
    "minutes_between",
    "parse_clock",
    "parse_day",
    "parse_quick_line",
    "quick_line",
]

NEAR = 60  # days from the period within which a date needs no year
WEEK = timedelta(days=7)
REPEAT = "="
WRITTEN_DATE = re.compile(r"(\d{1,2})\.(?:(\d{1,2})\.?(?:(\d{4}|\d{2}))?)?", re.ASCII)
PACKED_DATE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What a line says: a visit, or what to do about it; both empty for no text."""

    visit: Visit | None = None
    problem: str = ""
    unfinished: bool = False  # more typing may still put it right: no red yet


def parse_quick_line(text: str, *, period: Period, previous: Visit | None) -> QuickLine:
    """Return what ``text`` says about one visit in ``period``.

    A day alone is the day of that number in ``period``, which may cross a month; a
    day and a month near the period are taken there, else in the year of the period.
    The visit may turn out to lie outside the period: that is for ``sheet_checks`` to
    tell. ``previous`` is the line above, which ``=`` repeats, all but its receipt.
    Never raises, whatever the text.
    """
    words = _words(text)
    if not words:
        return QuickLine()
    try:
        return QuickLine(_read(words, period, previous))
    except UnclearError as unclear:
        typing = unclear.at_end or (
            not text[-1].isspace() and _may_become_clear(words[:-1], period, previous)
        )
        return QuickLine(problem=unclear.problem, unfinished=typing)


def quick_line(visit: Visit) -> str:
    """Return ``visit`` the way it would be typed; the date is written in full.

    What a drive must tell besides its length has no place in the line.
    """
    parts = [f"{visit.work_on:%d%m%Y}"]
    if visit.start_minute is None:
        parts.append(_duration(visit.minutes))
    else:
        parts.append(clock_text(visit.start_minute))
        ends = (visit.start_minute + visit.minutes) % DAY
        a_day = visit.minutes == DAY
        parts.append(_duration(visit.minutes) if a_day else clock_text(ends))
    return " ".join([*parts, *amount_words(visit)])


def parse_day(text: str, period: Period) -> date | None:
    """Return the date ``text`` stands for in ``period``, or None if it is none."""
    try:
        return _date(text.strip(), period)
    except UnclearError:
        return None


def _words(text: str) -> list[str]:
    """Return the words; ``14=`` are two."""
    first, *rest = text.split() or [""]
    if first.endswith(REPEAT) and first != REPEAT:
        return [first.removesuffix(REPEAT), REPEAT, *rest]
    return [first, *rest] if first else []


def _read(words: list[str], period: Period, previous: Visit | None) -> Visit:
    first, *left = words
    if first == REPEAT:
        above = _above(previous)
        day = above.work_on + WEEK
        if day not in period:
            raise UnclearError("En uke etter linjen over er utenfor. Skriv dagen.")
        repeats = not left or not _begins_times(left[0])
    else:
        day, repeats = _date(first, period), bool(left) and left[0] == REPEAT
    if repeats:
        above = _above(previous)
        left = left[1:] if left and left[0] == REPEAT else left
        return with_amounts(_again(above, day), left)
    start, minutes = take_times(left)
    return with_amounts(Visit(day, start, minutes), left)


def _above(previous: Visit | None) -> Visit:
    if previous is None:
        raise UnclearError("= gjentar linjen over, men det er ingen ennå.")
    return previous


def _again(above: Visit, day: date) -> Visit:
    """Return the line above on another day; a receipt is of one day only."""
    trip = above.trip
    if trip.back_on is not None:
        trip = replace(trip, back_on=day + (trip.back_on - above.work_on))
    return replace(above, work_on=day, has_receipt=False, trip=trip)


def _begins_times(word: str) -> bool:
    """Tell whether a word is about times and not another amount or the note."""
    return word[0].isdigit() and UNIT.fullmatch(word.casefold()) is None


def _may_become_clear(words: list[str], period: Period, previous: Visit | None) -> bool:
    """Tell whether only the word being typed right now is unclear."""
    try:
        _ = words and _read(words, period, previous)
    except UnclearError as unclear:
        return unclear.at_end
    return True


def _date(word: str, period: Period) -> date:
    if word.isascii() and word.isdecimal() and len(word) <= 2:
        return _day_in(period, int(word))
    match = PACKED_DATE.fullmatch(word) or WRITTEN_DATE.fullmatch(word)
    if match is None:
        raise UnclearError(
            f"«{word}» er ikke en dato. Skriv for eksempel 14 eller 14.3."
        )
    day, month, year = match.groups()
    if month is None:
        return _day_in(period, int(day))
    years = (
        [int(year) % 100 + 2000 if len(year) == 2 else int(year)]
        if year
        else range(period.first.year - 1, period.last.year + 2)
    )
    found = [made for y in years if (made := _made(y, int(month), int(day)))]
    if not found:
        raise UnclearError(f"Datoen «{word}» finnes ikke.")
    return min(found, key=lambda made: _unlikely(made, period))


def _day_in(period: Period, day: int) -> date:
    days = (period.first + timedelta(n) for n in range(period.days))
    match [one for one in days if one.day == day]:
        case [only]:
            return only
        case []:
            raise UnclearError(
                f"Det er ingen {day}. i perioden "
                f"{period.first:%d.%m.}–{period.last:%d.%m.%Y}."
            )
    raise UnclearError(
        f"Det er flere {day}. i perioden. "
        f"Skriv også måneden: {day}.{period.first.month}."
    )


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unlikely(day: date, period: Period) -> tuple[int, bool]:
    """Return how unlikely ``day`` is meant: those near the period come first."""
    away = max((period.first - day).days, (day - period.last).days, 0)
    return min(away, NEAR), day.year != period.last.year


def _duration(minutes: int) -> str:
    return (
        f"{minutes // 60}:{minutes % 60:02}t" if minutes % 60 else f"{minutes // 60}t"
    )
