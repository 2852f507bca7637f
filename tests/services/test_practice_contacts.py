"""Support contacts of the practice office: every step in, and gates that hold."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from stkdesk.documents.agreement_content import agreement_from_json
from stkdesk.domain.account import organisation_number_problem
from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.certificate_rules import is_fresh
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.group import MeetingState, Presence
from stkdesk.domain.letter import LetterState
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.matching import InquiryAnswer
from stkdesk.domain.recruiting_steps import ON_BOARD, Step
from stkdesk.services.agreement_paper import preview_agreement
from stkdesk.services.agreement_rows import agreement_draft
from stkdesk.services.assignment_gate import assignment_gate
from stkdesk.services.gate_rules import strict_rules
from stkdesk.services.papers import open_paper_bytes
from stkdesk.services.recruiting_board import recruiting_board
from stkdesk.services.waiting import waiting_list
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import (
    ActivityGroup,
    Agreement,
    Assignment,
    AssignmentPause,
    Attendance,
    Contact,
    ContactLetter,
    Declaration,
    GateOverride,
    GroupMeeting,
    Inquiry,
    Organisation,
    Paper,
    PoliceCertificate,
    Reference,
    Timesheet,
    Veto,
)

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def office(practice_offices, tmp_path_factory):
    """An office of the usual size."""
    file = practice_offices.copy(tmp_path_factory.mktemp("practice"))
    database = open_register(file, PRACTICE_PASSWORD)
    yield database
    database.close()


@pytest.fixture
def session(office):
    with office.reading() as session:
        yield session


def with_status(session, status):
    return session.scalars(select(Assignment).where(Assignment.status == status)).all()


def blocking(session, number):
    found = assignment_gate(session, number, today=TODAY)
    return {each.rule for each in found if each.blocks}


def test_every_active_assignment_keeps_its_gate_or_was_let_past(session):
    running = with_status(session, AssignmentStatus.ACTIVE)
    assert len(running) > 80
    assert {each.number: blocking(session, each.number) for each in running} == {
        each.number: set() for each in running
    }


def test_one_was_let_past_a_rule_the_office_is_permissive_about(session):
    [passed] = session.scalars(select(GateOverride)).all()
    assert TODAY - timedelta(days=7) <= passed.made_on <= TODAY
    assert passed.rule is GateRule.AGREEMENT
    assert passed.rule not in strict_rules(session, TODAY)
    assert len(passed.reason) > 20
    assignment = session.get_one(Assignment, passed.assignment_number)
    assert assignment.status is AssignmentStatus.ACTIVE
    states = session.scalars(
        select(Agreement.state).where(Agreement.assignment_number == assignment.number)
    ).all()
    assert states == [AgreementState.MADE]


def test_one_planned_assignment_is_ready_and_one_lacks_much(session):
    planned = with_status(session, AssignmentStatus.PLANNED)
    missing = [blocking(session, each.number) for each in planned]
    assert set() in missing
    assert {
        GateRule.CERTIFICATE,
        GateRule.DECLARATION,
        GateRule.AGREEMENT,
        GateRule.ACCOUNT,
        GateRule.EMPLOYEE_NUMBER,
    } in missing


def test_applicants_stand_at_every_step_of_the_board(session):
    cards = recruiting_board(session, today=TODAY, closed=True)
    steps = Counter(card.step for card in cards)
    assert set(ON_BOARD) <= set(steps)
    assert 10 <= sum(steps[step] for step in ON_BOARD) <= 13
    [refused] = [card for card in cards if card.step is Step.CLOSED]
    assert refused.waited_days < 62
    awaited = [card for card in cards if card.step is Step.CERTIFICATE]
    assert max(card.waited_days for card in awaited) > 14
    answers = session.scalars(select(Reference.answer)).all()
    assert None in answers
    assert len(set(answers)) > 3
    for phone in session.scalars(select(Reference.phone)):
        assert phone.startswith("0")


def test_certificates_were_fresh_and_one_is_still_to_be_shredded(session):
    seen = session.scalars(
        select(PoliceCertificate).where(PoliceCertificate.seen_on.is_not(None))
    ).all()
    assert len(seen) > 60
    assert all(is_fresh(each.issued_on, each.seen_on) for each in seen)
    [kept] = [each for each in seen if each.disposed_on is None]
    assert session.get_one(Contact, kept.contact_number).ended_on is not None


def test_the_contact_says_the_newest_day_a_declaration_was_signed(session):
    newest = dict(
        session.execute(
            select(
                Declaration.contact_number, func.max(Declaration.signed_on)
            ).group_by(Declaration.contact_number)
        ).all()
    )
    for number, day in session.execute(
        select(Contact.number, Contact.declaration_signed_on)
    ):
        assert newest.get(number) == day


def test_agreements_say_what_the_office_itself_would_have_written(session):
    rows = session.scalars(
        select(Agreement).where(Agreement.state != AgreementState.ENDED)
    ).all()
    assert len(rows) > 80
    for row in rows[::9]:
        written = preview_agreement(session, agreement_draft(row), today=row.made_on)
        frozen = agreement_from_json(row.content)
        assert frozen == replace(written, reference=frozen.reference, draft=False)
    references = dict(
        session.execute(
            select(Paper.agreement_number, Paper.reference).where(
                Paper.agreement_number.is_not(None)
            )
        ).all()
    )
    assert len(references) > 100
    for row in rows:
        assert references[row.number] == agreement_from_json(row.content).reference


def test_everybody_at_work_has_an_agreement_and_some_run_out_at_new_year(session):
    alone = select(Assignment.number).where(
        Assignment.status.in_((AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)),
        Assignment.solution == Solution.INDIVIDUAL,
    )
    agreed = set(session.scalars(select(Agreement.assignment_number)))
    assert set(session.scalars(alone)) <= agreed
    later = aliased(Agreement)
    to_renew = select(Agreement.number).where(
        Agreement.valid_to == date(2026, 12, 31),
        Agreement.renews,
        ~select(later.number).where(later.replaces_number == Agreement.number).exists(),
    )
    assert len(session.scalars(to_renew).all()) > 5
    waiting = session.scalars(
        select(Agreement.made_on).where(Agreement.state == AgreementState.MADE)
    ).all()
    assert len(waiting) >= 3
    assert min(waiting) <= TODAY - timedelta(days=14)


def test_two_groups_meet_every_week_with_attendance_until_now(session):
    groups = session.scalars(select(ActivityGroup)).all()
    assert len(groups) == 2
    for group in groups:
        members = [
            each
            for each in with_status(session, AssignmentStatus.ACTIVE)
            if each.group_number == group.number
        ]
        assert 5 <= len(members) <= 9
        meetings = session.scalars(
            select(GroupMeeting).where(GroupMeeting.group_number == group.number)
        ).all()
        held = [each for each in meetings if each.state is MeetingState.HELD]
        ahead = [each for each in meetings if each.meet_on > TODAY]
        assert max(each.meet_on for each in held) > TODAY - timedelta(days=12)
        assert {each.state for each in ahead} == {MeetingState.PLANNED}
        came = session.scalars(
            select(Attendance).where(
                Attendance.meeting_number.in_([each.number for each in held])
            )
        ).all()
        assert {each.presence for each in came} == set(Presence)
        starts = {each.number: each.start_on for each in members}
        for each in came:
            assert starts.get(each.assignment_number, date.min) <= each.attended_on


def test_no_sheet_is_kept_where_attendance_is(session):
    without = select(Timesheet.number).join(
        Assignment, Assignment.number == Timesheet.assignment_number
    )
    assert (
        session.scalars(without.where(Assignment.contact_number.is_(None))).all() == []
    )


def test_organisations_have_true_numbers_and_two_report_who_came(session):
    rows = session.scalars(select(Organisation)).all()
    for row in rows:
        assert not organisation_number_problem(row.organisation_number)
    in_use = set(
        session.scalars(
            select(Assignment.organisation_number)
            .join(Attendance, Attendance.assignment_number == Assignment.number)
            .where(Attendance.meeting_number.is_(None))
        )
    )
    assert in_use == {1, 2}
    assert all(row.agreement_to is None for row in rows if row.number in in_use)


def test_those_who_wait_have_wishes_and_somebody_has_been_asked(session):
    found = waiting_list(session, ListQuery(), today=TODAY)
    assert found.total >= 4
    assert len({row.reason for row in found.rows}) > 2
    asked = session.scalars(select(Inquiry)).all()
    assert {each.answer for each in asked} >= {None, InquiryAnswer.NO}
    assert all(each.why for each in asked if each.answer is not None)
    [veto] = session.scalars(select(Veto)).all()
    together = select(Assignment.number).where(
        Assignment.client_number == veto.client_number,
        Assignment.contact_number == veto.contact_number,
        Assignment.status != AssignmentStatus.ENDED,
    )
    assert session.scalars(together).all() == []


def test_what_rests_says_why_and_what_ended_is_followed_up(session):
    resting = {each.number for each in with_status(session, AssignmentStatus.PAUSED)}
    pauses = session.scalars(select(AssignmentPause)).all()
    assert resting <= {each.assignment_number for each in pauses}
    ended = with_status(session, AssignmentStatus.ENDED)
    assert all(each.end_reason and each.last_sheet_on for each in ended)
    [to_call] = [each for each in ended if each.followed_up_on is None]
    assert to_call.follow_up_on < TODAY
    assert to_call.end_on > TODAY - timedelta(days=21)


def test_letters_to_contacts_lie_with_their_papers_and_one_is_begun(session):
    letters = session.scalars(select(ContactLetter)).all()
    issued = [each for each in letters if each.state is LetterState.ISSUED]
    assert {each.kind for each in issued} == {
        ContactLetterKind.INTERVIEW,
        ContactLetterKind.APPROVED,
        ContactLetterKind.REFUSED,
        ContactLetterKind.CERTIFICATE_REQUEST,
        ContactLetterKind.START,
    }
    papers = dict(
        session.execute(
            select(Paper.contact_letter_number, Paper.number).where(
                Paper.contact_letter_number.is_not(None)
            )
        ).all()
    )
    assert set(papers) == {each.number for each in issued}
    data = open_paper_bytes(session, papers[issued[0].number])
    assert data.startswith(b"%PDF-")
    [draft] = [each for each in letters if each.state is LetterState.DRAFT]
    assert draft.kind is ContactLetterKind.END
