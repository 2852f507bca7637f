"""Rates agreed with one support contact, as the settings list them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.names import full_name
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.paging import sorted_by
from stkdesk.storage.tables import Contact, OwnRate, Person
from stkdesk.storage.trail import note

#: What may be agreed with one person; driving is the same for all.
OWN_KINDS = (
    RateKind.HOUR_INDIVIDUAL,
    RateKind.HOUR_GROUP,
    RateKind.HOUR_OTHER,
    RateKind.EXPENSE_HOUR,
    RateKind.EXPENSE_MONTH,
)


@dataclass(frozen=True, slots=True)
class OwnRateRow:
    """One of them, with whose it is and why."""

    rate: RateRow
    contact: str  # name, for the screen only
    reason: str


@needs(Right.EDIT_RATES)
def list_own_rates(session: Session) -> tuple[OwnRateRow, ...]:
    """Return them all, by name, kind and then by day, the newest first."""
    note(session, Action.LISTED, "own_rates")
    found = session.execute(
        select(
            OwnRate.kind,
            OwnRate.valid_from,
            OwnRate.amount_ore,
            OwnRate.contact_number,
            OwnRate.valid_to,
            OwnRate.reason,
            Person.given_name,
            Person.family_name,
        )
        .join(Contact, Contact.number == OwnRate.contact_number)
        .join(Person, Person.number == Contact.person_number)
        .order_by(
            sorted_by(Person.sort_key),
            OwnRate.contact_number,
            OwnRate.kind,
            OwnRate.valid_from.desc(),
        )
    )
    return tuple(
        OwnRateRow(
            RateRow(
                row.kind,
                row.valid_from,
                row.amount_ore,
                contact=row.contact_number,
                valid_to=row.valid_to,
            ),
            full_name(row.given_name, row.family_name),
            row.reason,
        )
        for row in found
    )
