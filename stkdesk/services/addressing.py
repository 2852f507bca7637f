"""Where a letter goes: the newest address, and none where the address is protected."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from stkdesk.documents.texts import texts
from stkdesk.domain.language import Language
from stkdesk.domain.person import Address
from stkdesk.storage.tables import PersonAddress


def newest_address(person_number: Any) -> Any:
    """Return the number of somebody's newest address, as a part of a query."""
    address = aliased(PersonAddress)
    return (
        select(func.max(address.number))
        .where(address.person_number == person_number)
        .scalar_subquery()
    )


def postal_address(name: str, found: Any, language: Language) -> Address:
    """Return what shows in the window of the envelope.

    ``found`` has protection, street, postal_code and city. A protected address is
    not printed: a line saying that the letter is handed over stands in its place.
    """
    if found.protection.stops_mail:
        return Address(name, (), "", texts("delivery", language)["by_hand"])
    lines = (found.street,) if found.street else ()
    return Address(name, lines, found.postal_code or "", found.city or "")
