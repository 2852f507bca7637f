"""Members of activity groups: a client in a group is an assignment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.errors import Problem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group_member import MemberDraft, MemberFacts, member_problems
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import inner, needs
from stkdesk.services.attendance import attended_minutes
from stkdesk.services.groups_found import find_group
from stkdesk.services.in_force import forces_of
from stkdesk.services.seeing import client_name, hidden_clients, refuse_blocked
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Client,
    Person,
)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of a group, as the card shows it."""

    assignment_number: int
    version: int
    client_number: int
    name: str
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    agreed_minutes: int
    hours_unit: HoursUnit
    attended: int = 0  # minutes this month
    is_hidden: bool = False  # blocked for the one at work

    @property
    def is_member(self) -> bool:
        """Whether the client takes up a place in the group."""
        return self.status is not AssignmentStatus.ENDED


@inner
def members_of(session: Session, group: int, *, today: date) -> tuple[MemberRow, ...]:
    """Return those in the group by name; after them those who have left."""
    hidden = hidden_clients(session)
    left = case((Assignment.status == AssignmentStatus.ENDED, 1), else_=0)
    found = session.execute(
        select(Assignment, Person.given_name, Person.family_name)
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(Person, Person.number == Client.person_number)
        .where(Assignment.group_number == group)
        .order_by(left, Person.sort_key, Assignment.number)
    ).all()
    month = Period.month(today.year, today.month)
    seen = [each.number for each, *_ in found if each.client_number not in hidden]
    attended = attended_minutes(session, seen, month)
    return tuple(
        MemberRow(
            assignment_number=each.number,
            version=each.version,
            client_number=each.client_number,
            name=client_name(session, each.client_number, given or "", family or ""),
            status=each.status,
            start_on=each.start_on,
            end_on=each.end_on,
            agreed_minutes=each.agreed_minutes,
            hours_unit=each.hours_unit,
            attended=attended.get(each.number, 0),
            is_hidden=each.client_number in hidden,
        )
        for each, given, family in found
    )


@needs(Right.READ_CASES)
def check_member(
    session: Session, group: int, draft: MemberDraft
) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before the member is taken in."""
    return member_problems(_facts(session, find_group(session, group), draft))


@needs(Right.EDIT_CASES)
def add_member(session: Session, group: int, draft: MemberDraft) -> int:
    """Take a client into a group: an assignment to be made ready; return its number.

    Raises:
        NotFoundError: if the group is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, draft.client_number)
    facts = _facts(session, find_group(session, group), draft)
    refuse_blocking(member_problems(facts))
    assert draft.client_number is not None
    assert draft.start_on is not None
    assert draft.minutes is not None
    member = Assignment(
        client_number=draft.client_number,
        group_number=group,
        solution=Solution.GROUP,
        status=AssignmentStatus.PLANNED,
        start_on=draft.start_on,
        end_on=draft.end_on,
        agreed_minutes=draft.minutes,
        hours_unit=draft.hours_unit,
    )
    session.add(member)
    session.flush()
    return member.number


def _facts(session: Session, group: ActivityGroup, draft: MemberDraft) -> MemberFacts:
    inside = (
        Assignment.group_number == group.number,
        Assignment.status != AssignmentStatus.ENDED,
    )
    members = session.scalar(select(func.count()).where(*inside)) or 0
    return MemberFacts(
        draft=draft,
        group_first=group.first_on,
        group_last=group.last_on,
        places=group.most_members,
        members=members,
        is_member=_is_member(session, group.number, draft),
        is_granted=_is_granted(session, draft),
    )


def _is_member(session: Session, group: int, draft: MemberDraft) -> bool:
    """Tell whether the client is in the group in some of the days of ``draft``.

    One who has left counts until the last day; one without a day has left for good.
    """
    if draft.client_number is None or draft.start_on is None:
        return False
    found = select(Assignment.number).where(
        Assignment.group_number == group,
        Assignment.client_number == draft.client_number,
        Assignment.start_on <= (draft.end_on or date.max),
        or_(Assignment.end_on.is_(None), Assignment.end_on >= draft.start_on),
        or_(
            Assignment.status != AssignmentStatus.ENDED, Assignment.end_on.is_not(None)
        ),
    )
    return session.scalar(found.limit(1)) is not None


def _is_granted(session: Session, draft: MemberDraft) -> bool:
    """Tell whether a decision in force gives hours in a group on the first day."""
    client, day = draft.client_number, draft.start_on
    if client is None or day is None or client in hidden_clients(session):
        return True
    return any(
        force.solution is Solution.GROUP and force.holds_on(day)
        for force in forces_of(session, [client]).get(client, ())
    )
