"""An assignment that is planned, made ready and started, and steps of its course."""

from datetime import date

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import (
    EndDraft,
    EndReason,
    PauseDraft,
    PauseReason,
)
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.gate_rules import GateRule, SetStrictness
from stkdesk.services.assignment_gate import (
    assignment_gate,
)
from stkdesk.services.gate_rules import set_strictness
from stkdesk.storage.tables import (
    Assignment,
)
from tests import builders as make

R = GateRule
PLANNED, ACTIVE = AssignmentStatus.PLANNED, AssignmentStatus.ACTIVE
PAUSED, ENDED = AssignmentStatus.PAUSED, AssignmentStatus.ENDED
ILL = PauseDraft(date(2026, 11, 16), reason=PauseReason.CLIENT_ILL)
DONE = EndDraft(date(2026, 11, 16), EndReason.GOAL_REACHED)


def a_planned_one(session):
    """Register that Solveig is to help Oskar; nothing but the names is in order."""
    client = make.a_client(
        session,
        "Oskar Moen",
        status=ClientStatus.WAITING,
        person={"birth_date": date(1980, 2, 1)},
    )
    contact = make.a_contact(session, "Solveig Bakke", status=ContactStatus.CANDIDATE)
    return make.an_assignment(session, client, contact, hours=16, status=PLANNED)


def stepping(session, today):
    """Return what takes a step with an assignment as it is now."""

    def errand(work, number, *args, on=today):
        version = session.get(Assignment, number).version
        return work(session, number, version, *args, today=on)

    return errand


def status(session, number):
    return session.get(Assignment, number).status


def lacks(session, number, today):
    return {e.rule for e in assignment_gate(session, number, today=today) if e.blocks}


def permit(session, rule):
    set_strictness(session, SetStrictness(rule, date(2026, 1, 1), is_strict=False))
