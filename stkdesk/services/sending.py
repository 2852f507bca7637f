"""How letters leave the office: on paper today, and the one place to add another way.

    class SvarUt:                       # what a digital way would be
        label = "SvarUt"
        def problems(self, address): ...
        def hand_over(self, session, papers): ...   # refuses, or has sent them

Paper must stay possible whatever is added: a private person may say no to digital mail
(eForvaltningsforskriften § 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy.orm import Session

from stkdesk.domain.errors import Problem
from stkdesk.domain.person import Address

#: Signs; what the national print service takes (docs.digdir.no, eFormidling).
LONGEST_NAME, LONGEST_LINE, LONGEST_CITY = 130, 100, 80
MOST_LINES = 3


class Sender(Protocol):
    """A way of sending; knows no window and no other errand."""

    label: str  # on screen

    def problems(self, address: Address) -> tuple[Problem, ...]:
        """Return why nothing can be sent to ``address`` this way."""

    def hand_over(self, session: Session, papers: Sequence[int]) -> None:
        """Send these papers, by their numbers; they are marked as mailed after.

        Raises:
            OfficeError: if one of them cannot be sent; then none is marked.

        """


class PrintSender:
    """On paper: the office prints, folds and posts them itself."""

    label = "Post"

    def problems(self, address: Address) -> tuple[Problem, ...]:
        """Return why nothing can be posted to ``address``."""
        return address_problems(address)

    def hand_over(self, session: Session, papers: Sequence[int]) -> None:
        """Do nothing: that the envelopes are posted is what the office tells us."""


PRINT = PrintSender()


def address_problems(address: Address) -> tuple[Problem, ...]:
    """Return what is wrong with an address on an envelope, whatever the way."""
    found: list[Problem] = []
    if not address.name.strip():
        found.append(Problem("name", "Mottakeren mangler navn."))
    elif len(address.name) > LONGEST_NAME:
        found.append(Problem("name", f"Navnet er over {LONGEST_NAME} tegn."))
    if len(address.lines) > MOST_LINES:
        found.append(Problem("lines", f"Adressen er over {MOST_LINES} linjer."))
    elif any(len(line) > LONGEST_LINE for line in address.lines):
        found.append(Problem("lines", f"En linje er over {LONGEST_LINE} tegn."))
    code = address.postal_code.strip()
    if not (len(code) == 4 and code.isascii() and code.isdecimal()):
        found.append(Problem("postal_code", "Postnummeret har fire siffer."))
    if not address.city.strip():
        found.append(Problem("city", "Poststedet mangler."))
    elif len(address.city) > LONGEST_CITY:
        found.append(Problem("city", f"Poststedet er over {LONGEST_CITY} tegn."))
    return tuple(found)
