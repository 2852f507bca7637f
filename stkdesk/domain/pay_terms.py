"""What an assignment says about pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.assignment import Solution
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay_line import half_up
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind
from stkdesk.domain.sheet_period import month_around

#: What an hour may be paid as.
HOUR_KINDS = (RateKind.HOUR_INDIVIDUAL, RateKind.HOUR_GROUP, RateKind.HOUR_OTHER)


@dataclass(frozen=True, slots=True)
class PayTerms:
    """What an assignment says about pay, and who is paid.

    A cap of None: no cap. All caps are a month's, all driving (with the passengers)
    lies under those of driving. ``period`` is what is paid for: one that the turn of
    the year has cut has its share of the caps and of the sum a month, as hours granted
    a month do (domain.grants); None: a whole month.
    """

    hour_kind: RateKind | None = RateKind.HOUR_INDIVIDUAL  # None: paid elsewhere
    drive_cap_metres: int | None = None
    expense_cap_ore: int | None = None
    drive_cap_ore: int | None = None
    expense_way: ExpenseWay = ExpenseWay.RECEIPTS
    born_on: date | None = None  # of the one who is paid; None: not known
    contact: int | None = None  # short number, for rates of their own
    period: Period | None = None

    def share(self, amount: int) -> int:
        """Return what the period has of an amount a month, rounded half up."""
        if self.period is None:
            return amount
        return half_up(amount * self.period.days, month_around(self.period).days)

    def cap(self, amount: int | None) -> int | None:
        """Return a cap for the period, None when there is none."""
        return None if amount is None else self.share(amount)


def hour_rate_of(solution: Solution) -> RateKind | None:
    """Return the hourly rate of a solution; an organisation is paid by agreement."""
    return {
        Solution.INDIVIDUAL: RateKind.HOUR_INDIVIDUAL,
        Solution.GROUP: RateKind.HOUR_GROUP,
        Solution.ORGANISATION: None,
    }[solution]
