"""Starting many members of a group at once: who is ready, and why others wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_gate import Condition
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.assignment_course import start_assignment
from stkdesk.services.assignment_gate import assignment_gates
from stkdesk.services.group_members import MemberRow, members_of
from stkdesk.services.groups_found import find_group
from stkdesk.storage.tables import Assignment


@dataclass(frozen=True, slots=True)
class Waiting:
    """A member who cannot start, and what keeps him or her."""

    member: MemberRow
    lacks: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Who of those planned in a group may start, and who may not."""

    ready: tuple[MemberRow, ...]
    waiting: tuple[Waiting, ...]


@needs(Right.READ_CASES)
def members_ready(session: Session, group: int, *, today: date) -> Readiness:
    """Return which planned members may start today, and why the others may not.

    Members the one at work may not see are left out.

    Raises:
        NotFoundError: if the group is not there.

    """
    find_group(session, group)
    planned = [
        each
        for each in members_of(session, group, today=today)
        if each.status is AssignmentStatus.PLANNED and not each.is_hidden
    ]
    numbers = [each.assignment_number for each in planned]
    gates = assignment_gates(session, numbers, today=today)
    lacks = {
        number: tuple(each for each in found if each.blocks)
        for number, found in gates.items()
    }
    return Readiness(
        ready=tuple(each for each in planned if not lacks[each.assignment_number]),
        waiting=tuple(
            Waiting(each, lacks[each.assignment_number])
            for each in planned
            if lacks[each.assignment_number]
        ),
    )


@needs(Right.EDIT_CASES)
def start_all_ready(session: Session, group: int, *, today: date) -> Readiness:
    """Start every planned member whose gate is open; return who did, and who waits.

    Raises:
        NotFoundError: if the group is not there.

    """
    found = members_ready(session, group, today=today)
    started: list[MemberRow] = []
    for each in found.ready:
        version = session.scalars(
            select(Assignment.version).where(
                Assignment.number == each.assignment_number
            )
        ).one()
        start_assignment(session, each.assignment_number, version, today=today)
        started.append(each)
    return Readiness(tuple(started), found.waiting)
