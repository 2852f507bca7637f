"""Keeping running assignments within their gate when something else is changed.

What the office may leave undone is refused when it would close the gate of a running
assignment; what must be recorded all the same makes the assignment rest at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import PauseReason
from stkdesk.domain.assignment_gate import Condition, GateClosedError, blocking
from stkdesk.domain.gate_rules import GateRule
from stkdesk.services.access import inner
from stkdesk.services.assignment_gate import facts_where
from stkdesk.services.gate_reading import numbers_text
from stkdesk.services.gate_rules import strict_rules
from stkdesk.storage.tables import Assignment, AssignmentPause

WAY_OUT = "Sett oppdraget på pause først."
_LED = (
    "a.group_number IN (SELECT l.group_number FROM group_leaders l"
    " WHERE l.contact_number IN {})"
)


@contextmanager
@inner
def keeping_gates(
    session: Session,
    *,
    contact: int | None = None,
    client: int | None = None,
    assignment: int | None = None,
    group: int | None = None,
    organisation: int | None = None,
    contacts: Collection[int] = (),
    known: Mapping[int, Collection[GateRule]] | None = None,
    today: date,
) -> Iterator[dict[int, list[GateRule]]]:
    """Refuse what is done inside if it closes the gate of a running assignment.

    Of those of one contact (or that he or she leads), client, group or organisation,
    or of one; or of any of some ``contacts``. What did not hold before, which is given,
    hinders nothing; nor what is ``known`` not to, by assignment. One writes at a time,
    in a file and on a server, so nobody starts one of them meanwhile.

    Raises:
        GateClosedError: if it does; it says which, why, and the way out.

    """
    concerned = tuple(contacts) if contact is None else (contact, *contacts)
    which = _which(concerned, client, assignment, group, organisation)
    before = {
        number: [*lacks] for number, lacks in _closed(session, which, today).items()
    }
    yield before
    for number, rules in (known or {}).items():
        before.setdefault(number, []).extend(rules)
    for number, found in _closed(session, which, today).items():
        new = [
            each for rule, each in found.items() if rule not in before.get(number, ())
        ]
        if new:
            raise GateClosedError(
                f"Oppdrag O-{number} er i gang, og kan ikke være det etter dette.",
                tuple(new),
                WAY_OUT,
            )


@inner
def pause_by_gate(
    session: Session,
    rules: Collection[GateRule],
    *,
    contact: int | None = None,
    client: int | None = None,
    today: date,
    but: Collection[int] = (),
) -> tuple[int, ...]:
    """Let the running assignments rest for which one of ``rules`` does not hold.

    For what must be recorded whatever follows: a certificate not accepted, a veto.
    ``but``: those that run all the same. Returns their short numbers, to be told.
    """
    found = closed_by(session, rules, contact=contact, client=client, today=today)
    paused = tuple(number for number in found if number not in but)
    for number in paused:
        assignment = session.get_one(Assignment, number)
        rest(assignment, max(today, assignment.start_on), PauseReason.GATE)
    session.flush()
    return paused


@inner
def closed_by(
    session: Session,
    rules: Collection[GateRule],
    *,
    contact: int | None = None,
    client: int | None = None,
    today: date,
) -> tuple[int, ...]:
    """Return the running assignments for which one of ``rules`` does not hold."""
    concerned = () if contact is None else (contact,)
    which = _which(concerned, client, None, None, None)
    found = _closed(session, which, today)
    return tuple(n for n, lacks in found.items() if not set(lacks).isdisjoint(rules))


def rest(
    assignment: Assignment,
    from_on: date,
    reason: PauseReason,
    to_on: date | None = None,
    note: str = "",
) -> None:
    """Let an assignment rest from a day on."""
    assignment.status = AssignmentStatus.PAUSED
    assignment.pauses.append(
        AssignmentPause(from_on=from_on, to_on=to_on, reason=reason, note=note.strip())
    )


def _which(
    contacts: Collection[int],
    client: int | None,
    assignment: int | None,
    group: int | None,
    organisation: int | None,
) -> str:
    """Return the condition, in SQL, that a running assignment ``a`` is concerned."""
    found = []
    if contacts:
        several = numbers_text(contacts)
        found.append(f"(a.contact_number IN {several} OR {_LED.format(several)})")
    for column, number in (
        ("client_number", client),
        ("number", assignment),
        ("group_number", group),
        ("organisation_number", organisation),
    ):
        if number is not None:
            found.append(f"a.{column} = {number:d}")
    assert found
    return " AND ".join(["a.status = 'active'", *found])


def _closed(
    session: Session, which: str, today: date
) -> dict[int, dict[GateRule, Condition]]:
    strict = strict_rules(session, today)
    return {
        number: blocking(facts, strict)
        for number, facts in facts_where(session, which, today=today).items()
    }
