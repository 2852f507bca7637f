"""One printed line of pay: so many minutes or metres at a rate, in whole øre."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MINUTES_AN_HOUR = 60
METRES_A_KM = 1000


class PayKind(StrEnum):
    """What a line pays for, in the order the lines are printed."""

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

    @property
    def is_taxable(self) -> bool:
        """Whether tax is drawn from it.

        Driving up to the tax-free rate with its passenger supplement, and expenses by
        receipt, are free (skattebetalingsforskriften §§ 5-6-11 and 5-6-12). A flat sum
        without receipts is not (domain.md 4.2).
        """
        return self not in _TAX_FREE

    @property
    def is_driving(self) -> bool:
        """Whether it pays metres."""
        return self in _DRIVING

    @property
    def parts(self) -> int:
        """How many of a quantity its rate pays for: 60 minutes, 1000 metres, 1."""
        if self in (PayKind.HOURS, PayKind.EXPENSE_HOUR):
            return MINUTES_AN_HOUR
        return METRES_A_KM if self in _DRIVING else 1


_TAX_FREE = (PayKind.DRIVE_TAX_FREE, PayKind.PASSENGER, PayKind.EXPENSES)
_DRIVING = (PayKind.DRIVE_TAX_FREE, PayKind.DRIVE_TAXABLE, PayKind.PASSENGER)


@dataclass(frozen=True, slots=True)
class PayLine:
    """One printed line. In a correction all of it is a difference, and may be below 0.

    What a cap kept from being paid stands beside it: ``unpaid_quantity`` is counted as
    ``quantity`` is. A quantity at a rate of nothing is one whose rate nobody has set.
    """

    kind: PayKind
    quantity: int  # minutes, metres (times passengers), months; 0: a plain sum
    rate_ore: int  # an hour, a km, a month; 0 for expenses by receipt
    sum_ore: int  # rounded half up, once, here
    account: str = ""  # kontering of expenses; "": the office's usual one
    unpaid_quantity: int = 0
    unpaid_ore: int = 0

    @property
    def is_taxable(self) -> bool:
        """Whether tax is drawn from it."""
        return self.kind.is_taxable

    @property
    def lacks_rate(self) -> bool:
        """Whether there was no rate for it when it was worked out."""
        some = self.quantity != 0 or self.unpaid_quantity != 0
        return some and self.rate_ore == 0


def at_rate(
    kind: PayKind, quantity: int, rate_ore: int, claimed: int | None = None
) -> PayLine:
    """Return the line of ``quantity`` at a rate, out of ``claimed`` (None: all)."""
    paid = half_up(quantity * rate_ore, kind.parts)
    whole = quantity if claimed is None else claimed
    return PayLine(
        kind,
        quantity,
        rate_ore,
        paid,
        unpaid_quantity=whole - quantity,
        unpaid_ore=half_up(whole * rate_ore, kind.parts) - paid,
    )


def half_up(amount: int, parts: int) -> int:
    """Return ``amount / parts`` to the nearest whole, halves upwards; 0 or more."""
    return (2 * amount + parts) // (2 * parts)
