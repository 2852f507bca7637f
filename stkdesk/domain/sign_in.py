"""Signing in: how long to wait after wrong passwords, and who may come in today."""

from __future__ import annotations

from datetime import date, datetime

from stkdesk.domain.errors import NotAllowedError, OfficeError
from stkdesk.domain.formats import count, short_date, weekday_name

#: Seconds to wait after so many wrong passwords in a row; the last goes on for ever.
WAITS = (0, 0, 0, 5, 15, 30, 60)

NOBODY = "Be den som er administrator om tilgang."


class TooSoonError(OfficeError):
    """Too many wrong passwords: the next is not tried before ``seconds`` have gone."""

    def __init__(self, seconds: int) -> None:
        """Carry the seconds left."""
        super().__init__(f"Vent {seconds_text(seconds)} før du prøver igjen.")
        self.seconds = seconds


def wait_after(failures: int) -> int:
    """Return the seconds to wait after ``failures`` wrong passwords in a row."""
    return WAITS[min(failures, len(WAITS) - 1)]


def seconds_text(seconds: int) -> str:
    """Return ``seconds`` in words: ``15 sekunder``."""
    return count(seconds, "sekund", "sekunder")


def require_authorised(first: date | None, last: date | None, today: date) -> None:
    """Refuse a member of the staff whom the office does not let in today.

    Source: pasientjournalforskriften § 13 (authorisation is limited in time).

    Raises:
        NotAllowedError: before ``first`` and after ``last``.

    """
    if first is not None and today < first:
        raise NotAllowedError(f"Tilgangen din begynner {short_date(first)}.", NOBODY)
    if last is not None and today > last:
        raise NotAllowedError(f"Tilgangen din gikk ut {short_date(last)}.", NOBODY)


def moment_text(moment: datetime) -> str:
    """Return a moment as one says it here: ``fredag 20.11. kl. 15.12``."""
    here = moment.astimezone()
    weekday = weekday_name(here.date())
    return f"{weekday} {here.day}.{here.month}. kl. {here:%H.%M}"


def failures_text(failures: int) -> str:
    """Return what is said of wrong passwords since somebody last signed in."""
    tries = count(failures, "mislykket forsøk", "mislykkede forsøk")
    return f"{tries} på å åpne registeret siden noen sist logget inn."
