"""How an assignment covers expenses."""

from __future__ import annotations

from enum import StrEnum


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
