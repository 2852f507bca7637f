"""The quick line: one visit typed as ``14 1600 2015 12km kino``.

What it understands, from left to right:

- the date: the day (``14``), ``14.3``, ``14.3.26`` or ``140326``;
- the times: ``16 20``, ``1600 2015``, ``16:00-20:15``, ``16 3,5t`` or only ``3,5t``;
  ``=`` repeats those of the line above;
- anywhere after that ``12km``/``km12`` and ``120kr``/``kr120``; the rest is the note.

It never guesses: a line gives either a visit or a sentence that says what to do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.domain.formats import clock_text, parse_hours, parse_km, parse_kroner
from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import Visit

DAY = 24 * 60  # minutes
MOST = {"km": 9_999_000, "kr": 9_999_900}  # metres and øre one line can hold
NEAR = 60  # days from the period within which a date needs no year
DASHES = str.maketrans("–—−", "---")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})|(\d{1,2})(\d{2})|(\d{1,2})", re.ASCII)
SPAN = re.compile(r"([\d:.]+)-([\d:.]+)", re.ASCII)
DURATION = re.compile(r"(\d[\d,.:]*)t", re.ASCII)
UNIT = re.compile(r"(km|kr)(\d[\d,.]*)|(\d[\d,.]*)(km|kr)", re.ASCII)
BARE = re.compile(r"\d[\d,.]*", re.ASCII)
WRITTEN_DATE = re.compile(r"(\d{1,2})\.(?:(\d{1,2})\.?(?:(\d{4}|\d{2}))?)?", re.ASCII)
PACKED_DATE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What a line says: a visit, or what to do about it; both empty for no text."""

    visit: Visit | None = None
    problem: str = ""
    unfinished: bool = False  # more typing may still put it right: no red yet


class _UnclearError(Exception):
    """Stops the reading of a line; the text is meant for the person typing."""

    def __init__(self, problem: str, *, at_end: bool = False) -> None:
        super().__init__(problem)
        self.problem, self.at_end = problem, at_end


def parse_quick_line(text: str, *, period: Period, previous: Visit | None) -> QuickLine:
    """Return what ``text`` says about one visit in ``period``.

    A day alone is the day of that number in ``period``, which may cross a month; a
    day and a month near the period are taken there, else in the year of the period.
    The visit may turn out to lie outside the period: that is for ``sheet_checks`` to
    tell. ``previous`` is the line above, which ``=`` repeats. Never raises, whatever
    the text.
    """
    words = text.split()
    if not words:
        return QuickLine()
    try:
        return QuickLine(_read(words, period, previous))
    except _UnclearError as unclear:
        typing = unclear.at_end or (
            not text[-1].isspace() and _may_become_clear(words[:-1], period, previous)
        )
        return QuickLine(problem=unclear.problem, unfinished=typing)


def quick_line(visit: Visit) -> str:
    """Return ``visit`` the way it would be typed; the date is written in full."""
    parts = [f"{visit.work_on:%d%m%Y}"]
    if visit.start_minute is None:
        parts.append(_duration(visit.minutes))
    else:
        parts.append(clock_text(visit.start_minute))
        ends = (visit.start_minute + visit.minutes) % DAY
        a_day = visit.minutes == DAY
        parts.append(_duration(visit.minutes) if a_day else clock_text(ends))
    if visit.metres:
        parts.append(_decimal(visit.metres, 1000) + "km")
    if visit.expense_ore:
        parts.append(_decimal(visit.expense_ore, 100) + "kr")
    return " ".join([*parts, visit.activity]).rstrip()


def parse_clock(text: str, *, ends: bool = False) -> int | None:
    """Return minutes after midnight for ``16``, ``1600``, ``16:00`` or ``16.00``.

    24:00 is understood only where a visit ``ends``. None if it is no time of day.
    """
    match = CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hours = int(match[1] or match[3] or match[5])
    minutes = int(match[2] or match[4] or 0)
    if hours < 24 and minutes < 60:
        return hours * 60 + minutes
    return DAY if ends and (hours, minutes) == (24, 0) else None


def parse_day(text: str, period: Period) -> date | None:
    """Return the date ``text`` stands for in ``period``, or None if it is none."""
    try:
        return _date(text.strip(), period)
    except _UnclearError:
        return None


def minutes_between(start: int, end: int) -> int:
    """Return the length of a visit; one that ends before it starts ends next day.

    Both in minutes after midnight. Equal times are a whole day.
    """
    return (end - start) % DAY or DAY


def _read(words: list[str], period: Period, previous: Visit | None) -> Visit:
    work_on = _date(words[0], period)
    start, minutes, left = _times(words[1:], previous)
    metres, expense, activity = _rest(left)
    return Visit(work_on, start, minutes, metres, expense, activity)


def _may_become_clear(words: list[str], period: Period, previous: Visit | None) -> bool:
    """Tell whether only the word being typed right now is unclear."""
    try:
        _ = words and _read(words, period, previous)
    except _UnclearError as unclear:
        return unclear.at_end
    return True


def _date(word: str, period: Period) -> date:
    if word.isascii() and word.isdecimal() and len(word) <= 2:
        return _day_in(period, int(word))
    match = PACKED_DATE.fullmatch(word) or WRITTEN_DATE.fullmatch(word)
    if match is None:
        raise _UnclearError(
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
        raise _UnclearError(f"Datoen «{word}» finnes ikke.")
    return min(found, key=lambda made: _unlikely(made, period))


def _day_in(period: Period, day: int) -> date:
    days = (period.first + timedelta(n) for n in range(period.days))
    match [one for one in days if one.day == day]:
        case [only]:
            return only
        case []:
            raise _UnclearError(
                f"Det er ingen {day}. i perioden "
                f"{period.first:%d.%m.}–{period.last:%d.%m.%Y}."
            )
    raise _UnclearError(
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


def _times(
    words: list[str], previous: Visit | None
) -> tuple[int | None, int, list[str]]:
    """Return start, minutes and the words after the times."""
    if not words:
        raise _UnclearError("Skriv fra og til, for eksempel 1600 2015.", at_end=True)
    first = words.pop(0).translate(DASHES).casefold()
    if first == "=":
        if previous is None:
            raise _UnclearError("= gjentar linjen over, men det er ingen ennå.")
        return previous.start_minute, previous.minutes, words
    if (alone := _read_duration(first)) is not None:
        return None, alone, words
    if span := SPAN.fullmatch(first):
        first, words[:0] = span[1], [span[2]]
    start = parse_clock(first.removesuffix("-"))
    if start is None:
        raise _UnclearError(
            f"«{first}» er ikke et klokkeslett. Skriv for eksempel 1600."
        )
    if words and words[0].translate(DASHES) == "-":
        words.pop(0)
    if not words:
        raise _UnclearError(
            "Skriv også når det sluttet, for eksempel 2015.", at_end=True
        )
    last = words.pop(0).translate(DASHES).casefold().removeprefix("-")
    if (lasted := _read_duration(last)) is not None:
        return start, lasted, words
    end = parse_clock(last, ends=True)
    if end is None:
        raise _UnclearError(
            f"«{last}» er ikke et klokkeslett. Skriv for eksempel 2015 eller 3t."
        )
    if end == start:
        raise _UnclearError("Fra og til er samme klokkeslett.")
    return start, minutes_between(start, end), words


def _read_duration(word: str) -> int | None:
    match = DURATION.fullmatch(word)
    if match is None:
        return None
    minutes = parse_hours(match[1])
    if minutes is None or not 0 < minutes <= DAY:
        raise _UnclearError(
            f"«{word}» er ikke et antall timer. Skriv for eksempel 3t eller 3,5t."
        )
    return minutes


def _rest(words: list[str]) -> tuple[int, int, str]:
    """Return metres, øre and the note."""
    amounts: dict[str, int] = {}
    note: list[str] = []
    left = _with_units_joined(words)
    for place, word in enumerate(left):
        match = UNIT.fullmatch(word.casefold())
        if match is None:
            if place == 0 and BARE.fullmatch(word):
                raise _UnclearError(
                    f"Er «{word}» km eller kr? Skriv {word}km eller {word}kr."
                )
            note.append(word)
            continue
        unit, number = match[1] or match[4], match[2] or match[3]
        amount = parse_km(number) if unit == "km" else parse_kroner(number)
        if amount is None or amount > MOST[unit]:
            raise _UnclearError(
                f"«{word}» er ikke et antall. Skriv for eksempel 12,5{unit}."
            )
        if unit in amounts:
            raise _UnclearError(f"{unit} står to ganger.")
        amounts[unit] = amount
    return amounts.get("km", 0), amounts.get("kr", 0), " ".join(note)


def _with_units_joined(words: list[str]) -> list[str]:
    """Return the words with ``12 km`` and ``kr 120`` written as one."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        after_number = word.casefold() in ("km", "kr") and BARE.fullmatch(before)
        after_unit = BARE.fullmatch(word) and before.casefold() in ("km", "kr")
        if after_number or after_unit:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _duration(minutes: int) -> str:
    return (
        f"{minutes // 60}:{minutes % 60:02}t" if minutes % 60 else f"{minutes // 60}t"
    )


def _decimal(amount: int, unit: int) -> str:
    """Return ``amount / unit`` in full, with a comma and without needless zeros."""
    whole, part = divmod(amount, unit)
    digits = str(unit + part)[1:].rstrip("0")
    return f"{whole},{digits}" if digits else f"{whole}"
