"""How many minutes an assignment or a decision grants."""

from __future__ import annotations

from enum import StrEnum

from stkdesk.domain.period import Period
from stkdesk.domain.sheet_period import month_around

QUARTER = 15  # minutes; the smallest unit on the timesheet form
DAYS_A_WEEK = 7
WEEKS_A_MONTH_IN_KPR = 4  # not 4,33: Helsedirektoratet, IPLOS-spørsmål og svar
MOST_MINUTES_A_WEEK = 168 * 60  # hours there are in a week


class HoursUnit(StrEnum):
    """What an amount of hours is counted by."""

    WEEK = "week"
    MONTH = "month"

    @property
    def label(self) -> str:
        """The words on screen and in bokmål papers."""
        return "per uke" if self is HoursUnit.WEEK else "per måned"


def granted_minutes(
    amount: int, unit: HoursUnit, lasting: Period, asked: Period
) -> int:
    """Return the minutes granted within one timesheet period.

    An amount a week counts evenly over seven days: the days that lie both in
    ``lasting`` and in ``asked`` are counted and the sum is rounded to the nearest
    quarter of an hour, halves upwards. An amount a month is given whole when the
    assignment covers all of ``asked``, else by its share of the days, rounded the
    same way; so is it in a period cut short by the turn of the year.

    Args:
        amount: minutes granted a week or a month; 0 or more.
        unit: what ``amount`` is counted by.
        lasting: the days the assignment or decision lasts.
        asked: the timesheet period.

    Returns:
        Minutes, 0 when the two periods do not meet.

    Raises:
        ValueError: if ``amount`` is negative.

    Source: the office's own counting rule.

    """
    if amount < 0:
        raise ValueError(f"amount is negative: {amount}")
    shared = lasting.overlap(asked)
    if shared is None:
        return 0
    if unit is HoursUnit.WEEK:
        return _to_quarter(amount * shared.days, DAYS_A_WEEK)
    whole = month_around(asked)
    if shared == whole:
        return amount
    return _to_quarter(amount * shared.days, whole.days)


def kpr_weekly_minutes(amount: int, unit: HoursUnit) -> int:
    """Return the minutes a week reported to KPR; a month's minutes divided by 4.

    Rounded half up to a whole minute. Source: Helsedirektoratet, IPLOS-registeret,
    spørsmål og svar om tjenester.

    Raises:
        ValueError: if it comes to more hours than a week has (168).

    """
    parts = 1 if unit is HoursUnit.WEEK else WEEKS_A_MONTH_IN_KPR
    minutes = (2 * amount + parts) // (2 * parts)
    if minutes > MOST_MINUTES_A_WEEK:
        raise ValueError("more than 168 hours a week")
    return minutes


def _to_quarter(share: int, parts: int) -> int:
    """Return ``share / parts`` minutes to the nearest quarter, halves upwards."""
    unit = QUARTER * parts
    return (2 * share + unit) // (2 * unit) * QUARTER
