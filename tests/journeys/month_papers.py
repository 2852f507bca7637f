"""110 sheets of October as they lie in the tray, and what each of them is worth.

Everything here is invented with a fixed seed, and told twice: as the keys that are
typed for a paper, and as the visits on it, which are paid by hand. Assignments are
numbered from 1 in the order of the names of clients and of support contacts alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.journeys.by_hand import Hourly, Owed, Work, hourly_of, owed

SHEETS, ON_TIME = 110, 96
DAYS = [date(2026, 10, day) for day in range(1, 32)]
NEW_RATE = date(2026, 10, 15)  # in the middle of the month
#: Kroner an hour, by age and from which day.
INDIVIDUAL: dict[int, Hourly] = {
    0: {date(2026, 1, 1): Fraction("241.35"), NEW_RATE: Fraction("249.80")},
    60: {date(2026, 1, 1): Fraction("263.40"), NEW_RATE: Fraction("271.15")},
}
GROUP: dict[int, Hourly] = {0: {date(2026, 1, 1): Fraction("235.00")}}
OWN = {date(2026, 3, 1): Fraction("287.65")}
OWN_UNTIL = date(2026, 10, 20)
FLAT_HOUR, FLAT_MONTH = Fraction("28.00"), Fraction("350.00")
MOST_KM, MOST_KRONER = 30, 300
BORN, BORN_60 = date(1985, 5, 17), date(1966, 10, 12)  # 60 on a day of the month
#: The first of each two assignments that have the same support contact.
TWICE = (30, 45, 60, 75, 97, 103)
NULL, RETURNED, CORRECTED = 1, (10, 11, 12), 20
TRIP = "hjem-kino-hjem"


@dataclass(frozen=True)
class Terms:
    """What is agreed about one assignment, and who is paid."""

    is_group: bool = False
    has_own: bool = False
    born: date = BORN
    most_km: int | None = None
    most_kroner: int | None = MOST_KRONER
    flat_hour: Fraction | None = None
    flat_month: Fraction | None = None

    def owed(self, works: Sequence[Work]) -> Owed:
        """Return what ``works`` are worth, by hand."""
        by_age = GROUP if self.is_group else INDIVIDUAL
        own = OWN if self.has_own and not self.is_group else None
        return owed(
            works,
            hourly_of(DAYS, by_age, self.born, own, OWN_UNTIL),
            most_km=self.most_km,
            most_kroner=self.most_kroner,
            flat_hour=self.flat_hour,
            flat_month=self.flat_month,
        )


@dataclass(frozen=True)
class Sheet:
    """One paper: the assignment it is of, its visits, and what is typed for it."""

    assignment: int
    terms: Terms
    works: tuple[Work, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def owed(self) -> Owed:
        """What it is worth, by hand."""
        return self.terms.owed(self.works)


def the_tray() -> dict[int, Sheet]:
    """Return all 110 by the number of the assignment."""
    sheets = {}
    for number in range(1, SHEETS + 1):
        terms = terms_of(number)
        works, keys = _written(number, Random(number))
        if number in (NULL, SHEETS - 1):
            works, keys = (), ("<Ctrl+0>",)
        sheets[number] = Sheet(number, terms, works, keys)
    return sheets


def terms_of(number: int) -> Terms:
    """Return what is agreed about an assignment: every way of paying has some."""
    first = number - 1 if number - 1 in TWICE else number  # the contact is the same
    terms = Terms(
        is_group=number % 10 == 7,
        has_own=first % 10 == 5,
        born=BORN_60 if first % 10 == 3 else BORN,
        most_km=MOST_KM if number % 10 in (4, 8) else None,
    )
    if number % 10 == 1:
        return replace(terms, flat_hour=FLAT_HOUR, most_kroner=None)
    if number % 10 == 2:
        return replace(terms, flat_month=FLAT_MONTH, most_kroner=None)
    return terms


def keys_in(typed: Sequence[str]) -> int:
    """Count the keys that are pressed: ``<Ctrl+Return>`` is two."""
    return sum(
        each.count("+") + 1 if each.startswith("<") else len(each) for each in typed
    )


def _written(number: int, chance: Random) -> tuple[tuple[Work, ...], tuple[str, ...]]:
    """Return the visits of a paper, and the lines typed for them.

    Every second is of one weekday; the others have the same hours again more often
    than not, as people are. A line that repeats the one above is ``=`` a week later.
    """
    weekly, first = number % 2 == 0, date(2026, 10, chance.choice((1, 2, 3)))
    days = [first + timedelta(7 * week) for week in range(5)]
    if not weekly:
        days = sorted(chance.sample(DAYS, chance.choice((4, 5, 5, 5, 6))))
    works: list[Work] = []
    keys: list[str] = []
    for place, day in enumerate(days):
        is_last = place == len(days) - 1
        if place and not is_last and (weekly or chance.random() < 0.7):
            works.append(replace(works[-1], day=day))
            a_week_after = day - works[-2].day == timedelta(7)
            keys += ["=" if a_week_after else f"{day.day}=", "<Return>"]
            continue
        text, hours = _times(number, chance)
        work, typed = Work(day, hours), f"{day.day} {text}"
        if number % 3 == 0 and place == 0:
            people = 1 if number % 9 == 0 else 0
            km = Fraction(chance.randrange(80, 400), 10)
            work = replace(work, km=km, passengers=people)
            typed += f" {_number(km)}km{' 1p' * people} kino"
        elif number % 5 == 0 and is_last:
            work = replace(work, kroner=Fraction(chance.randrange(4000, 40000), 100))
            typed += f" {_number(work.kroner)}kv"
        keys += [typed, "<Return>"]
        if work.km:
            keys += [TRIP, "<Return>"]
            keys += ["Tuva", "<Return>"] * work.passengers
        works.append(work)
    if number % 8 == 3:  # the paper has a sum of its own
        total = sum((work.hours for work in works), Fraction(0))
        keys += ["<Alt+P>", _number(total)]
    return tuple(works), (*keys, "<Ctrl+Return>")


def _times(number: int, chance: Random) -> tuple[str, Fraction]:
    """Return one visit's hours as a paper may have them, and how many they are."""
    begins = chance.randrange(40, 72)  # quarters of an hour, from ten in the morning
    long = chance.randrange(4, 17)
    if number % 4 == 0:  # whole hours
        begins, long = begins // 4 * 4, max(long // 4 * 4, 4)
    hours = Fraction(long, 4)
    if number % 20 == 3:
        return f"{_clock(begins)}-{_clock(begins + long)}", hours
    if number % 4 == 2 and long % 2:
        return f"{long // 4}:{long % 4 * 15:02}", hours
    if number % 4 == 2:
        return f"{_number(hours)}t", hours
    return f"{_short(begins)} {_short(begins + long)}", hours


def _short(quarters: int) -> str:
    """Return ``16`` or ``1630``."""
    hour, minutes = quarters // 4, quarters % 4 * 15
    return f"{hour}{minutes:02}" if minutes else str(hour)


def _clock(quarters: int) -> str:
    return f"{quarters // 4}:{quarters % 4 * 15:02}"


def _number(amount: Fraction) -> str:
    """Return ``12,5`` the shortest way it is written."""
    return f"{float(amount):g}".replace(".", ",")
