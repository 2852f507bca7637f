"""What the yearly control of KPR is made from: hours a week of each decision.

The weekly figure is a month's minutes divided by 4, not 4,33, and a week's minutes as
they are; halves are rounded up; more than 168 hours a week is refused
(``grants.kpr_weekly_minutes``). The true week, which pay and planning go by, is twelve
months divided by 52 weeks: the two are always named apart.

Source: domain.md 5; Helsedirektoratet, IPLOS-registeret, spørsmål og svar om tjenester.
The fagsystem reports, not stkdesk: this is a list to hold against what it reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.grants import (
    MOST_MINUTES_A_WEEK,
    HoursUnit,
    kpr_weekly_minutes,
)
from stkdesk.domain.in_force import Force

MONTHS_A_YEAR, WEEKS_A_YEAR = 12, 52
NOTE = (
    "Fagsystemet er kilden og rapporterer til KPR. Denne listen er bare til kontroll "
    "av det som står der."
)


def true_weekly_minutes(amount: int, unit: HoursUnit) -> int:
    """Return the minutes of a true week, half up: 12 hours a month are 2 t 46 min."""
    if unit is HoursUnit.WEEK:
        return amount
    return (2 * amount * MONTHS_A_YEAR + WEEKS_A_YEAR) // (2 * WEEKS_A_YEAR)


def kpr_weekly(forces: Iterable[Force]) -> int | None:
    """Return the minutes a week in KPR of all that is granted together.

    Amounts a month are added before they are divided. None when it is more than a
    week has (168 hours): that is never right.
    """
    month, week = _amounts(forces)
    try:
        minutes = kpr_weekly_minutes(month, HoursUnit.MONTH) + week
    except ValueError:
        return None
    return minutes if minutes <= MOST_MINUTES_A_WEEK else None


def true_weekly(forces: Iterable[Force]) -> int:
    """Return the minutes of a true week of all that is granted together."""
    month, week = _amounts(forces)
    return true_weekly_minutes(month, HoursUnit.MONTH) + week


def _amounts(forces: Iterable[Force]) -> tuple[int, int]:
    month = week = 0
    for each in forces:
        if each.unit is HoursUnit.MONTH:
            month += each.minutes
        else:
            week += each.minutes
    return month, week


@dataclass(frozen=True, slots=True)
class Weekly:
    """What is granted a week, in two numbers that are never mixed."""

    true_minutes: int  # of a true week: what pay and planning go by
    kpr_minutes: int | None  # as KPR wants it; None: more than a week has

    @property
    def text(self) -> str:
        """Both, by name: ``2 t 46 min i uken, 3 t 0 min i KPR``."""
        kpr = (
            "over 168 t" if self.kpr_minutes is None else weekly_text(self.kpr_minutes)
        )
        return f"{weekly_text(self.true_minutes)} i uken, {kpr} i KPR"


def weekly(forces: Sequence[Force]) -> Weekly | None:
    """Return what is granted a week by all of ``forces``; None when nothing is."""
    return Weekly(true_weekly(forces), kpr_weekly(forces)) if forces else None


def weekly_text(minutes: int) -> str:
    """Return ``2 t 30 min``."""
    return f"{minutes // 60} t {minutes % 60} min"


@dataclass(frozen=True, slots=True)
class KprRow:
    """One person and one service: a decision that grants, or one that refuses."""

    client_number: int
    client: str  # name
    birth_date: date | None
    case_number: str
    municipality_number: str  # four digits
    service_code: str  # "9": Støttekontakt
    reference: str  # of the decision
    applied_on: date | None
    decided_on: date | None
    refused_on: date | None  # of a refusal, which has no days and hours
    first: date | None
    last: date | None  # None: until further notice
    kpr_minutes: int | None  # a week; None: refused, or more than 168 hours
    true_minutes: int = 0
    used_minutes: int = 0  # registered in the year, of the person in all

    @property
    def is_refusal(self) -> bool:
        """Whether nothing was granted."""
        return self.refused_on is not None

    @property
    def is_too_much(self) -> bool:
        """Whether it is more than a week has."""
        return not self.is_refusal and self.kpr_minutes is None

    def remarks(self, today: date) -> tuple[str, ...]:
        """Return what ought to be looked at, in words."""
        found: list[str] = []
        if self.is_too_much:
            found.append("Mer enn 168 timer i uken")
        if len(self.municipality_number) != 4:
            found.append("Kommunenummer mangler")
        if self.applied_on is None:
            found.append("Søknadsdato mangler")
        if self.applied_on and self.decided_on and self.applied_on > self.decided_on:
            found.append("Søkt etter vedtaket")
        if not self.is_refusal and self.last is None:
            found.append("Sluttdato mangler")
        begun = self.first is not None and self.first <= today
        if not self.is_refusal and begun and not self.used_minutes:
            found.append("Ingen timer i året")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class KprYear:
    """The control of one year: its rows, and what they come to."""

    year: int
    counted_on: date  # 31 December, or the last day there is
    rows: tuple[KprRow, ...]
    users: int  # with something granted on that day
    kpr_minutes: int  # a week, of theirs together
    zero: tuple[str, ...]  # those with something granted in the year and no hours
    refusals: int
    left_out: bool = False  # some clients are out of sight


def counted(rows: Sequence[KprRow], on: date) -> tuple[int, int]:
    """Return how many persons have something on a day, and their minutes a week."""
    held = [
        row
        for row in rows
        if row.first is not None
        and row.first <= on
        and (row.last is None or on <= row.last)
    ]
    return len({row.client_number for row in held}), sum(
        row.kpr_minutes or 0 for row in held
    )
