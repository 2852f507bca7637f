"""What a timesheet pays: hours, driving and expenses, in whole øre.

The basis for the payroll office, never a wage: no tax is worked out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay_driving import PaidTrip, drive_lines
from stkdesk.domain.pay_line import PayKind, PayLine, at_rate, half_up
from stkdesk.domain.pay_terms import PayTerms, hour_rate_of
from stkdesk.domain.rate import RateKind, RateRow, RateTable
from stkdesk.domain.timesheet import Visit

__all__ = [
    "ExpenseWay",
    "Pay",
    "PayKind",
    "PayLine",
    "PayTerms",
    "half_up",
    "hour_rate_of",
    "pay_of",
]

Missing = dict[tuple[RateKind, date], None]


@dataclass(frozen=True, slots=True)
class Pay:
    """The printed lines of a sheet; what caps kept from being paid stands on them."""

    lines: tuple[PayLine, ...]
    missing: tuple[tuple[RateKind, date], ...] = ()  # rates the office has not set

    @property
    def sum_ore(self) -> int:
        """The sum of the printed lines, so that paper and payroll always agree."""
        return sum(line.sum_ore for line in self.lines)

    @property
    def taxable_ore(self) -> int:
        """The sum of the lines tax is drawn from."""
        return sum(line.sum_ore for line in self.lines if line.is_taxable)

    @property
    def fee_ore(self) -> int:
        """The sum of the hours, of which feriepenger are earned."""
        return sum(line.sum_ore for line in self.lines if line.kind is PayKind.HOURS)

    @property
    def unpaid_metres(self) -> int:
        """Metres driven beyond the cap; each is on one tax-free line."""
        free = [each for each in self.lines if each.kind is PayKind.DRIVE_TAX_FREE]
        return sum(line.unpaid_quantity for line in free)

    @property
    def unpaid_drive_ore(self) -> int:
        """What those metres would have paid."""
        return sum(line.unpaid_ore for line in self.lines if line.kind.is_driving)

    @property
    def unpaid_expense_ore(self) -> int:
        """Expenses claimed and not paid."""
        expenses = [each for each in self.lines if each.kind is PayKind.EXPENSES]
        return sum(line.unpaid_ore for line in expenses)


def pay_of(visits: Sequence[Visit], rates: Iterable[RateRow], terms: PayTerms) -> Pay:
    """Return what ``visits`` pay under ``terms``.

    Every visit is paid by the rate in force on its own day: the contact's own, else
    that of their age on the day, else the one for all. Minutes (or metres) paid at the
    same rate are one line, so that quantity × rate is the amount anybody gets who
    checks it; each line is rounded half up to whole øre. A cap stops the payment in
    the order of the days; what lies beyond it is told, never dropped.

    The order of ``visits`` does not matter, nor whether one is divided in two. Those
    of a correction may come along with what they correct: one that takes another back
    has its day, passengers and account, and amounts below zero.
    """
    table = RateTable(rates, contact=terms.contact, born_on=terms.born_on)
    missing: Missing = {}
    ordered = sorted(visits, key=lambda visit: visit.work_on)
    return Pay(
        lines=(
            *_hour_lines(ordered, table, terms, missing),
            *_drive_lines(ordered, table, terms, missing),
            *_expense_lines(ordered, terms),
            *_flat_lines(ordered, table, terms, missing),
        ),
        missing=tuple(missing),
    )


def _rate(table: RateTable, kind: RateKind, day: date, missing: Missing) -> int:
    row = table.on(kind, day)
    if row is None:
        missing[kind, day] = None
        return 0
    return row.amount_ore


def _minutes_by_day(visits: Iterable[Visit]) -> dict[date, int]:
    """Return the minutes of each day; one that was taken back is not a day at all."""
    days: dict[date, int] = defaultdict(int)
    for visit in visits:
        days[visit.work_on] += visit.minutes
    return {day: minutes for day, minutes in days.items() if minutes}


def _timed(
    kind: PayKind,
    rate_kind: RateKind,
    visits: Iterable[Visit],
    table: RateTable,
    missing: Missing,
) -> Iterator[PayLine]:
    """Return a line for each rate of an hour."""
    by_rate: dict[int, int] = defaultdict(int)
    for day, minutes in _minutes_by_day(visits).items():
        by_rate[_rate(table, rate_kind, day, missing)] += minutes
    for rate, minutes in by_rate.items():
        yield at_rate(kind, minutes, rate)


def _hour_lines(
    visits: Sequence[Visit], table: RateTable, terms: PayTerms, missing: Missing
) -> Iterator[PayLine]:
    if terms.hour_kind is not None:
        yield from _timed(PayKind.HOURS, terms.hour_kind, visits, table, missing)


def _drive_lines(
    visits: Sequence[Visit], table: RateTable, terms: PayTerms, missing: Missing
) -> tuple[PayLine, ...]:
    driven: dict[tuple[date, int], int] = defaultdict(int)
    for visit in visits:
        driven[visit.work_on, visit.trip.passengers] += visit.metres
    trips = []
    for (day, passengers), metres in sorted(driven.items()):
        if metres:
            state = _rate(table, RateKind.KM_STATE, day, missing)
            free = _rate(table, RateKind.KM_TAX_FREE, day, missing)
            extra = (
                _rate(table, RateKind.KM_PASSENGER, day, missing) if passengers else 0
            )
            trips.append(PaidTrip(metres, passengers, state, free, extra))
    return drive_lines(
        trips, terms.cap(terms.drive_cap_metres), terms.cap(terms.drive_cap_ore)
    )


def _expense_lines(visits: Sequence[Visit], terms: PayTerms) -> Iterator[PayLine]:
    """Return a line for each account; none is paid when a flat sum covers them."""
    claimed: dict[tuple[date, str], int] = defaultdict(int)
    for visit in visits:
        claimed[visit.work_on, visit.account] += visit.expense_ore
    by_receipt = terms.expense_way is ExpenseWay.RECEIPTS
    room = terms.cap(terms.expense_cap_ore) if by_receipt else 0
    paid: dict[str, int] = defaultdict(int)
    beyond: dict[str, int] = defaultdict(int)
    for (_day, account), amount in sorted(claimed.items()):
        covered = amount if room is None else min(amount, room)
        if room is not None:
            room -= covered
        paid[account] += covered
        beyond[account] += amount - covered
    for account, amount in paid.items():
        if amount or beyond[account]:
            yield PayLine(
                PayKind.EXPENSES, 0, 0, amount, account, unpaid_ore=beyond[account]
            )


def _flat_lines(
    visits: Sequence[Visit], table: RateTable, terms: PayTerms, missing: Missing
) -> Iterator[PayLine]:
    """Return what is paid for expenses without receipts; for the first day a month."""
    if terms.expense_way is ExpenseWay.HOUR:
        kind = RateKind.EXPENSE_HOUR
        yield from _timed(PayKind.EXPENSE_HOUR, kind, visits, table, missing)
    elif terms.expense_way is ExpenseWay.MONTH and (days := _minutes_by_day(visits)):
        rate = _rate(table, RateKind.EXPENSE_MONTH, next(iter(days)), missing)
        yield at_rate(PayKind.EXPENSE_MONTH, 1, terms.share(rate))
