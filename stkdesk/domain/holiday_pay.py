"""Feriepenger of a support contact who is employed, for information only.

Payroll works out what is due; stkdesk tells what the fee of a run will give. Of an
oppdragstaker nothing is told. Source: ferieloven § 10 (2) and (3), domain.md 4.1.
"""

from __future__ import annotations

from datetime import date

from stkdesk.domain.pay import half_up

PER_MILLE = 120  # with the tariff of the municipalities; the law alone gives 102
OVER_SIXTY = 23  # more from the year somebody turns 60
SENIOR = 60


def holiday_pay(fee_ore: int, born_on: date | None, day: date) -> int:
    """Return the øre of feriepenger that ``fee_ore`` gives, halves upwards.

    ``fee_ore`` is the fee for hours: what covers driving and expenses is no basis.
    Below zero in a correction, as the fee is.
    """
    is_senior = born_on is not None and day.year - born_on.year >= SENIOR
    rate = PER_MILLE + (OVER_SIXTY if is_senior else 0)
    amount = half_up(abs(fee_ore) * rate, 1000)
    return -amount if fee_ore < 0 else amount
