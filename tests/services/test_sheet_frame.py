"""What a sheet is held up against, found in the register."""

from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.assignment_course import PauseReason
from stkdesk.domain.case_rules import CaseRule, SetRule
from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.sheet_checks import blocking_check
from stkdesk.domain.sheet_rules.frame import Days
from stkdesk.domain.timesheet import SheetState, Trip
from stkdesk.services.case_rules import set_case_rule
from stkdesk.services.sheet_course import SheetKey, mark_arrived
from stkdesk.services.sheet_drafts import SheetDraft, load_draft, save_draft
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_pile import next_meeting, next_missing
from stkdesk.services.timesheets import register_nothing, register_sheet
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    AssignmentPause,
    GroupMeeting,
    Office,
)
from tests import builders as make

TODAY = date(2026, 11, 3)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        yield session


@pytest.fixture
def periods(session):
    return {code: row.number for code, row in make.periods(session).items()}


@pytest.fixture
def contact(session):
    return make.a_ready_contact(session)


@pytest.fixture
def assignment(session, contact):
    return make.an_assignment(session, "Oskar Moen", contact, hours=10)


def frame(session, assignment, period):
    return open_sheet(session, assignment, period).frame


def said(session, assignment, period, *visits):
    opened = open_sheet(session, assignment, period)
    return [one.message for one in opened.check(visits)]


def typed(assignment, period, *visits, **fields):
    return SheetDraft(assignment, period, visits, **fields)


def test_hours_left_last_month_are_carried_into_this_one(session, assignment, periods):
    session.add(Office(municipality="Fjordvik kommune"))
    session.flush()
    make.a_sheet(session, assignment, periods["2026-09"], make.a_visit(2, month=9))
    assert frame(session, assignment, periods["2026-10"]).carried_minutes == 120
    assert frame(session, assignment, periods["2026-11"]).carried_minutes == 0
    register_nothing(session, typed(assignment, periods["2026-10"]), today=TODAY)
    assert frame(session, assignment, periods["2026-11"]).carried_minutes == 120


def test_a_visit_with_another_client_at_the_same_time_names_that_sheet(
    session, assignment, contact, periods
):
    october = periods["2026-10"]
    other = make.an_assignment(session, "Signe Foss", contact)
    make.a_sheet(session, other, october, make.a_visit(14))
    [told] = said(session, assignment, october, make.a_visit(14, 1080, 120))
    assert told == (
        f"14.10. kl. 18:00–20:00 overlapper oppdrag O-{other} (Signe Foss) "
        "14.10. kl. 16:00–19:00."
    )
    assert said(session, assignment, october, make.a_visit(14, 1140, 60)) == []


def test_a_night_into_the_next_period_meets_its_first_morning(
    session, assignment, contact, periods
):
    other = make.an_assignment(session, "Signe Foss", contact)
    make.a_sheet(session, other, periods["2026-11"], make.a_visit(1, 60, 60, month=11))
    told = said(session, assignment, periods["2026-10"], make.a_visit(31, 1380, 180))
    assert any("(Signe Foss) 01.11. kl. 01:00–02:00" in each for each in told)


def test_the_name_of_a_blocked_client_is_not_told(
    session, assignment, contact, periods
):
    other = make.an_assignment(session, "Signe Foss", contact)
    make.a_sheet(session, other, periods["2026-10"], make.a_visit(14))
    client = session.get(Assignment, other).client_number
    session.info["hidden_clients"] = frozenset({client})
    [told] = said(session, assignment, periods["2026-10"], make.a_visit(14))
    assert "(Sperret bruker)" in told
    assert "Foss" not in told


def test_the_first_certificate_counts_and_a_later_one_takes_nothing_back(
    session, assignment, contact, periods
):
    make.a_certificate(session, contact, date(2026, 11, 2))
    assert said(session, assignment, periods["2026-10"], make.a_visit(14)) == []


def test_a_visit_before_the_certificate_was_seen_is_refused(session, periods):
    late = make.a_ready_contact(session, "Kari Nes", seen_on=date(2026, 10, 12))
    number = make.an_assignment(session, "Åse Ødegård", late)
    october = periods["2026-10"]
    with pytest.raises(InvalidInputError, match="politiattesten"):
        register_sheet(session, typed(number, october, make.a_visit(9)), today=TODAY)
    register_sheet(session, typed(number, october, make.a_visit(12)), today=TODAY)


def test_decisions_agreements_and_pauses_are_known_where_there_are_any(
    session, assignment, periods
):
    known = frame(session, assignment, periods["2026-10"])
    assert (known.decided, known.agreed, known.pauses) == (None, None, ())
    record = session.get(Assignment, assignment)
    make.a_grant(session, record.client_number, valid_from=date(2026, 10, 5))
    record.pauses.append(
        AssignmentPause(
            from_on=date(2026, 10, 20),
            to_on=date(2026, 10, 22),
            reason=PauseReason.HOLIDAY,
        )
    )
    record.activated_on = date(2026, 1, 1)
    session.flush()
    known = frame(session, assignment, periods["2026-10"])
    assert [each.first for each in known.decided] == [date(2026, 10, 5)]
    assert known.pauses == (Days(date(2026, 10, 20), date(2026, 10, 22)),)
    assert known.agreed == ()
    told = open_sheet(session, assignment, periods["2026-10"]).check(
        [make.a_visit(1), make.a_visit(21)]
    )
    assert {one.code for one in told} == {
        "outside_decision",
        "outside_agreement",
        "paused",
    }
    assert len(blocking_check(told)) == 3  # no agreement twice, no decision once


def test_the_office_may_stop_the_saving_from_a_day_on(session, assignment, periods):
    record = session.get(Assignment, assignment)
    until = date(2026, 10, 5)
    make.a_grant(
        session, record.client_number, valid_from=date(2026, 1, 1), valid_to=until
    )
    set_case_rule(session, SetRule(CaseRule.SHEET_DECISION, date(2026, 11, 1), 2))
    october = typed(assignment, periods["2026-10"], make.a_visit(14))
    register_sheet(session, october, today=TODAY)  # goes by the number before
    november = typed(assignment, periods["2026-11"], make.a_visit(4, month=11))
    with pytest.raises(InvalidInputError, match="ingen vedtak"):
        register_sheet(session, november, today=TODAY)


def test_papers_that_are_here_are_typed_before_those_that_are_not(session, periods):
    october = periods["2026-10"]
    first, second, third = (
        make.an_assignment(session, f"Per {letter}", "Siv Lie") for letter in "ABC"
    )
    assert next_missing(session, october, after=first) == second
    mark_arrived(session, [SheetKey(third, october)], today=TODAY)
    assert next_missing(session, october, after=first) == third
    opened = open_sheet(session, third, october)
    assert (opened.state, opened.draft.visits) == (SheetState.ARRIVED, ())
    visit = make.a_visit(14)
    register_sheet(
        session,
        typed(third, october, visit, version=opened.draft.version),
        today=TODAY,
    )
    assert open_sheet(session, third, october).state is SheetState.RECEIVED
    assert next_missing(session, october, after=third) == first


def test_the_attendance_of_a_group_is_the_last_of_the_pile(session, periods):
    group = ActivityGroup(name="Svømmegruppa")
    session.add(group)
    session.flush()
    assert next_meeting(session, periods["2026-10"], today=TODAY) is None
    for meet_on in (date(2026, 10, 8), date(2026, 11, 30)):
        session.add(
            GroupMeeting(group_number=group.number, meet_on=meet_on, minutes=120)
        )
    session.flush()
    assert next_meeting(session, periods["2026-10"], today=TODAY) == group.number
    assert next_meeting(session, periods["2026-11"], today=TODAY) is None


def test_a_draft_keeps_all_that_stands_on_a_line(session, assignment, periods):
    trip = Trip("kino", "Hjem–kino", "kø", 1, "Oskar Moen", date(2026, 10, 15))
    visit = make.a_visit(
        14,
        metres=12_000,
        expense_ore=120_00,
        activity="kino",
        has_receipt=True,
        account="4130",
        trip=trip,
    )
    draft = typed(assignment, periods["2026-10"], visit, reason="ført to ganger")
    now = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    save_draft(session, draft, now=now)
    kept = load_draft(session, assignment, periods["2026-10"])
    assert kept.draft == draft


def test_earlier_sheets_offer_their_routes_and_visits(session, assignment, periods):
    visit = make.a_visit(16, month=9, metres=12_000)
    make.a_sheet(session, assignment, periods["2026-09"], visit)
    before = open_sheet(session, assignment, periods["2026-10"]).before
    assert before.visits == (visit,)
    [known] = before.routes
    assert (known.route, known.purpose, known.metres) == (
        "Hjem – svømmehallen – hjem",
        "tur",
        12_000,
    )
    assert open_sheet(session, assignment, periods["2026-11"]).before.visits == ()
