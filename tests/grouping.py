"""A group that swims on Tuesdays, its members and its meetings, in a line each."""

from datetime import date

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.group import GroupDraft, LeaderDraft, Presence
from stkdesk.domain.group_member import MemberDraft
from stkdesk.domain.period import Period
from stkdesk.services.group_members import add_member
from stkdesk.services.groups import register_group
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.storage.tables import Assignment
from tests.builders import a_client, a_contact

OCTOBER, NOVEMBER = Period.month(2026, 10), Period.month(2026, 11)
CAME, AWAY, MISSED = Presence.CAME, Presence.AWAY, Presence.MISSED
NAMES = ("Ada", "Bo", "Cato", "Dina", "Eva", "Finn", "Gro", "Hans")


def swimming(**fields):
    """Return the group as filled in."""
    usual = {
        "name": "Svømmegruppen",
        "weekday": 2,
        "start_minute": 17 * 60,
        "minutes": 120,
        "first_on": date(2026, 9, 1),
        "most_members": 8,
    }
    return GroupDraft(**{**usual, **fields})


def a_group(session, **fields):
    """Register the swimming group with a leader and return its number."""
    leader = fields.pop("leader", None) or a_contact(session)
    draft = swimming(leaders=(LeaderDraft(leader, date(2026, 9, 1)),), **fields)
    return register_group(session, draft)


def a_member(session, group, name="Ada Moen", *, start=date(2026, 9, 1), **fields):
    """Take a client into the group, started."""
    client = a_client(session, name)
    draft = MemberDraft(client, start, minutes=8 * 60, **fields)
    number = add_member(session, group, draft)
    session.get(Assignment, number).status = AssignmentStatus.ACTIVE
    session.flush()
    return number


def eight(session, group):
    """Take eight into the group; return their assignments."""
    return [a_member(session, group, f"{name} Moen") for name in NAMES]


def sheet_of(session, group, day):
    """Return the sheet of the meeting that day."""
    [sheet] = group_sheets(session, group, Period(day, day)).sheets
    return sheet
