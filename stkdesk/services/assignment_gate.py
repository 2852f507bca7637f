"""What must hold before an assignment is active, and going past it with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_gate import (
    Condition,
    GateFacts,
    blocking,
    conditions,
)
from stkdesk.domain.errors import InvalidInputError, NotFoundError, Problem
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.asking import asker
from stkdesk.services.case_rules import case_rules
from stkdesk.services.gate_reading import numbers_text, read_facts
from stkdesk.services.gate_rules import strict_rules
from stkdesk.services.seeing import hidden_clients, refuse_blocked
from stkdesk.storage.tables import Assignment, Client, GateOverride, Person, Staff
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """That somebody let an assignment start past a rule, and why."""

    number: int
    assignment_number: int
    client: str
    rule: GateRule
    reason: str
    made_on: date
    made_by: str
    is_lapsed: bool = False  # the assignment ended, and began anew


@inner
def gate_facts(
    session: Session, numbers: Iterable[int] | int, *, today: date
) -> dict[int, GateFacts]:
    """Return what the gates of ``numbers`` are judged by, in a dozen questions."""
    wanted = [numbers] if isinstance(numbers, int) else numbers
    return facts_where(session, f"a.number IN {numbers_text(wanted)}", today=today)


@inner
def facts_where(session: Session, which: str, *, today: date) -> dict[int, GateFacts]:
    """Return the facts of the assignments ``a`` for which ``which`` holds, in SQL."""
    session.flush()  # the questions go past the session
    rules = case_rules(session, today)
    return read_facts(asker(session), which, today=today, rules=rules)


@needs(Right.READ_CASES)
def assignment_gate(
    session: Session, number: int, *, today: date
) -> tuple[Condition, ...]:
    """Return how each rule stands for an assignment, the worst first.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    facts = _facts_of(session, number, today)
    note(session, Action.OPENED, "assignments", number)
    return conditions(facts, strict_rules(session, today))


@needs(Right.READ_CASES)
def assignment_gates(
    session: Session, numbers: Collection[int], *, today: date
) -> dict[int, tuple[Condition, ...]]:
    """Return how each rule stands for many assignments, in a fixed few questions."""
    hidden, strict = hidden_clients(session), strict_rules(session, today)
    found = {
        number: conditions(facts, strict)
        for number, facts in gate_facts(session, numbers, today=today).items()
        if facts.client_number not in hidden
    }
    note(session, Action.LISTED, "assignments", detail={"count": len(found)})
    return found


@inner
def closed(session: Session, number: int, *, today: date) -> dict[GateRule, Condition]:
    """Return what keeps an assignment from being active; nothing when it may be."""
    strict = strict_rules(session, today)
    return blocking(_facts_of(session, number, today), strict)


@needs(Right.OVERRIDE_GATES)
def override_gate(
    session: Session, number: int, rule: GateRule, reason: str, *, today: date
) -> int:
    """Let an assignment past a rule that does not hold; return the number of it.

    It counts until the assignment has ended. It stands in the log, on the card, and on
    the first page of the leader for a week.

    Raises:
        NotFoundError: if the assignment is not there.
        BlockedError: if its client is one the person at work may not see.
        InvalidInputError: if there is no reason, the rule is strict, or it holds.

    """
    facts = _facts_of(session, number, today)
    problems = _override_problems(
        blocking(facts, strict_rules(session, today)).get(rule), facts, reason
    )
    if problems:
        raise InvalidInputError(problems)
    made = GateOverride(
        assignment_number=number,
        rule=rule,
        reason=reason.strip(),
        made_on=today,
        made_by=actor_of(session).number,
    )
    session.add(made)
    session.flush()
    return made.number


def _override_problems(
    condition: Condition | None, facts: GateFacts, reason: str
) -> tuple[Problem, ...]:
    if facts.status is AssignmentStatus.ENDED:
        return (Problem("rule", "Oppdraget er avsluttet."),)
    if condition is None:
        return (Problem("rule", "Vilkåret er oppfylt, eller det er alt gjort unntak."),)
    if not condition.can_override:
        told = f"{condition.title} kan det ikke gjøres unntak fra."
        return (Problem("rule", told),)
    if not reason.strip():
        return (Problem("reason", "Skriv hvorfor det gjøres unntak."),)
    return ()


@needs(Right.READ_CASES)
def overrides_of(session: Session, number: int) -> tuple[OverrideRow, ...]:
    """Return every rule an assignment was let past, the newest first."""
    rows = _overrides(session, GateOverride.assignment_number == number)
    note(session, Action.OPENED, "assignments", number)
    return rows


@needs(Right.READ_CASES)
def overrides_since(session: Session, day: date) -> tuple[OverrideRow, ...]:
    """Return every rule an assignment was let past from a day on, the newest first."""
    rows = _overrides(session, GateOverride.made_on >= day)
    note(session, Action.LISTED, "gate_overrides", detail={"count": len(rows)})
    return rows


def _overrides(session: Session, which: object) -> tuple[OverrideRow, ...]:
    hidden = hidden_clients(session)
    found = (
        select(
            GateOverride,
            Assignment.client_number,
            Person.given_name,
            Person.family_name,
            Staff.name,
        )
        .join(Assignment, Assignment.number == GateOverride.assignment_number)
        .join(Client, Client.number == Assignment.client_number)
        .join(Person, Person.number == Client.person_number)
        .outerjoin(Staff, Staff.number == GateOverride.made_by)
        .where(which)  # type: ignore[arg-type]
        .order_by(GateOverride.made_on.desc(), GateOverride.number.desc())
    )
    return tuple(
        OverrideRow(
            made.number,
            made.assignment_number,
            full_name(given, family),
            made.rule,
            made.reason,
            made.made_on,
            by or "",
            made.lapsed_on is not None,
        )
        for made, client, given, family, by in session.execute(found)
        if client not in hidden
    )


def _facts_of(session: Session, number: int, today: date) -> GateFacts:
    client = session.scalar(
        select(Assignment.client_number).where(Assignment.number == number)
    )
    refuse_blocked(session, client)
    facts = gate_facts(session, number, today=today).get(number)
    if facts is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    return facts
