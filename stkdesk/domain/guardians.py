"""Nobody speaks for themselves through others: guardians that go round in a ring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from datetime import date
from typing import TypeAlias

from stkdesk.domain.identity import tidy_identity
from stkdesk.domain.names import sort_key
from stkdesk.domain.person import PersonDraft

#: Who somebody is: the identity number, or name and birth date; None: not known.
Identity: TypeAlias = str | tuple[str, date] | None

ITSELF = "Brukeren kan ikke stå som sin egen verge eller fullmektig. Velg en annen."
IN_RING = (
    "Denne personen har selv en verge eller fullmektig som brukeren her opptrer for, "
    "direkte eller gjennom andre. Da har ingen av dem noen som kan opptre for seg. "
    "Rett det hos en av dem først."
)


def identity_of(person: PersonDraft) -> Identity:
    """Return who ``person`` is, as far as it tells two people apart."""
    national_id = tidy_identity(person.national_id)
    if len(national_id) == 11:
        return national_id
    if person.birth_date is None:
        return None
    return sort_key(person.family_name, person.given_name), person.birth_date


def goes_round(
    start: Identity,
    beside: Iterable[Identity],
    spoken_for_by: Callable[[Identity], Set[Identity]],
) -> bool:
    """Tell whether ``start`` speaks for one of ``beside``, directly or through others.

    ``spoken_for_by`` gives those who speak for somebody. Source: vergemålsloven § 25
    (a guardian acts for somebody else), the office's own rule for a representative.
    """
    if start is None:
        return False
    seen: set[Identity] = set()
    left = [each for each in beside if each is not None]
    while left:
        each = left.pop()
        if each == start:
            return True
        if each in seen:
            continue
        seen.add(each)
        left += [other for other in spoken_for_by(each) if other is not None]
    return False
