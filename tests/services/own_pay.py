"""What visits pay, worked out anew from domain.md 4: with none of our own code.

Amounts of a correction come with the sign they have, so the lines of all sheets of an
assignment and a period may be handed in as they lie in the register.
"""

from collections import defaultdict
from fractions import Fraction
from math import floor


def rounded(amount):
    """Return whole øre, halves upwards."""
    return floor(Fraction(amount) + Fraction(1, 2))


def rate_on(rates, kind, day):
    """Return the amount of the newest rate of a kind; ``rates``: (kind, day, øre)."""
    begun = [(first, ore) for k, first, ore in rates if k == kind and first <= day]
    return max(begun)[1] if begun else None


def pay_of_lines(lines, rates, *, cap_metres=None, cap_expenses=None, by_hour=False):
    """Return øre for ``lines``: (day, minutes, metres, passengers, øre of expenses)."""
    hours, driven, spent = defaultdict(int), defaultdict(int), 0
    for day, minutes, metres, passengers, expenses in lines:
        hours[day] += minutes
        driven[day, passengers] += metres
        spent += expenses
    return (
        _timed(hours, rates, "hour_individual")
        + _driving(driven, rates, cap_metres)
        + (
            _timed(hours, rates, "expense_hour")
            if by_hour
            else min(spent, spent if cap_expenses is None else cap_expenses)
        )
    )


def _timed(hours, rates, kind):
    """Sixty minutes at the rate of the day; one line and one rounding a rate."""
    by_rate = defaultdict(int)
    for day, minutes in hours.items():
        if minutes:
            by_rate[rate_on(rates, kind, day)] += minutes
    return sum(rounded(Fraction(m * rate, 60)) for rate, m in by_rate.items())


def _driving(driven, rates, cap):
    """Free up to 3,50, the rest taxable, a krone a passenger; first driven, first."""
    parts = defaultdict(int)
    room = sum(driven.values()) if cap is None else cap
    for (day, passengers), metres in sorted(driven.items()):
        paid = min(metres, room)
        room -= paid
        state, free = (rate_on(rates, k, day) for k in ("km_state", "km_tax_free"))
        parts["free", min(state, free)] += paid
        parts["taxed", max(state - free, 0)] += paid
        if passengers:
            extra = rate_on(rates, "km_passenger", day)
            parts["passengers", extra] += paid * passengers
    return sum(rounded(Fraction(m * rate, 1000)) for (_, rate), m in parts.items())
