"""What a timesheet pays: hours, driving and expenses, in whole øre.

The basis for the payroll office, never a wage: no tax is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.assignment import Solution
from stkdesk.domain.rate import RateKind, RateRow, rate_on
from stkdesk.domain.timesheet import Visit

MINUTES_AN_HOUR = 60
METRES_A_KM = 1000


class ExpenseWay(StrEnum):
    """How an assignment covers expenses."""

    RECEIPTS = "receipts"  # by receipt, up to the cap a month
    HOUR = "hour"  # a sum for each hour, taxable (domain.md 4.2)
    MONTH = "month"  # a sum for each month with a visit
    NONE = "none"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ExpenseWay.RECEIPTS: "Etter kvittering",
            ExpenseWay.HOUR: "Fast beløp per time",
            ExpenseWay.MONTH: "Fast beløp per måned",
            ExpenseWay.NONE: "Ikke avtalt",
        }[self]


class PayKind(StrEnum):
    """What a line pays for."""

    HOURS = "hours"
    DRIVE_TAX_FREE = "drive_tax_free"
    DRIVE_TAXABLE = "drive_taxable"
    PASSENGER = "passenger"
    EXPENSES = "expenses"
    EXPENSE_HOUR = "expense_hour"
    EXPENSE_MONTH = "expense_month"

    @property
    def label(self) -> str:
        """The word on screen and in bokmål papers."""
        return {
            PayKind.HOURS: "Honorar",
            PayKind.DRIVE_TAX_FREE: "Kjøring, trekkfri",
            PayKind.DRIVE_TAXABLE: "Kjøring, trekkpliktig",
            PayKind.PASSENGER: "Passasjertillegg",
            PayKind.EXPENSES: "Utlegg",
            PayKind.EXPENSE_HOUR: "Utgiftsdekning per time",
            PayKind.EXPENSE_MONTH: "Utgiftsdekning per måned",
        }[self]


@dataclass(frozen=True, slots=True)
class PayLine:
    """One printed line: minutes or metres at a rate, or a plain sum."""

    kind: PayKind
    amount: int  # minutes (hours), metres (driving), 0 (expenses)
    rate_ore: int  # an hour or a km; 0 for expenses
    sum_ore: int  # rounded half up, once, here


@dataclass(frozen=True, slots=True)
class Pay:
    """The printed lines of a sheet; what caps kept from being paid is told too."""

    lines: tuple[PayLine, ...]
    unpaid_metres: int = 0
    unpaid_expense_ore: int = 0
    missing: tuple[tuple[RateKind, date], ...] = ()  # rates the office has not set

    @property
    def sum_ore(self) -> int:
        """The sum of the printed lines, so that paper and payroll always agree."""
        return sum(line.sum_ore for line in self.lines)


@dataclass(frozen=True, slots=True)
class PayTerms:
    """What an assignment says about pay. A cap of None: no cap; both are a month."""

    hour_kind: RateKind | None = RateKind.HOUR_INDIVIDUAL  # None: paid elsewhere
    drive_cap_metres: int | None = None
    expense_cap_ore: int | None = None


def hour_rate_of(solution: Solution) -> RateKind | None:
    """Return the hourly rate of a solution; an organisation is paid by agreement."""
    return {
        Solution.INDIVIDUAL: RateKind.HOUR_INDIVIDUAL,
        Solution.GROUP: RateKind.HOUR_GROUP,
        Solution.ORGANISATION: None,
    }[solution]


def pay_of(visits: Sequence[Visit], rates: Iterable[RateRow], terms: PayTerms) -> Pay:
    """Return what ``visits`` pay under ``terms``.

    Every visit is paid by the rate in force on its own day. Minutes (or metres)
    paid at the same rate are one line, so that quantity × rate is the amount
    anybody gets who checks it; each line is rounded half up to whole øre. Driving
    is split at the tax-free rate: the rest up to statens sats is taxable
    (skattebetalingsforskriften § 5-6-14). A cap stops the payment in the order of
    the days; what lies beyond it is told, never dropped.
    """
    ordered = sorted(visits, key=lambda visit: visit.work_on)
    known = tuple(rates)
    missing: dict[tuple[RateKind, date], None] = {}
    hours: dict[int, int] = {}
    drives: dict[tuple[int, int], int] = {}
    room = terms.drive_cap_metres
    for visit in ordered:
        if terms.hour_kind is not None and visit.minutes:
            rate = _rate(known, terms.hour_kind, visit.work_on, missing)
            hours[rate] = hours.get(rate, 0) + visit.minutes
        paid = visit.metres if room is None else min(visit.metres, room)
        if room is not None:
            room -= paid
        if paid:
            state = _rate(known, RateKind.KM_STATE, visit.work_on, missing)
            free = _rate(known, RateKind.KM_TAX_FREE, visit.work_on, missing)
            split = (min(state, free), max(state - free, 0))
            drives[split] = drives.get(split, 0) + paid
    claimed = sum(visit.expense_ore for visit in ordered)
    cap = terms.expense_cap_ore
    expenses = claimed if cap is None else min(claimed, cap)
    return Pay(
        lines=(*_hour_lines(hours), *_drive_lines(drives), *_expense_lines(expenses)),
        unpaid_metres=sum(visit.metres for visit in ordered) - sum(drives.values()),
        unpaid_expense_ore=claimed - expenses,
        missing=tuple(missing),
    )


def _rate(
    rates: Sequence[RateRow],
    kind: RateKind,
    day: date,
    missing: dict[tuple[RateKind, date], None],
) -> int:
    row = rate_on(rates, kind, day)
    if row is None:
        missing[kind, day] = None
        return 0
    return row.amount_ore


def _hour_lines(hours: dict[int, int]) -> Iterator[PayLine]:
    for rate, minutes in hours.items():
        yield PayLine(
            PayKind.HOURS, minutes, rate, half_up(minutes * rate, MINUTES_AN_HOUR)
        )


def _drive_lines(drives: dict[tuple[int, int], int]) -> Iterator[PayLine]:
    kinds = (PayKind.DRIVE_TAX_FREE, PayKind.DRIVE_TAXABLE)
    for place, kind in enumerate(kinds):
        by_rate: dict[int, int] = {}
        for split, metres in drives.items():
            by_rate[split[place]] = by_rate.get(split[place], 0) + metres
        for rate, metres in by_rate.items():
            if rate or kind is PayKind.DRIVE_TAX_FREE:
                yield PayLine(kind, metres, rate, half_up(metres * rate, METRES_A_KM))


def _expense_lines(expenses: int) -> Iterator[PayLine]:
    if expenses:
        yield PayLine(PayKind.EXPENSES, 0, 0, expenses)


def half_up(amount: int, parts: int) -> int:
    """Return ``amount / parts`` to the nearest whole, halves upwards; 0 or more."""
    return (2 * amount + parts) // (2 * parts)
