"""Time limits of a case: how long there is, what stops the clock, and what is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.application import Pause
from stkdesk.domain.calendar import is_working_day, months_later, next_working_day
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.clock import (
    answer_by,
    application_clock,
    complaint_answer_by,
    confirm_by,
    days_paused,
    information_by,
    interim_due_on,
    interim_warning_on,
    is_in_time,
    known_on,
    last_day_for_any_complaint,
    last_day_to_claim_costs,
    last_day_to_complain,
    last_day_to_reverse,
    months_after,
    statement_by,
    weeks_after,
)

USUAL = CaseRules()
days = st.dates(date(1970, 1, 1), date(2100, 11, 30))
weeks = st.integers(0, 60)
FEW = timedelta(days=5)  # no Norwegian holiday keeps the office closed for longer


@st.composite
def ended_pauses(draw, around=date(2026, 6, 15)):
    """Return up to four pauses near a day, in any order, that may overlap."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = around + timedelta(days=draw(st.integers(-60, 90)))
        last = first + timedelta(days=draw(st.integers(0, 40)))
        found.append(Pause(first, last))
    return tuple(found)


@pytest.mark.parametrize(
    ("known", "last_day"),
    [
        (date(2026, 11, 19), date(2026, 12, 17)),
        (date(2026, 11, 27), date(2026, 12, 28)),  # Christmas Day
        (date(2026, 12, 3), date(2026, 12, 31)),  # New Year's Eve is no holiday
        (date(2026, 12, 4), date(2027, 1, 4)),
        (date(2027, 2, 25), date(2027, 3, 30)),  # Maundy Thursday
        (date(2027, 4, 3), date(2027, 5, 3)),  # 1 May on a Saturday
        (date(2027, 4, 8), date(2027, 5, 7)),  # Ascension Day
        (date(2027, 4, 19), date(2027, 5, 18)),  # 17 May and Whit Monday in one
    ],
)
def test_the_last_day_to_complain(known, last_day):
    assert last_day_to_complain(known, USUAL[CaseRule.COMPLAINT_WEEKS]) == last_day


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),  # a Saturday: not moved
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2027, 12, 31), date(2028, 1, 31)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_an_interim_reply_is_due_within_a_month(received, last_day):
    assert interim_due_on(received) == last_day


def test_an_interim_reply_is_thought_of_after_21_days_even_on_a_sunday():
    assert interim_warning_on(date(2026, 11, 1), (), USUAL) == date(2026, 11, 22)


def test_the_warning_comes_before_the_month_is_out_whatever_the_office_has_set():
    late = CaseRules(((CaseRule.INTERIM_WARNING_DAYS, 90),))
    assert interim_warning_on(date(2027, 1, 31), (), late) == date(2027, 2, 27)


def test_a_decision_reaches_the_party_by_the_post_unless_the_day_is_known():
    assert known_on(date(2026, 11, 12), 7) == date(2026, 11, 19)
    assert known_on(date(2026, 11, 12), 7, date(2026, 11, 14)) == date(2026, 11, 14)


def test_the_other_limits_of_an_ordinary_case():
    sunday = date(2026, 11, 22)
    assert confirm_by(sunday, USUAL) == date(2026, 11, 25)
    assert answer_by(sunday, (), USUAL) == date(2026, 12, 21)  # a Sunday, moved
    assert complaint_answer_by(date(2026, 11, 24), USUAL) == date(2027, 1, 19)
    assert statement_by(date(2026, 12, 11), USUAL) == date(2026, 12, 28)
    assert information_by(date(2026, 11, 23), USUAL) == date(2026, 12, 7)
    assert last_day_for_any_complaint(date(2026, 5, 1)) == date(2027, 5, 3)
    assert last_day_for_any_complaint(date(2028, 2, 29)) == date(2029, 2, 28)
    assert last_day_to_reverse(date(2026, 11, 30)) == date(2027, 3, 1)
    assert last_day_to_claim_costs(date(2026, 12, 4)) == date(2026, 12, 28)


def test_the_offices_own_numbers_count():
    own = CaseRules(
        (
            (CaseRule.CONFIRM_DAYS, 1),
            (CaseRule.ANSWER_WEEKS, 6),
            (CaseRule.COMPLAINT_ANSWER_WEEKS, 2),
        )
    )
    monday = date(2026, 9, 7)
    assert confirm_by(monday, own) == date(2026, 9, 8)
    assert answer_by(monday, (), own) == date(2026, 10, 19)
    assert complaint_answer_by(monday, own) == date(2026, 9, 21)


def test_a_complaint_posted_in_time_is_in_time_though_it_comes_later():
    last = date(2026, 12, 17)
    late = date(2026, 12, 21)
    assert is_in_time(last, received_on=last)
    assert not is_in_time(last, received_on=late)
    assert is_in_time(last, received_on=late, postmarked_on=last)
    assert not is_in_time(last, received_on=late, postmarked_on=date(2026, 12, 18))
    assert not is_in_time(
        last, received_on=late, postmarked_on=last, is_electronic=True
    )


def test_the_clock_stands_still_while_the_case_waits_for_the_party():
    received = date(2026, 9, 7)
    asked = Pause(date(2026, 9, 14))
    answered = Pause(date(2026, 9, 14), date(2026, 9, 23))  # ten days

    waiting = application_clock(received, (asked,), USUAL)
    assert waiting.confirm_by == date(2026, 9, 10)
    assert waiting.interim_warning_on is None
    assert waiting.interim_due_on is None
    assert waiting.answer_by is None

    going = application_clock(received, (answered,), USUAL)
    assert going.interim_warning_on == date(2026, 10, 8)
    assert going.interim_due_on == date(2026, 10, 17)  # a Saturday, not moved
    assert going.answer_by == date(2026, 10, 15)


def test_a_limit_that_was_over_before_the_pause_stays_over():
    received = date(2026, 6, 1)
    assert answer_by(received, (Pause(date(2026, 7, 20)),), USUAL) == date(2026, 6, 29)


def test_a_pause_on_the_weekend_a_limit_is_moved_over_still_counts():
    received = date(2026, 9, 6)  # four weeks later is Sunday 4 October
    pause = Pause(date(2026, 10, 5), date(2026, 10, 7))
    assert answer_by(received, (), USUAL) == date(2026, 10, 5)
    assert answer_by(received, (pause,), USUAL) == date(2026, 10, 8)


def test_a_pause_on_the_day_an_application_comes_in_holds_up_the_days_after_it():
    received = date(2026, 9, 7)
    same_day = Pause(received, received)
    two_days = Pause(received, date(2026, 9, 8))
    assert answer_by(received, (same_day,), USUAL) == date(2026, 10, 5)
    assert answer_by(received, (two_days,), USUAL) == date(2026, 10, 6)


def test_overlapping_pauses_are_counted_once():
    pauses = (
        Pause(date(2026, 9, 20), date(2026, 9, 25)),
        Pause(date(2026, 9, 14), date(2026, 9, 23)),
        Pause(date(2026, 9, 15), date(2026, 9, 16)),
    )
    assert days_paused(pauses, date(2026, 12, 1)) == 12
    assert days_paused(pauses, date(2026, 9, 15)) == 2
    assert days_paused(pauses, date(2026, 9, 13)) == 0
    assert answer_by(date(2026, 9, 7), pauses, USUAL) == date(2026, 10, 19)


def test_an_open_pause_goes_on_and_swallows_those_after_it():
    pauses = (Pause(date(2026, 9, 14)), Pause(date(2026, 9, 20), date(2026, 9, 21)))
    assert days_paused(pauses, date(2026, 9, 30)) == 17
    assert answer_by(date(2026, 9, 7), pauses, USUAL) is None


@given(days, weeks)
def test_a_limit_in_weeks_ends_on_a_working_day_and_is_moved_five_days_at_most(
    day, count
):
    last = weeks_after(day, count)
    assert is_working_day(last)
    assert timedelta(0) <= last - day - timedelta(weeks=count) <= FEW


@given(days, st.integers(0, 24))
def test_a_limit_in_months_ends_on_a_working_day_and_is_moved_five_days_at_most(
    day, count
):
    last = months_after(day, count)
    assert is_working_day(last)
    assert timedelta(0) <= last - months_later(day, count) <= FEW


@given(days, days, weeks)
def test_who_begins_later_never_has_to_be_done_sooner(one, other, count):
    first, second = sorted((one, other))
    assert weeks_after(first, count) <= weeks_after(second, count)
    assert months_after(first, count) <= months_after(second, count)
    assert interim_due_on(first) <= interim_due_on(second)


@given(
    st.dates(date(2026, 4, 1), date(2026, 8, 1)),
    st.integers(0, 60),
    ended_pauses(),
)
def test_an_application_that_comes_later_is_not_due_sooner_for_a_pause(
    received, later, pauses
):
    after = received + timedelta(days=later)
    assert answer_by(received, pauses, USUAL) <= answer_by(after, pauses, USUAL)


@given(st.dates(date(2026, 4, 1), date(2026, 8, 1)), ended_pauses())
def test_a_pause_never_takes_a_day_from_the_office(received, pauses):
    """Of the days up to the limit, as many are left as without any pause."""
    plain = received + timedelta(days=28)
    last = answer_by(received, pauses, USUAL)
    waited = {
        each.paused_on + timedelta(days=n)
        for each in pauses
        for n in range((each.resumed_on - each.paused_on).days + 1)
    }
    counted = [day for day in waited if received < day <= last]

    assert is_working_day(last)
    assert last not in waited
    assert last >= plain + timedelta(days=len([d for d in counted if d <= plain]))
    worked = (last - received).days - len(counted)
    assert 28 - 3 <= worked <= 28 + FEW.days


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(1, 27),
    st.integers(1, 200),
)
def test_a_pause_of_so_many_days_moves_the_limit_by_as_many_or_to_a_working_day(
    received, after, length
):
    begun = received + timedelta(days=after)
    pause = Pause(begun, begun + timedelta(days=length - 1))
    plain = received + timedelta(days=28)

    assert answer_by(received, (pause,), USUAL) == next_working_day(
        plain + timedelta(days=length)
    )
    assert interim_due_on(received, (pause,)) == interim_due_on(received) + timedelta(
        days=length
    )


@given(ended_pauses(), st.dates(date(2026, 3, 1), date(2026, 12, 1)))
def test_the_days_paused_are_those_a_calendar_would_show(pauses, until):
    crossed = {
        each.paused_on + timedelta(days=n)
        for each in pauses
        for n in range((each.resumed_on - each.paused_on).days + 1)
    }
    assert days_paused(pauses, until) == sum(day <= until for day in crossed)
