"""Telling of a client on the telephone so that nobody knows who it is."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.person import years_old

#: The first age of each band: so wide that an age tells little, in a small place too.
BANDS = (0, 6, 10, 13, 16, 18, 25, 35, 50, 67)


def age_band(born: date | None, today: date) -> str:
    """Return ``13–15``, ``67+``, or "" when the birth date is not known."""
    if born is None or born > today:
        return ""
    age = years_old(born, today)
    at = max(n for n, first in enumerate(BANDS) if first <= age)
    if at + 1 == len(BANDS):
        return f"{BANDS[at]}+"
    return f"{BANDS[at]}–{BANDS[at + 1] - 1}"
