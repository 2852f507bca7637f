"""Starting a whole group: those who are ready start, the others are told why not."""

from datetime import date

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.group_member import MemberDraft
from stkdesk.domain.staff import Role
from stkdesk.services.group_members import add_member
from stkdesk.services.group_starting import members_ready, start_all_ready
from stkdesk.storage.tables import Assignment, Client
from tests.builders import a_client, a_grant, a_ready_contact
from tests.grouping import a_group
from tests.staff import hired


def a_planned(session, group, name, *, granted):
    """Take a client into the group, with group hours in a decision or without."""
    client = a_client(session, name, is_protected_group=False)
    if granted:
        unit = HoursUnit.MONTH
        a_grant(session, client, 480, solution=Solution.GROUP, hours_unit=unit)
    draft = MemberDraft(client, date(2026, 9, 1), minutes=480)
    return add_member(session, group, draft)


def status(session, number):
    return session.get(Assignment, number).status


def test_those_who_are_ready_start_and_the_others_are_told_why_not(database, today):
    with database.transaction() as session:
        group = a_group(session, leader=a_ready_contact(session))
        ready = a_planned(session, group, "Ada Moen", granted=True)
        lacking = a_planned(session, group, "Bo Lie", granted=False)
        found = start_all_ready(session, group, today=today)
        assert [each.name for each in found.ready] == ["Ada Moen"]
        [waiting] = found.waiting
        assert waiting.member.name == "Bo Lie"
        assert GateRule.DECISION in {each.rule for each in waiting.lacks}
        assert status(session, ready) is AssignmentStatus.ACTIVE
        assert status(session, lacking) is AssignmentStatus.PLANNED
        assert start_all_ready(session, group, today=today).ready == ()


def test_nobody_starts_in_a_group_without_a_leader_who_is_ready(database, today):
    with database.transaction() as session:
        group = a_group(session)  # the leader has no certificate
        number = a_planned(session, group, "Ada Moen", granted=True)
        found = start_all_ready(session, group, today=today)
        assert found.ready == ()
        assert GateRule.MEMBERSHIP in {each.rule for each in found.waiting[0].lacks}
        assert status(session, number) is AssignmentStatus.PLANNED


def test_a_blocked_member_is_left_to_those_who_see_the_client(database, today):
    with database.transaction() as session:
        group = a_group(session, leader=a_ready_contact(session))
        number = a_planned(session, group, "Ada Moen", granted=True)
        session.get(Client, 1).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        assert members_ready(session, group, today=today).ready == ()
        start_all_ready(session, group, today=today)
        assert status(session, number) is AssignmentStatus.PLANNED
