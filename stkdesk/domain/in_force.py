"""Which decisions hold on a day: what is issued never changes, but later ones cut it.

An end, a change or a reversal takes effect on its first day, and the decision it is
about holds until the day before. A correction takes the place of the whole decision it
corrects. A new grant of the same solution takes over from its first day, whatever the
older one says about how long it lasts (the office's own rule, for decisions made before
a change had to name what it changes).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionKind, GrantItem
from stkdesk.domain.grants import HoursUnit, granted_minutes
from stkdesk.domain.period import Period

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class IssuedDecision:
    """What an issued decision grants, and which other it takes the place of."""

    number: int
    kind: DecisionKind
    valid_from: date | None
    valid_to: date | None  # None: until further notice
    hours_unit: HoursUnit = HoursUnit.WEEK
    items: tuple[GrantItem, ...] = ()
    changes_number: int | None = None
    corrects_number: int | None = None


@dataclass(frozen=True, slots=True)
class Force:
    """One item of a decision and the days it holds, both ends included."""

    decision: int
    solution: Solution
    minutes: int
    unit: HoursUnit
    first: date
    last: date | None  # None: until further notice

    def holds_on(self, day: date) -> bool:
        """Tell whether it holds that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, first: date, last: date | None) -> bool:
        """Tell whether it holds on any day from ``first`` to ``last``."""
        return (last is None or self.first <= last) and (
            self.last is None or first <= self.last
        )


def forces(issued: Iterable[IssuedDecision]) -> tuple[Force, ...]:
    """Return what the issued decisions of one client grant, and when; first day first.

    A decision that was cut away whole has no part in it.
    """
    every = sorted(issued, key=lambda each: each.number)
    corrected = {
        each.corrects_number: each.number
        for each in every
        if each.corrects_number is not None
    }
    standing = [each for each in every if each.number not in corrected]
    ends = _ends(standing, corrected)
    found: list[Force] = []
    begun: dict[Solution, date] = {}  # first day of the next grant of the same
    grants = [each for each in standing if each.kind.grants and each.valid_from]
    for each in sorted(
        grants, key=lambda each: (each.valid_from or date.min, each.number)
    )[::-1]:
        first = each.valid_from
        assert first is not None
        for item in each.items:
            lasts = [
                each.valid_to,
                ends.get(each.number),
                begun[item.solution] - ONE_DAY if item.solution in begun else None,
            ]
            last = min((day for day in lasts if day is not None), default=None)
            if item.minutes and (last is None or last >= first):
                unit = each.hours_unit
                found.append(
                    Force(each.number, item.solution, item.minutes, unit, first, last)
                )
        begun |= {item.solution: first for item in each.items}
    return tuple(found[::-1])


def granted_in(found: Iterable[Force], asked: Period) -> int:
    """Return the minutes granted within a period by what holds then."""
    return sum(
        granted_minutes(
            each.minutes,
            each.unit,
            Period(each.first, each.last or max(asked.last, each.first)),
            asked,
        )
        for each in found
    )


def _ends(
    standing: Sequence[IssuedDecision], corrected: dict[int, int]
) -> dict[int, date]:
    """Return the last day of each decision that a later one changes or ends."""
    ends: dict[int, date] = {}
    for each in standing:
        changed, first = each.changes_number, each.valid_from
        if changed is None or first is None or not each.kind.changes_another:
            continue
        while changed in corrected:
            changed = corrected[changed]
        ends[changed] = min(ends.get(changed, date.max), first - ONE_DAY)
    return ends
