"""The line to a server broke: what is known of the last save, and trying once more.

Knows no SQLAlchemy, so that the window can ask without loading it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from stkdesk.domain.errors import CannotSaveError

T = TypeVar("T")

log = logging.getLogger(__name__)


class LineLostError(CannotSaveError):
    """The server is out of reach.

    ``is_undone``: nothing of what was being saved has taken hold, and nothing will.
    When it is False nobody knows yet, and trying again could save it twice.
    """

    def __init__(self, *, is_undone: bool) -> None:
        """Tell whether the last save is known to be undone."""
        if is_undone:
            super().__init__(
                "Forbindelsen med serveren er brutt. Det siste ble ikke lagret.",
                "Se etter at nettet virker, og lagre igjen. Alt som var lagret fra "
                "før, er i behold.",
            )
        else:
            super().__init__(
                "Forbindelsen med serveren er brutt mens det siste ble lagret.",
                "Se etter at nettet virker, åpne det på nytt, og se om endringen kom "
                "med før du lagrer igjen.",
            )
        self.is_undone = is_undone


def once_more(act: Callable[[], T]) -> T:
    """Return what ``act`` gives; done again, once, if it was undone by a lost line.

    Raises:
        LineLostError: if the line is lost still, or nobody knows what took hold.

    """
    try:
        return act()
    except LineLostError as lost:
        if not lost.is_undone:
            raise
        log.info("the line to the server broke; trying once more")
    return act()
