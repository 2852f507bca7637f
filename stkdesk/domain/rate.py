"""Rates: amounts with dates, maintained by the office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from stkdesk.domain.calendar import months_later
from stkdesk.domain.person import years_old


class RateKind(StrEnum):
    """What an amount is paid for. The unit stands in the label."""

    HOUR_INDIVIDUAL = "hour_individual"
    HOUR_GROUP = "hour_group"
    HOUR_OTHER = "hour_other"
    EXPENSE_HOUR = "expense_hour"  # utgiftsdekning, without receipts
    EXPENSE_MONTH = "expense_month"
    KM_STATE = "km_state"
    KM_TAX_FREE = "km_tax_free"
    KM_PASSENGER = "km_passenger"

    @property
    def label(self) -> str:
        """The words on screen, with the unit."""
        return {
            RateKind.HOUR_INDIVIDUAL: "Timesats, individuell (per time)",
            RateKind.HOUR_GROUP: "Timesats, gruppe (per time)",
            RateKind.HOUR_OTHER: "Timesats, annet (per time)",
            RateKind.EXPENSE_HOUR: "Utgiftsdekning (per time)",
            RateKind.EXPENSE_MONTH: "Utgiftsdekning (per måned)",
            RateKind.KM_STATE: "Kjøring, statens sats (per km)",
            RateKind.KM_TAX_FREE: "Kjøring, trekkfri del (per km)",
            RateKind.KM_PASSENGER: "Passasjertillegg (per km)",
        }[self]


@dataclass(frozen=True, slots=True)
class RateRow:
    """One amount, valid from a day until the next of its kind begins.

    ``age_from``: for those who are so old on the day, until the next band begins.
    ``contact``: the short number of the only support contact it is for, None for all.
    ``valid_to``: the last day of one contact's own rate; then the one for all holds.
    """

    kind: RateKind
    valid_from: date
    amount_ore: int
    age_from: int = 0
    contact: int | None = None
    valid_to: date | None = None


def rate_on(
    rates: Iterable[RateRow],
    kind: RateKind,
    day: date,
    *,
    age: int | None = None,
    contact: int | None = None,
) -> RateRow | None:
    """Return the rate of ``kind`` in force on ``day``, or None if none is.

    A contact's own rate goes before all others. Else it is the newest of the highest
    age band that ``age`` has reached; whose age is not known has the lowest, from 0.
    """
    begun = [row for row in rates if row.kind is kind and row.valid_from <= day]
    own = [row for row in begun if contact is not None and row.contact == contact]
    if own:
        newest = _newest(own)
        if newest.valid_to is None or day <= newest.valid_to:
            return newest
    common = [
        row for row in begun if row.contact is None and row.age_from <= (age or 0)
    ]
    if not common:
        return None
    band = max(row.age_from for row in common)
    return _newest(row for row in common if row.age_from == band)


class RateTable:
    """The rates of one support contact, looked up by day; each answer is kept."""

    def __init__(
        self,
        rates: Iterable[RateRow],
        *,
        contact: int | None = None,
        born_on: date | None = None,
    ) -> None:
        """Keep those that may concern ``contact``."""
        self._contact, self._born_on = contact, born_on
        self._rates: dict[RateKind, list[RateRow]] = defaultdict(list)
        for row in rates:
            if row.contact is None or row.contact == contact:
                self._rates[row.kind].append(row)
        self._known: dict[tuple[RateKind, date], RateRow | None] = {}

    def on(self, kind: RateKind, day: date) -> RateRow | None:
        """Return the rate of ``kind`` in force on ``day``, or None if none is."""
        key = (kind, day)
        if key not in self._known:
            born = self._born_on
            age = None if born is None or born > day else years_old(born, day)
            rates = self._rates[kind]
            self._known[key] = rate_on(rates, kind, day, age=age, contact=self._contact)
        return self._known[key]

    def between(self, kind: RateKind, first: date, last: date) -> list[RateRow]:
        """Return the rate of ``kind`` on ``first``, and those that begin by ``last``.

        One for each change: a band that begins, a birthday, an own rate that ends.
        """
        days = {row.valid_from for row in self._rates[kind]}
        days |= {
            row.valid_to + timedelta(days=1)
            for row in self._rates[kind]
            if row.valid_to is not None
        }
        if self._born_on is not None:
            ages = {row.age_from for row in self._rates[kind] if row.age_from}
            days |= {months_later(self._born_on, 12 * age) for age in ages}
        found: list[RateRow] = []
        for day in sorted({first, *(each for each in days if first < each <= last)}):
            row = self.on(kind, day)
            if row is not None and (
                not found or found[-1].amount_ore != row.amount_ore
            ):
                found.append(row if day == first else replace(row, valid_from=day))
        return found


def _newest(rates: Iterable[RateRow]) -> RateRow:
    return max(rates, key=lambda row: row.valid_from)
