"""Casework on rates: what an hour and a kilometre pay, from which day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.storage.tables import OwnRate, Rate

#: Driving with one's own car, øre a km; changed by the office when a year brings new
#: rates. Statens sats: særavtalen for reise innenlands. Tax-free: forskrift om
#: satser for forskuddstrekk § 4 (FOR-2024-11-27-2889, FOR-2025-11-07-2216).
KNOWN_DRIVING_RATES = (
    RateRow(RateKind.KM_STATE, date(2024, 1, 1), 490),
    RateRow(RateKind.KM_STATE, date(2025, 1, 1), 500),
    RateRow(RateKind.KM_STATE, date(2026, 1, 1), 530),
    RateRow(RateKind.KM_TAX_FREE, date(2017, 1, 1), 350),
    RateRow(RateKind.KM_PASSENGER, date(2017, 1, 1), 100),
)


@needs()
def list_rates(session: Session) -> tuple[RateRow, ...]:
    """Return every rate for all, by kind, age band and then by day."""
    found = select(Rate.kind, Rate.valid_from, Rate.amount_ore, Rate.age_from).order_by(
        Rate.kind, Rate.age_from, Rate.valid_from
    )
    return tuple(RateRow(*row) for row in session.execute(found))


@inner
def rates_of(session: Session, contacts: Collection[int]) -> tuple[RateRow, ...]:
    """Return every rate for all, and the own ones of some support contacts."""
    return (*list_rates(session), *_own(session, contacts))


def _own(session: Session, contacts: Collection[int]) -> Iterator[RateRow]:
    if contacts:
        found = (
            select(OwnRate)
            .where(OwnRate.contact_number.in_(contacts))
            .order_by(OwnRate.kind, OwnRate.valid_from)
        )
        for own in session.scalars(found):
            yield RateRow(
                own.kind,
                own.valid_from,
                own.amount_ore,
                contact=own.contact_number,
                valid_to=own.valid_to,
            )


@needs(Right.EDIT_RATES)
def set_rate(session: Session, rate: RateRow) -> None:
    """Let ``rate`` hold from its day on; one of the same kind and day is replaced.

    Sheets that are registered keep the pay they were registered with.

    Raises:
        InvalidInputError: if the amount is not above zero.

    """
    if rate.amount_ore <= 0:
        raise InvalidInputError(
            (Problem("amount_ore", "Skriv en sats over null, for eksempel 241,35."),)
        )
    same = select(Rate).filter_by(
        kind=rate.kind, valid_from=rate.valid_from, age_from=rate.age_from
    )
    if (row := session.scalar(same)) is not None:
        row.amount_ore = rate.amount_ore
    else:
        session.add(
            Rate(
                kind=rate.kind,
                valid_from=rate.valid_from,
                amount_ore=rate.amount_ore,
                age_from=rate.age_from,
            )
        )
    session.flush()


@needs(Right.EDIT_RATES)
def remove_rate(session: Session, kind: RateKind, valid_from: date) -> None:
    """Take away the rate of a kind that begins on a day; the one before it goes on.

    Raises:
        NotFoundError: if there is none.

    """
    rate = session.scalar(select(Rate).filter_by(kind=kind, valid_from=valid_from))
    if rate is None:
        raise NotFoundError("Satsen finnes ikke lenger i registeret.")
    session.delete(rate)
    session.flush()
