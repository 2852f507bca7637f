"""What a month pays, worked out apart from the program, from the rules as told.

Money is kroner as exact fractions here, and rounded to whole øre only where a line is
printed, half up (domain.md 4, "what the software must do" 4–6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: Driving with one's own car, kroner a km: statens sats and the part without tax.
STATE_RATE = {2025: Fraction("5.00"), 2026: Fraction("5.30")}
TAX_FREE = Fraction("3.50")
PASSENGER = Fraction("1.00")

#: What a sheet is paid for, each with a lønnsart of its own.
LINES = ("fee", "tax_free", "taxable", "passengers", "expenses", "flat")

Hourly = Mapping[date, Fraction]  # kroner an hour from each day on


@dataclass(frozen=True)
class Work:
    """One visit as it stands on the paper."""

    day: date
    hours: Fraction
    km: Fraction = Fraction(0)
    passengers: int = 0
    kroner: Fraction = Fraction(0)


@dataclass(frozen=True)
class Owed:
    """What one sheet is worth, in øre, and what a cap kept from being paid."""

    fee: int = 0
    tax_free: int = 0
    taxable: int = 0
    passengers: int = 0
    expenses: int = 0
    flat: int = 0
    unpaid_km: Fraction = Fraction(0)
    unpaid_ore: int = 0

    @property
    def total(self) -> int:
        """The sum of what is printed."""
        return sum(self.lines.values())

    @property
    def lines(self) -> dict[str, int]:
        """The øre of each line that is printed, by what it is for."""
        return {kind: getattr(self, kind) for kind in LINES}

    def since(self, before: Owed) -> dict[str, int]:
        """Return what is to be paid besides ``before``, line by line."""
        return {kind: ore - before.lines[kind] for kind, ore in self.lines.items()}


def owed(
    works: Sequence[Work],
    hourly: Hourly,
    *,
    most_km: int | None = None,
    most_kroner: int | None = None,
    flat_hour: Fraction | None = None,
    flat_month: Fraction | None = None,
) -> Owed:
    """Return what ``works`` are worth.

    ``flat_hour``, ``flat_month``: expenses are covered by so many kroner an hour or a
    month, and by nothing else.
    """
    hours, trips = defaultdict(Fraction), defaultdict(Fraction)
    riders = left = Fraction(0)
    room = None if most_km is None else Fraction(most_km)
    for work in sorted(works, key=lambda work: work.day):
        begun = max(day for day in hourly if day <= work.day)
        hours[hourly[begun]] += work.hours
        paid = work.km if room is None else min(work.km, room)
        room = None if room is None else room - paid
        left += work.km - paid
        trips[STATE_RATE[work.day.year]] += paid
        riders += paid * work.passengers
    claimed = sum((work.kroner for work in works), Fraction(0))
    covered = claimed if most_kroner is None else min(claimed, Fraction(most_kroner))
    flat = 0
    if flat_hour is not None or flat_month is not None:
        covered = Fraction(0)
        flat = ore(sum(hours.values()) * flat_hour) if flat_hour else 0
        flat += ore(flat_month) if flat_month and works else 0
    return Owed(
        fee=sum(ore(rate * many) for rate, many in hours.items()),
        tax_free=ore(TAX_FREE * sum(trips.values())),
        taxable=sum(ore((rate - TAX_FREE) * km) for rate, km in trips.items()),
        passengers=ore(PASSENGER * riders),
        expenses=ore(covered),
        flat=flat,
        unpaid_km=left,
        unpaid_ore=ore(claimed - covered),
    )


def hourly_of(
    days: Iterable[date],
    by_age: Mapping[int, Hourly],
    born: date,
    own: Mapping[date, Fraction] | None = None,
    own_until: date = date.max,
) -> dict[date, Fraction]:
    """Return what an hour of each day pays somebody ``born`` on a day.

    ``by_age``: the rates from each age on; who has an ``own`` rate is paid by that, as
    long as it lasts.
    """
    found = {}
    for day in days:
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        rates = by_age[max(each for each in by_age if each <= age)]
        if own and min(own) <= day <= own_until:
            rates = own
        found[day] = rates[max(begun for begun in rates if begun <= day)]
    return found


def ore(kroner: Fraction) -> int:
    """Return whole øre, halves upwards."""
    return int((kroner * 100 + Fraction(1, 2)) // 1)
