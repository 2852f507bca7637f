"""Decisions and assignments, as seen from the client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.names import full_name
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Contact,
    Decision,
    Organisation,
    Person,
)


@dataclass(frozen=True, slots=True)
class ClientAssignment:
    """One assignment, as seen from the client."""

    number: int
    contact: str  # name of the support contact or organisation
    contact_number: int | None
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    agreed_minutes: int
    hours_unit: HoursUnit


@dataclass(frozen=True, slots=True)
class ClientDecision:
    """One decision, as seen from the client."""

    number: int
    reference: str  # "" while it is a draft
    kind: DecisionKind
    state: DecisionState
    decided_on: date | None
    valid_from: date | None
    valid_to: date | None
    granted_minutes: int | None
    hours_unit: HoursUnit
    review_on: date | None = None
    application_number: int | None = None
    ends_on: date | None = None  # its last day, as later decisions have left it
    is_replaced: bool = False  # by a correction, or a change from its first day
    items: tuple[Force, ...] = ()  # what it grants, as later decisions have left it


@inner
def assignments_of(session: Session, client: int) -> tuple[ClientAssignment, ...]:
    """Return the client's assignments, the newest first."""
    found = (
        select(
            Assignment.number,
            Person.given_name,
            Person.family_name,
            func.coalesce(Organisation.name, ActivityGroup.name),
            Assignment.contact_number,
            Assignment.status,
            Assignment.start_on,
            Assignment.end_on,
            Assignment.agreed_minutes,
            Assignment.hours_unit,
        )
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .where(Assignment.client_number == client)
        .order_by(Assignment.start_on.desc())
    )
    return tuple(
        ClientAssignment(n, provider or full_name(given, family), *rest)
        for n, given, family, provider, *rest in session.execute(found)
    )


@inner
def decisions_of(
    session: Session, client: int, held: Sequence[Force]
) -> tuple[ClientDecision, ...]:
    """Return the client's decisions, the newest first; ``held`` is what they grant."""
    found = (
        select(
            Decision.number,
            func.coalesce(Decision.reference, ""),
            Decision.kind,
            Decision.state,
            Decision.decided_on,
            Decision.valid_from,
            Decision.valid_to,
            Decision.granted_minutes,
            Decision.hours_unit,
            Decision.review_on,
            Decision.application_number,
        )
        .where(Decision.client_number == client)
        .order_by(Decision.number.desc())
    )
    items: dict[int, list[Force]] = {}
    for force in held:
        items.setdefault(force.decision, []).append(force)
    return tuple(
        ClientDecision(
            *row,
            ends_on=_end(items.get(row.number, ()), row.valid_to),
            is_replaced=bool(row.granted_minutes)
            and row.state is DecisionState.ISSUED
            and row.number not in items,
            items=tuple(items.get(row.number, ())),
        )
        for row in session.execute(found)
    )


def _end(items: Sequence[Force], valid_to: date | None) -> date | None:
    """Return the last day of the last item; without items what the decision says."""
    if not items:
        return valid_to
    ends = [each.last for each in items]
    return None if None in ends else max(each for each in ends if each is not None)
