"""Two people who are never to be put together: set and lifted, with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.staff import Right
from stkdesk.services.access import actor_of, needs
from stkdesk.services.gate_guard import pause_by_gate
from stkdesk.services.match_clients import client_of, contact_of
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Veto


@dataclass(frozen=True, slots=True)
class VetoDone:
    """That a veto stands, and which running assignments rest because of it."""

    number: int
    paused: tuple[int, ...] = ()  # short numbers


@needs(Right.EDIT_CASES)
def set_veto(
    session: Session,
    client_number: int,
    contact_number: int,
    reason: str,
    *,
    today: date,
) -> VetoDone:
    """Let the two never be put together; one that stands gets the new reason.

    An assignment of the two that runs rests from today.

    Raises:
        InvalidInputError: if no reason is given; field ``reason``.
        NotFoundError: if one of the two is not there.
        BlockedError: if the client is one the person at work may not see.

    """
    told = " ".join(reason.split())
    if not told:
        raise InvalidInputError(
            (Problem("reason", "Skriv hvorfor de aldri skal settes sammen."),)
        )
    client_of(session, client_number)
    contact_of(session, contact_number)
    veto = session.scalar(
        select(Veto)
        .filter_by(client_number=client_number, contact_number=contact_number)
        .where(Veto.lifted_on.is_(None))
    )
    if veto is None:
        veto = Veto(
            client_number=client_number,
            contact_number=contact_number,
            reason=told,
            set_on=today,
            set_by=actor_of(session).number,
        )
        session.add(veto)
    veto.reason = told
    session.flush()
    paused = pause_by_gate(
        session,
        {GateRule.VETO},
        contact=contact_number,
        client=client_number,
        today=today,
    )
    return VetoDone(veto.number, paused)


@needs(Right.EDIT_CASES)
def lift_veto(session: Session, number: int, *, today: date) -> None:
    """Let the two be put together again; that there was a veto is kept.

    An assignment that rests because of it goes on when somebody says so.

    Raises:
        NotFoundError: if the veto is not there, or is lifted already.
        BlockedError: if the client is one the person at work may not see.

    """
    veto = session.get(Veto, number)
    if veto is None or veto.lifted_on is not None:
        raise NotFoundError("Sperren mellom de to er allerede opphevet.")
    refuse_blocked(session, veto.client_number)
    veto.lifted_on = max(today, veto.set_on)
    session.flush()
