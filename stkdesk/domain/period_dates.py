"""The days of one timesheet period, and what the office may move them to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.calendar import holiday_name, is_working_day
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import short_date, weekday_name
from stkdesk.domain.period import Period


@dataclass(frozen=True, slots=True)
class PeriodDates:
    """First and last day, when the sheets are due, and when they are paid."""

    first: date
    last: date
    due_on: date
    pay_on: date


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands around a period: the ones before and after it in the same year.

    ``is_used``: a sheet or a paper lies in the period itself, or in that neighbour.
    """

    before: Period | None
    after: Period | None
    is_used_before: bool = False  # a sheet or paper lies here or in ``before``
    is_used_after: bool = False


def date_problems(
    draft: PeriodDates, was: PeriodDates, beside: Beside
) -> Iterator[Problem]:
    """Yield what is wrong with moving a period from ``was`` to ``draft``.

    Periods lie end to end through the year, each at least a day long, and none goes
    across the turn of the year: pay is reported by year.
    """
    if draft.first != was.first:
        yield from _first(draft, beside)
    if draft.last != was.last:
        yield from _last(draft, beside)
    if draft.last < draft.first:
        yield Problem("last", "Siste dag kan ikke være før første dag.")
    if draft.due_on <= draft.last:
        text = f"Fristen må være etter at perioden er slutt {short_date(draft.last)}"
        yield Problem("due_on", f"{text}.")
    if draft.pay_on <= draft.due_on:
        text = f"Lønn utbetales etter fristen {short_date(draft.due_on)}"
        yield Problem("pay_on", f"{text}.")
    for name, day in (("due_on", draft.due_on), ("pay_on", draft.pay_on)):
        if not is_working_day(day):
            free = holiday_name(day) or weekday_name(day)
            text = f"{short_date(day)} er {free}. Velg en virkedag om det går."
            yield Problem(name, text, blocks=False)


def _first(draft: PeriodDates, beside: Beside) -> Iterator[Problem]:
    if beside.before is None:
        yield Problem("first", "Årets første periode begynner 1. januar.")
    elif beside.is_used_before:
        yield Problem(
            "first",
            "Det ligger timelister eller papirer i perioden eller den før. Første dag "
            "kan ikke flyttes.",
        )
    elif draft.first <= beside.before.first:
        first = short_date(beside.before.first)
        yield Problem("first", f"Perioden før begynner {first}: velg en senere dag.")


def _last(draft: PeriodDates, beside: Beside) -> Iterator[Problem]:
    if beside.after is None:
        yield Problem("last", "Årets siste periode slutter 31. desember.")
    elif beside.is_used_after:
        yield Problem(
            "last",
            "Det ligger timelister eller papirer i perioden eller den etter. Siste dag "
            "kan ikke flyttes.",
        )
    elif draft.last >= beside.after.last:
        last = short_date(beside.after.last)
        yield Problem("last", f"Perioden etter slutter {last}: velg en tidligere dag.")
