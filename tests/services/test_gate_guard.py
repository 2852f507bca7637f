"""What is done elsewhere never leaves a running assignment past its gate."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.assignment_course import (
    PauseReason,
)
from stkdesk.domain.assignment_gate import GateClosedError
from stkdesk.domain.certificate import CertificateDraft, CertificateResult
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import (
    InvalidInputError,
)
from stkdesk.services.assignment_course import (
    pause_assignment,
    resume_assignment,
    start_assignment,
)
from stkdesk.services.assignment_gate import override_gate
from stkdesk.services.assignments import edit_assignment, open_assignment
from stkdesk.services.certificates import register_certificate
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.declarations import unsign_declaration
from stkdesk.services.vetoes import lift_veto, set_veto
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Decision,
    Declaration,
    GroupLeader,
)
from tests import builders as make
from tests.services.gating import (
    ACTIVE,
    ILL,
    PAUSED,
    PLANNED,
    R,
    a_planned_one,
    lacks,
    permit,
    status,
    stepping,
)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def planned(session):
    return a_planned_one(session)


@pytest.fixture
def ready(session, planned):
    return make.make_ready(session, planned)


@pytest.fixture
def does(session, today):
    return stepping(session, today)


@pytest.fixture
def running(does, ready):
    does(start_assignment, ready)
    return ready


@pytest.fixture
def edited(session, today):
    def edit(number, **fields):
        card = open_assignment(session, number)
        draft = replace(card.draft, **fields)
        edit_assignment(session, number, card.version, draft, today=today)

    return edit


def test_more_hours_than_granted_are_refused_with_the_way_out(edited, running):
    with pytest.raises(GateClosedError) as refused:
        edited(running, agreed_minutes=17 * 60)
    assert refused.value.title.startswith(f"Oppdrag O-{running} er i gang")
    assert refused.value.advice.endswith("Sett oppdraget på pause først.")
    edited(running, agreed_minutes=15 * 60)


def test_a_start_after_the_decision_is_over_is_refused(session, edited, running):
    session.query(Decision).one().valid_to = date(2026, 12, 31)
    with pytest.raises(GateClosedError, match=r"Vedtaket gikk ut 31\.12\.2026"):
        edited(running, start_on=date(2027, 1, 1))


def test_a_running_one_stays_with_the_same_people(session, edited, running):
    other = make.a_ready_contact(session, "Håkon Aas")
    with pytest.raises(InvalidInputError, match="Avslutt det, og registrer et nytt"):
        edited(running, contact_number=other)
    client = make.a_client(session, "Åse Lie")
    with pytest.raises(InvalidInputError):
        edited(running, client_number=client)


def test_one_with_an_agreement_stays_with_the_same_people(session, edited, ready):
    other = make.a_ready_contact(session, "Håkon Aas")
    with pytest.raises(InvalidInputError):
        edited(ready, contact_number=other)


def test_a_planned_one_is_moved_to_another_contact(session, edited, planned):
    other = make.a_ready_contact(session, "Håkon Aas")
    edited(planned, contact_number=other)
    assert session.get(Assignment, planned).contact_number == other


def test_hours_of_a_resting_one_do_not_push_another_over(
    session, does, edited, running, today
):
    second = make.an_assignment(session, 1, "Håkon Aas", hours=4, status=PLANNED)
    make.make_ready(session, second)
    granted = session.query(Decision).order_by(Decision.number.desc()).first()
    granted.items[0].minutes = 20 * 60  # it takes the place of the first
    session.flush()
    does(pause_assignment, running, ILL)
    does(start_assignment, second)
    with pytest.raises(GateClosedError, match=f"O-{second}"):
        edited(running, agreed_minutes=17 * 60)


def test_one_that_ran_before_there_was_a_gate_can_still_be_edited(session, edited):
    old = make.an_assignment(session, "Åse Lie", "Ola Nes")
    edited(old, goal="Svømme", agreed_minutes=10 * 60)
    assert session.get(Assignment, old).goal == "Svømme"


@pytest.mark.parametrize("field", ["employee_number", "account_number"])
def test_what_a_running_one_is_paid_by_is_not_taken_away(
    session, running, today, field
):
    card = open_contact(session, 1)
    with pytest.raises(GateClosedError):
        draft = replace(card.draft, **{field: ""})
        edit_contact(session, 1, card.version, draft, today=today)


def test_a_contact_at_work_does_not_end(session, running, today):
    card = open_contact(session, 1)
    ended = replace(card.draft, status=ContactStatus.ENDED)
    with pytest.raises(InvalidInputError, match="Avslutt dem først"):
        edit_contact(session, 1, card.version, ended, today=today)


def test_a_declaration_of_somebody_at_work_is_not_taken_back(session, running):
    row = Declaration(contact_number=1, signed_on=date(2026, 1, 1))
    session.add(row)
    session.flush()
    with pytest.raises(GateClosedError):
        unsign_declaration(session, 1, row.number)


def test_a_certificate_not_accepted_lets_it_rest_at_once(session, running, today):
    refused = CertificateDraft(
        issued_on=today, seen_on=today, result=CertificateResult.NOT_ACCEPTED
    )
    register_certificate(session, 1, refused, today=today)
    assert status(session, running) is PAUSED
    [pause] = open_assignment(session, running).course.pauses
    assert (pause.from_on, pause.reason) == (today, PauseReason.GATE)


def test_asking_for_a_certificate_lets_nothing_rest(session, today):
    old = make.an_assignment(session, "Åse Lie", "Ola Nes")
    asked = CertificateDraft(requested_on=today)
    contact = session.get(Assignment, old).contact_number
    register_certificate(session, contact, asked, today=today)
    assert status(session, old) is ACTIVE


def test_a_veto_lets_it_rest_and_it_goes_on_when_that_is_lifted(
    session, does, running, today
):
    veto = set_veto(session, 1, 1, "Uenighet", today=today)
    assert veto.paused == (running,)
    assert status(session, running) is PAUSED
    with pytest.raises(GateClosedError):
        does(resume_assignment, running)
    lift_veto(session, veto.number, today=today)
    does(resume_assignment, running)
    assert status(session, running) is ACTIVE


def test_a_decision_that_ends_lets_nothing_rest_and_is_shown(session, running, today):
    for decision in session.query(Decision):
        decision.valid_to = today
    after = today + timedelta(days=1)
    session.flush()
    assert status(session, running) is ACTIVE
    assert lacks(session, running, after) == {R.DECISION}


# Groups and organisations.


@pytest.fixture
def group(session):
    leader = make.a_ready_contact(session, "Leif Leder")
    group = ActivityGroup(name="Turgruppa", first_on=date(2026, 1, 1), minutes=120)
    session.add(group)
    session.flush()
    session.add(
        GroupLeader(
            group_number=group.number, contact_number=leader, from_on=date(2026, 1, 1)
        )
    )
    session.flush()
    return group.number


@pytest.fixture
def member(session, group):
    client = make.a_client(session, "Åse Lie", person={"birth_date": date(1980, 1, 1)})
    assignment = Assignment(
        client_number=client,
        group_number=group,
        solution=Solution.GROUP,
        start_on=date(2026, 1, 1),
        agreed_minutes=8 * 60,
    )
    session.add(assignment)
    session.flush()
    return assignment.number


def test_a_member_without_a_decision_does_not_begin(session, does, member):
    with pytest.raises(GateClosedError) as closed:
        does(start_assignment, member)
    assert [each.rule for each in closed.value.conditions] == [R.DECISION]
    make.make_ready(session, member)
    does(start_assignment, member)
    assert status(session, member) is ACTIVE


def test_a_leader_who_is_not_accepted_lets_the_members_rest(
    session, does, member, today
):
    make.make_ready(session, member)
    does(start_assignment, member)
    leader = session.query(GroupLeader).one().contact_number
    refused = CertificateDraft(
        issued_on=today, seen_on=today, result=CertificateResult.NOT_ACCEPTED
    )
    register_certificate(session, leader, refused, today=today)
    assert status(session, member) is PAUSED


def test_nobody_lets_a_group_past_what_its_leader_lacks(session, does, member, today):
    make.make_ready(session, member)
    leader = session.query(GroupLeader).one().contact_number
    refused = CertificateDraft(
        issued_on=today, seen_on=today, result=CertificateResult.NOT_ACCEPTED
    )
    register_certificate(session, leader, refused, today=today)
    with pytest.raises(InvalidInputError):
        permit(session, R.MEMBERSHIP)
    with pytest.raises(InvalidInputError, match="ikke gjøres unntak fra"):
        override_gate(session, member, R.MEMBERSHIP, "Haster", today=today)
    with pytest.raises(GateClosedError):
        does(start_assignment, member)


def test_an_organisation_needs_its_agreement(session, does, today):
    number = make.an_assignment(
        session, "Åse Lie", solution=Solution.ORGANISATION, status=PLANNED
    )
    assert R.AGREEMENT in lacks(session, number, today)
    make.make_ready(session, number)
    does(start_assignment, number)
    assert status(session, number) is ACTIVE
