"""Where a client wishes help, or lives: as far as the one at work may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.match_facts import Words
from stkdesk.domain.match_words import words_in
from stkdesk.domain.person import Protection
from stkdesk.services.access import inner
from stkdesk.services.seeing import sees
from stkdesk.storage.tables import Client, MatchWish, Person, PersonAddress

UNSEEN = "?"


@dataclass(frozen=True, slots=True)
class Areas:
    """The areas somebody wishes for, and the place of the address."""

    areas: str = ""
    city: str = ""
    postal_code: str = ""
    may_see: bool = True

    @property
    def shown(self) -> str:
        """What a list shows; never where somebody lives at a secret address."""
        if not self.may_see:
            return UNSEEN
        return self.areas or self.city

    @property
    def place(self) -> Words:
        """The place of the address, to be compared."""
        return words_in(self.city)


@inner
def client_areas(session: Session, numbers: Sequence[int]) -> dict[int, Areas]:
    """Return the areas of every client in ``numbers``."""
    found = (
        select(
            Client.number,
            Person.protection,
            MatchWish.areas,
            PersonAddress.city,
            PersonAddress.postal_code,
        )
        .join(Person, Person.number == Client.person_number)
        .outerjoin(MatchWish, MatchWish.client_number == Client.number)
        .outerjoin(PersonAddress, PersonAddress.person_number == Person.number)
        .where(Client.number.in_(numbers))
        .order_by(PersonAddress.number)  # the last address is the current one
    )
    return {
        number: seen_areas(session, protection, areas, city, code)
        for number, protection, areas, city, code in session.execute(found)
    }


@inner
def seen_areas(
    session: Session,
    protection: Protection,
    areas: str | None,
    city: str | None,
    postal_code: str | None,
) -> Areas:
    """Return what the one at work may know; of a secret address nothing.

    Who may see a secret address sees the wished areas, never the place of it: a list
    is read over shoulders.
    """
    if not sees(session, protection):
        return Areas(may_see=False)
    if protection.hides_address:
        return Areas(areas or "")
    return Areas(areas or "", city or "", postal_code or "")
