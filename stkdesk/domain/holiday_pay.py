"""Feriepenger of a support contact who is employed, for information only.

Payroll works out what is due; stkdesk tells what the fee of a sheet or a run will give.
Of an oppdragstaker nothing is told. Source: ferieloven § 10 (2) and (3), domain.md 4.1;
the office sets its own numbers, with dates, among the rules of agreements and hours.
"""

from __future__ import annotations

from datetime import date

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.pay_line import half_up

SENIOR = 60
A_WHOLE = 1000


def holiday_permille(born_on: date | None, day: date, rules: CaseRules) -> int:
    """Return the parts of a thousand on ``day``, by the rules in force then.

    More from the year somebody turns 60.
    """
    is_senior = born_on is not None and day.year - born_on.year >= SENIOR
    return rules[
        CaseRule.HOLIDAY_PAY_OVER_60_PERMILLE
        if is_senior
        else CaseRule.HOLIDAY_PAY_PERMILLE
    ]


def holiday_pay(fee_ore: int, permille: int) -> int:
    """Return the øre of feriepenger that ``fee_ore`` gives, halves upwards.

    ``fee_ore`` is the fee for hours: what covers driving and expenses is no basis.
    Below zero in a correction, as the fee is.
    """
    amount = half_up(abs(fee_ore) * permille, A_WHOLE)
    return -amount if fee_ore < 0 else amount
