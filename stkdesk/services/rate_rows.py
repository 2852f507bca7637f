"""The rates as they stand: those for all, and those of one support contact."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from stkdesk.domain.rate import RateRow
from stkdesk.services.access import inner
from stkdesk.storage.tables import OwnRate, Rate


@inner
def common_rates(session: Session) -> tuple[RateRow, ...]:
    """Return every rate for all, by kind, age band and then by day."""
    found = select(Rate.kind, Rate.valid_from, Rate.amount_ore, Rate.age_from).order_by(
        Rate.kind, Rate.age_from, Rate.valid_from
    )
    return tuple(RateRow(*row) for row in session.execute(found))


@inner
def rates_of(session: Session, contacts: Collection[int]) -> tuple[RateRow, ...]:
    """Return every rate for all, and the own ones of some support contacts."""
    return (*common_rates(session), *own_rates(session, contacts))


@inner
def own_rates(
    session: Session, contacts: Collection[int] | None = None
) -> tuple[RateRow, ...]:
    """Return the own rates of some support contacts, of everybody when None."""
    if contacts is not None and not contacts:
        return ()
    found = select(OwnRate).order_by(
        OwnRate.contact_number, OwnRate.kind, OwnRate.valid_from
    )
    if contacts is not None:
        found = found.where(OwnRate.contact_number.in_(contacts))
    return tuple(_rows(session, found))


def _rows(session: Session, found: Select[OwnRate]) -> Iterator[RateRow]:
    for own in session.scalars(found):
        yield RateRow(
            own.kind,
            own.valid_from,
            own.amount_ore,
            contact=own.contact_number,
            valid_to=own.valid_to,
        )
