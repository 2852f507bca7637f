"""What is worth a look while an assignment is filled in: said, and nothing refused."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentDraft, AssignmentStatus, Solution
from stkdesk.domain.errors import Problem
from stkdesk.domain.gate import grant, pair
from stkdesk.domain.gate.check import GateState
from stkdesk.domain.gate.facts import GateFacts
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.asking import asker
from stkdesk.services.case_rules import case_rules
from stkdesk.services.gate_reading import facts_of_row
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Assignment, Client, Contact

NEW = -1  # the number of one that is not in the register
RUNNING = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)
WEEKS, MONTHS = 52, 12  # of a year; to tell hours a week as hours a month
LOOKED_AT = (  # field of the form, what begins the sentence, the check, the way out
    ("start_on", "Vedtak: ", grant.decision, "Lag nytt vedtak i tide."),
    (
        "agreed_minutes",
        "Timer: ",
        grant.hours_left,
        "Avtal færre timer, eller endre vedtaket først.",
    ),
    ("contact", "", pair.veto, "Velg en annen."),
    ("contact", "", pair.capacity, "Avtal færre timer, eller velg en annen."),
    ("contact", "", pair.overlap, "Endre dagene, eller rediger det andre oppdraget."),
)


@needs(Right.READ_CASES)
def check_assignment(
    session: Session,
    draft: AssignmentDraft,
    *,
    number: int | None = None,
    today: date,
) -> tuple[Problem, ...]:
    """Return what is worth a look in ``draft``, by field; nothing of it blocks.

    ``number``: of the assignment that is edited. Nothing is said of a client the one
    at work may not see, nor while it is not said who, from when and how much.
    """
    client = draft.client_number
    if client is None or client in hidden_clients(session):
        return ()
    found = _same_person(session, draft)
    if draft.start_on is None or not draft.agreed_minutes or not _has_provider(draft):
        return found
    facts = _facts(session, draft, number, today)
    for field, subject, judge, way_out in LOOKED_AT:
        verdict = judge(facts)
        if verdict is not None and verdict.state in (GateState.MISSING, GateState.LOOK):
            told = f"{subject}{_within(verdict.evidence, subject)}. {way_out}"
            found += (Problem(field, told, blocks=False),)
    return found


@needs(Right.READ_CONTACTS)
def capacity_left(session: Session, contacts: Collection[int]) -> dict[int, int]:
    """Return the minutes a month each has left to give, of those who have said.

    What runs or rests counts; hours a week as 52 of them in 12 months. Below zero:
    more is promised than they can.
    """
    left = {
        number: minutes
        for number, minutes in session.execute(
            select(Contact.number, Contact.capacity_minutes).where(
                Contact.number.in_(contacts), Contact.capacity_minutes > 0
            )
        )
    }
    promised = select(
        Assignment.contact_number, Assignment.agreed_minutes, Assignment.hours_unit
    ).where(Assignment.contact_number.in_(left), Assignment.status.in_(RUNNING))
    for number, minutes, unit in session.execute(promised):
        a_month = minutes * WEEKS // MONTHS if unit is HoursUnit.WEEK else minutes
        if number is not None:
            left[number] -= a_month
    return left


def _within(evidence: str, subject: str) -> str:
    """Return the evidence as it stands after ``subject``: with a small letter."""
    return f"{evidence[:1].lower()}{evidence[1:]}" if subject else evidence


def _has_provider(draft: AssignmentDraft) -> bool:
    providers = (draft.contact_number, draft.group_number, draft.organisation)
    return any(each is not None for each in providers)


def _same_person(session: Session, draft: AssignmentDraft) -> tuple[Problem, ...]:
    """Return that client and support contact are one and the same person, if so."""
    if draft.contact_number is None:
        return ()
    person = session.scalar(
        select(Client.person_number).where(Client.number == draft.client_number)
    )
    helper = session.scalar(
        select(Contact.person_number).where(Contact.number == draft.contact_number)
    )
    if person is None or person != helper:
        return ()
    told = "Dette er samme person som brukeren. Velg en annen støttekontakt."
    return (Problem("contact", told, blocks=False),)


def _facts(
    session: Session, draft: AssignmentDraft, number: int | None, today: date
) -> GateFacts:
    assert draft.start_on is not None
    status = draft.status if number is not None else AssignmentStatus.PLANNED
    in_group = draft.solution is Solution.GROUP and draft.group_number is not None
    by_organisation = draft.solution is Solution.ORGANISATION
    by_contact = not in_group and not by_organisation
    row = (
        NEW if number is None else number,
        draft.client_number,
        status.value,
        draft.solution.value,
        draft.start_on.isoformat(),
        draft.end_on.isoformat() if draft.end_on else None,
        draft.agreed_minutes,
        draft.hours_unit.value,
        None,  # activated on
        draft.contact_number if by_contact else None,
        draft.organisation if by_organisation else None,
        draft.group_number if in_group else None,
        *(None,) * 7,  # what is asked of client, organisation and group
    )
    rules = case_rules(session, today)
    return facts_of_row(asker(session), row, today=today, rules=rules)
