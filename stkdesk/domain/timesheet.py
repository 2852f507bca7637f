"""Timesheets: the lines of one period, their sums, and what may be wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SheetState(StrEnum):
    """How far a sheet that has come in has come. No sheet: still waited for."""

    RECEIVED = "received"
    NOTHING = "nothing"  # null sheet: nothing was done this period
    APPROVED = "approved"
    PAID = "paid"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            SheetState.RECEIVED: "Mottatt",
            SheetState.NOTHING: "Ingen timer",
            SheetState.APPROVED: "Godkjent",
            SheetState.PAID: "Utbetalt",
        }[self]


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of a timesheet. Ends are half-open: 16–19 and 19–20 do not overlap."""

    work_on: date
    start_minute: int | None  # minutes after midnight; None: only a duration is known
    minutes: int
    metres: int = 0
    expense_ore: int = 0
    activity: str = ""

    @property
    def end_minute(self) -> int | None:
        """Minutes after midnight of ``work_on``; past 1440 when it ends next day."""
        return None if self.start_minute is None else self.start_minute + self.minutes


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a sheet."""

    visits: int
    minutes: int
    metres: int
    expense_ore: int


def sums_of(visits: Sequence[Visit]) -> Sums:
    """Return the sums of ``visits``."""
    return Sums(
        visits=len(visits),
        minutes=sum(visit.minutes for visit in visits),
        metres=sum(visit.metres for visit in visits),
        expense_ore=sum(visit.expense_ore for visit in visits),
    )


def joined_visits(
    before: Sequence[Visit], mine: Sequence[Visit], theirs: Sequence[Visit]
) -> tuple[Visit, ...]:
    """Return the visits of two people who both went on from ``before``.

    What either has added is there, what either has taken away is not. A visit both
    have added alike is one visit: both read it off the same paper.
    """
    start, here, there = Counter(before), Counter(mine), Counter(theirs)
    added = (here - start) - (there - start)
    gone = (start - here) - (start - there)
    return tuple((there + added - gone).elements())
