"""Rates: amounts with dates, maintained by the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    """

    kind: RateKind
    valid_from: date
    amount_ore: int
    age_from: int = 0
    contact: int | None = None


def rate_on(rates: Iterable[RateRow], kind: RateKind, day: date) -> RateRow | None:
    """Return the rate of ``kind`` in force on ``day``, or None if none is."""
    begun = [row for row in rates if row.kind is kind and row.valid_from <= day]
    return max(begun, key=lambda row: row.valid_from, default=None)
