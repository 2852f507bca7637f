"""The decisions that hold, found in the register: what is issued, cut by later ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.decision import DecisionKind, DecisionState, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force, IssuedDecision, forces
from stkdesk.services.access import inner
from stkdesk.storage.tables import Decision, DecisionItem


@dataclass(frozen=True, slots=True)
class DecisionInForce:
    """A decision, or what is left of it, on one day."""

    number: int
    reference: str
    kind: DecisionKind
    decided_on: date
    valid_from: date
    ends_on: date | None  # the last day, as later decisions have left it; None: open
    review_on: date | None
    items: tuple[GrantItem, ...]  # those that hold
    hours_unit: HoursUnit

    @property
    def minutes(self) -> int:
        """All it grants, in ``hours_unit``."""
        return sum(item.minutes for item in self.items)


@inner
def forces_of(
    session: Session, clients: Sequence[int], *, without: Collection[int] = ()
) -> dict[int, tuple[Force, ...]]:
    """Return what is granted to each client, and when; two questions for all.

    ``without``: decisions left out, as if they had not been made.
    """
    columns = (
        *(Decision.number, Decision.client_number, Decision.kind, Decision.valid_from),
        *(Decision.valid_to, Decision.hours_unit, Decision.changes_number),
        Decision.corrects_number,
    )
    issued = (
        Decision.client_number.in_(clients),
        Decision.state == DecisionState.ISSUED,
        Decision.number.not_in(without),
    )
    items: dict[int, list[GrantItem]] = {}
    for number, solution, minutes in session.execute(
        select(
            DecisionItem.decision_number, DecisionItem.solution, DecisionItem.minutes
        )
        .join(Decision, Decision.number == DecisionItem.decision_number)
        .where(*issued)
        .order_by(DecisionItem.decision_number, DecisionItem.place)
    ):
        items.setdefault(number, []).append(GrantItem(solution, minutes))
    found: dict[int, list[IssuedDecision]] = {}
    for number, client, kind, first, last, unit, changes, corrects in session.execute(
        select(*columns).where(*issued)
    ):
        granted = tuple(items.get(number, ()))
        found.setdefault(client, []).append(
            IssuedDecision(number, kind, first, last, unit, granted, changes, corrects)
        )
    return {client: forces(each) for client, each in found.items()}


@inner
def decisions_in_force(
    session: Session, client_number: int, day: date
) -> tuple[DecisionInForce, ...]:
    """Return the decisions that grant the client something on ``day``, oldest first."""
    holding: dict[int, list[Force]] = {}
    for force in forces_of(session, [client_number]).get(client_number, ()):
        if force.holds_on(day):
            holding.setdefault(force.decision, []).append(force)
    found = session.execute(
        select(
            Decision.number,
            Decision.reference,
            Decision.kind,
            Decision.decided_on,
            Decision.valid_from,
            Decision.review_on,
            Decision.hours_unit,
        )
        .where(Decision.number.in_(holding))
        .order_by(Decision.valid_from, Decision.number)
    )
    return tuple(
        DecisionInForce(
            number=number,
            reference=reference or "",
            kind=kind,
            decided_on=decided,
            valid_from=first,
            ends_on=_last(holding[number]),
            review_on=review,
            items=tuple(GrantItem(f.solution, f.minutes) for f in holding[number]),
            hours_unit=unit,
        )
        for number, reference, kind, decided, first, review, unit in found
        if decided is not None and first is not None
    )


def _last(found: Sequence[Force]) -> date | None:
    """Return the day the last of it ends; None when some of it is open."""
    ends = [force.last for force in found]
    return None if None in ends else max(day for day in ends if day is not None)
