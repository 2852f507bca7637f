"""What the register says around an agreement: the pair, the decisions, the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.agreement import AgreementDays, AgreementDraft, AgreementState
from stkdesk.domain.agreement_rules import AgreementFacts
from stkdesk.domain.assignment import Solution
from stkdesk.domain.errors import NotFoundError, OfficeError
from stkdesk.domain.in_force import Force
from stkdesk.domain.pay import hour_rate_of
from stkdesk.services.access import inner
from stkdesk.services.in_force import forces_of
from stkdesk.services.pay_terms import in_pay
from stkdesk.services.rate_rows import rates_of
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Agreement, Assignment

#: Made, and neither withdrawn nor ended before it began.
_STANDING = (AgreementState.MADE, AgreementState.SIGNED, AgreementState.ENDED)


class NoAgreementError(OfficeError):
    """Nobody signs an agreement about this assignment."""


@inner
def agreement_assignment(session: Session, number: int | None) -> Assignment:
    """Return the assignment an agreement is about: one with a support contact.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.
        NoAgreementError: if it is a group's or an organisation's.

    """
    assignment = None if number is None else session.get(Assignment, number)
    if assignment is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    refuse_blocked(session, assignment.client_number)
    if assignment.contact_number is None:
        raise NoAgreementError(
            "Oppdraget har ingen støttekontakt å lage avtale med.",
            "En gruppe eller en frivillig organisasjon har sin egen avtale.",
        )
    return assignment


@inner
def agreement_facts(
    session: Session, draft: AgreementDraft, *, today: date, number: int | None = None
) -> AgreementFacts:
    """Return what the rules are asked about; ``number`` is the agreement itself."""
    assignment = agreement_assignment(session, draft.assignment_number)
    solution = assignment.solution
    return AgreementFacts(
        draft=draft,
        today=today,
        assignment_from=assignment.start_on,
        assignment_to=assignment.end_on,
        granted=granted_to(session, assignment.client_number, solution),
        others=_of_the_pair(session, assignment, (number, draft.replaces_number)),
        hour_kind=assignment.hour_kind or hour_rate_of(solution),
        rates=rates_of(session, in_pay(assignment)),
        assignment_hours=(assignment.agreed_minutes, assignment.hours_unit),
    )


@inner
def granted_to(
    session: Session, client_number: int, solution: Solution
) -> tuple[Force, ...]:
    """Return what is granted of a solution; of any, when none names it."""
    granted = forces_of(session, [client_number]).get(client_number, ())
    same = tuple(force for force in granted if force.solution is solution)
    return same or granted


@inner
def agreement_days(
    session: Session, assignments: Sequence[int]
) -> dict[int, tuple[AgreementDays, ...]]:
    """Return the made agreements of each assignment, the newest first; one question."""
    found: dict[int, list[AgreementDays]] = {}
    for row in _days(session, Agreement.assignment_number.in_(assignments)):
        found.setdefault(row.assignment_number, []).append(row)
    return {number: tuple(rows) for number, rows in found.items()}


@inner
def agreements_in_force(
    session: Session, assignments: Sequence[int], day: date
) -> dict[int, AgreementDays]:
    """Return the signed agreement that holds on ``day`` for each assignment."""
    held: dict[int, AgreementDays] = {}
    for number, rows in agreement_days(session, assignments).items():
        for row in rows:
            if row.in_force(day):
                held.setdefault(number, row)
    return held


def _of_the_pair(
    session: Session, assignment: Assignment, without: Collection[int | None]
) -> tuple[AgreementDays, ...]:
    """Return what is made about the same client and support contact, the same way."""
    other = aliased(Assignment)
    pair = and_(
        other.client_number == assignment.client_number,
        other.contact_number == assignment.contact_number,
        other.solution == assignment.solution,
    )
    about = select(other.number).where(or_(pair, other.number == assignment.number))
    rows = _days(session, Agreement.assignment_number.in_(about))
    return tuple(row for row in rows if row.number not in without)


def _days(session: Session, about: ColumnElement[bool]) -> tuple[AgreementDays, ...]:
    found = (
        select(
            Agreement.number,
            Agreement.assignment_number,
            Agreement.valid_from,
            Agreement.valid_to,
            Agreement.signed_on,
            Agreement.ended_on,
            Agreement.employment,
        )
        .where(
            about,
            Agreement.state.in_(_STANDING),
            # one that was withdrawn unsigned never held
            or_(
                Agreement.state != AgreementState.ENDED,
                Agreement.signed_on.is_not(None),
            ),
        )
        .order_by(Agreement.valid_from.desc(), Agreement.number.desc())
    )
    return tuple(AgreementDays(*row) for row in session.execute(found))
