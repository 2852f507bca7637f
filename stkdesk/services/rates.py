"""Casework on rates: what an hour and a kilometre pay, from which day.

Here stand only changes that move nothing: what is registered is priced again through
``new_rate``, where whoever does it has seen what it does.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.rate_effects import refuse_in_use
from stkdesk.services.rate_rows import common_rates
from stkdesk.services.rate_rows import rates_of as rates_of
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
OLDEST = 99  # years a band may begin at


@needs()
def list_rates(session: Session) -> tuple[RateRow, ...]:
    """Return every rate for all, by kind, age band and then by day."""
    return common_rates(session)


@needs(Right.EDIT_RATES)
def set_rate(session: Session, rate: RateRow, *, reason: str = "") -> None:
    """Let ``rate`` hold from its day on; one of the same kind, age and day is replaced.

    ``reason`` is why a support contact has one of their own.

    Raises:
        InvalidInputError: if the amount is not above zero, or the days are in disorder.
        RateInUseError: if a registered sheet would pay something else by it.

    """
    refuse_impossible(rate)
    refuse_in_use(session, RateChange(rate))
    put_rate(session, rate, reason)


@needs(Right.EDIT_RATES)
def remove_rate(session: Session, rate: RateRow) -> None:
    """Take a rate away, whatever its amount; the one before it goes on.

    Raises:
        NotFoundError: if there is none of its kind, age, contact and day.
        RateInUseError: if a registered sheet was paid by it.

    """
    row = _find(session, rate)
    refuse_in_use(session, RateChange(rate, removes=True))
    session.delete(row)
    session.flush()


def refuse_impossible(rate: RateRow) -> None:
    """Raise InvalidInputError unless ``rate`` can be one, each problem by its field."""
    problems = []
    if rate.amount_ore <= 0:
        advice = "Skriv en sats over null, for eksempel 241,35."
        problems.append(Problem("amount_ore", advice))
    if not 0 <= rate.age_from <= OLDEST:
        problems.append(Problem("age_from", f"Skriv en alder fra 0 til {OLDEST} år."))
    if rate.valid_to is not None and rate.valid_to < rate.valid_from:
        problems.append(Problem("valid_to", "Den siste dagen er før den første."))
    if problems:
        raise InvalidInputError(tuple(problems))


@inner
def put_rate(session: Session, rate: RateRow, reason: str = "") -> None:
    """Write ``rate``, in place of one of the same day; asks nothing."""
    if rate.contact is not None:
        _put_own(session, rate, reason)
        return
    row = session.scalar(_common(rate))
    if row is not None:
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


@inner
def drop_rate(session: Session, rate: RateRow) -> None:
    """Take ``rate`` away; asks nothing.

    Raises:
        NotFoundError: if it is gone.

    """
    session.delete(_find(session, rate))
    session.flush()


def _put_own(session: Session, rate: RateRow, reason: str) -> None:
    assert rate.contact is not None
    row = session.scalar(_own(rate))
    if row is None:
        row = OwnRate(
            contact_number=rate.contact,
            kind=rate.kind,
            valid_from=rate.valid_from,
            amount_ore=rate.amount_ore,
        )
        session.add(row)
    row.amount_ore, row.valid_to, row.reason = rate.amount_ore, rate.valid_to, reason
    session.flush()


def _find(session: Session, rate: RateRow) -> Rate | OwnRate:
    found: Rate | OwnRate | None = (
        session.scalar(_common(rate))
        if rate.contact is None
        else session.scalar(_own(rate))
    )
    if found is None:
        raise NotFoundError("Satsen finnes ikke lenger i registeret.")
    return found


def _common(rate: RateRow) -> Select[Rate]:
    return select(Rate).filter_by(
        kind=rate.kind, valid_from=rate.valid_from, age_from=rate.age_from
    )


def _own(rate: RateRow) -> Select[OwnRate]:
    return select(OwnRate).filter_by(
        contact_number=rate.contact, kind=rate.kind, valid_from=rate.valid_from
    )
