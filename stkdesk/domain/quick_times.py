"""Times of a visit as people write them: ``16 20``, ``16-20``, ``4,5``, ``3t``.

One reading for the quick line and the cells of the table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from stkdesk.domain.formats import parse_hours

DAY = 24 * 60  # minutes
LONE_HOURS = 10 * 60  # a lone number below is hours; from 10 on it is a time of day
DASHES = str.maketrans("–—−", "---")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})|(\d{1,2})(\d{2})|(\d{1,2})", re.ASCII)
SPAN = re.compile(r"([\d:.]+)-([\d:.]+)", re.ASCII)
DURATION = re.compile(r"(\d[\d,.:]*)t", re.ASCII)
NUMBER = re.compile(r"\d{1,2}(?:[,.:]\d{1,2})?", re.ASCII)


class Times(NamedTuple):
    """When a visit began, None when that is not known, and how long it lasted."""

    start: int | None  # minutes after midnight
    minutes: int


class UnclearError(Exception):
    """Stops the reading of a line; the text is meant for the person typing."""

    def __init__(self, problem: str, *, at_end: bool = False) -> None:
        """Say what to do about it; ``at_end``: more typing may put it right."""
        super().__init__(problem)
        self.problem, self.at_end = problem, at_end


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


def minutes_between(start: int, end: int) -> int:
    """Return the length of a visit; one that ends before it starts ends next day.

    Both in minutes after midnight. Equal times are a whole day.
    """
    return (end - start) % DAY or DAY


def parse_times(text: str) -> Times | None:
    """Return the times in ``16-20`` or ``3t``, alone in a cell; None if it has none."""
    word = text.strip().translate(DASHES).casefold().replace(" ", "")
    try:
        if (alone := read_duration(word)) is not None:
            return Times(None, alone)
    except UnclearError:
        return None
    span = SPAN.fullmatch(word)
    if span is None:
        return None
    start, end = parse_clock(span[1]), parse_clock(span[2], ends=True)
    if start is None or end is None or start == end:
        return None
    return Times(start, minutes_between(start, end))


def parse_length(text: str) -> int | None:
    """Return the minutes in ``4``, ``4,5``, ``4:30`` or ``3t``, at most a day."""
    minutes = parse_hours(text)
    return minutes if minutes is not None and 0 < minutes <= DAY else None


def take_times(words: list[str]) -> Times:
    """Return the times ``words`` begin with, and take those words away.

    Raises:
        UnclearError: if they begin with none.

    """
    if not words:
        raise UnclearError("Skriv fra og til, for eksempel 1600 2015.", at_end=True)
    first = words.pop(0).translate(DASHES).casefold()
    if (alone := read_duration(first)) is not None:
        return Times(None, alone)
    if span := SPAN.fullmatch(first):
        first, words[:0] = span[1], [span[2]]
    elif (alone := _lone_hours(first, words)) is not None:
        return Times(None, alone)
    start = parse_clock(first.removesuffix("-"))
    if start is None:
        raise UnclearError(
            f"«{first}» er ikke et klokkeslett. Skriv for eksempel 1600."
        )
    if words and words[0].translate(DASHES) == "-":
        words.pop(0)
    if not words:
        raise UnclearError(
            "Skriv også når det sluttet, for eksempel 2015.", at_end=True
        )
    return _until(start, words.pop(0).translate(DASHES).casefold().removeprefix("-"))


def _until(start: int, last: str) -> Times:
    if (lasted := read_duration(last)) is not None:
        return Times(start, lasted)
    end = parse_clock(last, ends=True)
    if end is None:
        raise UnclearError(
            f"«{last}» er ikke et klokkeslett. Skriv for eksempel 2015 eller 3t."
        )
    if end == start:
        raise UnclearError("Fra og til er samme klokkeslett.")
    return Times(start, minutes_between(start, end))


def read_duration(word: str) -> int | None:
    """Return the minutes of ``3t``; None when the word is no duration at all.

    Raises:
        UnclearError: if it is one that no visit has.

    """
    match = DURATION.fullmatch(word)
    if match is None:
        return None
    minutes = parse_length(match[1])
    if minutes is None:
        raise UnclearError(
            f"«{word}» er ikke et antall timer. Skriv for eksempel 3t eller 3,5t."
        )
    return minutes


def _lone_hours(word: str, after: list[str]) -> int | None:
    """Return the minutes of a number that stands alone: ``4``, ``4,5`` or ``4:30``.

    It is a time of day when another follows, or when it is too much for hours.
    """
    if NUMBER.fullmatch(word) is None:
        return None
    follows = after[0].translate(DASHES).casefold() if after else ""
    if (
        follows.startswith("-")
        or CLOCK.fullmatch(follows)
        or DURATION.fullmatch(follows)
    ):
        return None
    if follows and NUMBER.fullmatch(follows):
        return None
    minutes = parse_hours(word)
    return minutes if minutes is not None and 0 < minutes < LONE_HOURS else None
