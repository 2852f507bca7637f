"""Rules of groups: what a group, a member, a meeting and a line of attendance need."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.attendance import (
    MeetingDraft,
    MeetingFacts,
    MemberPresence,
    PresenceFacts,
    all_came,
    meeting_problems,
    presence_problems,
)
from stkdesk.domain.attendance_sheet import join
from stkdesk.domain.group import GroupDraft, LeaderDraft, Presence
from stkdesk.domain.group_member import MemberDraft, MemberFacts, member_problems
from stkdesk.domain.group_rules import GroupFacts, group_problems
from stkdesk.domain.meeting_plan import planned_days
from stkdesk.domain.period import Period

FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)
CAME, AWAY = Presence.CAME, Presence.AWAY
GROUP = GroupDraft(
    name="Svømmegruppen",
    weekday=2,
    minutes=120,
    first_on=FIRST,
    leaders=(LeaderDraft(1, FIRST),),
)


@pytest.mark.parametrize(
    ("change", "field", "blocks"),
    [
        ({"name": " "}, "name", True),
        ({"minutes": None}, "minutes", True),
        ({"minutes": 25 * 60}, "minutes", True),
        ({"first_on": None}, "first_on", True),
        ({"last_on": FIRST - timedelta(days=1)}, "last_on", True),
        ({"every_weeks": 9}, "every_weeks", True),
        ({"leaders": (LeaderDraft(1, LAST, FIRST),)}, "leaders", True),
        (
            {"leaders": (LeaderDraft(1, FIRST, LAST), LeaderDraft(1, LAST))},
            "leaders",
            True,
        ),
        ({"leaders": ()}, "leaders", False),
        ({"weekday": None}, "weekday", False),
        ({"most_members": 2}, "most_members", False),
    ],
)
def test_what_a_group_lacks_is_told_by_its_field(change, field, blocks):
    [problem] = group_problems(GroupFacts(replace(GROUP, **change), members=3))
    assert (problem.field, problem.blocks) == (field, blocks)


def test_a_group_in_order_lacks_nothing():
    twice = (LeaderDraft(1, FIRST, LAST), LeaderDraft(1, LAST + timedelta(days=1)))
    assert group_problems(GroupFacts(replace(GROUP, leaders=twice))) == ()


MEMBER = MemberDraft(client_number=4, start_on=FIRST, minutes=480)


@pytest.mark.parametrize(
    ("facts", "field", "blocks"),
    [
        (MemberFacts(replace(MEMBER, client_number=None)), "client", True),
        (MemberFacts(MEMBER, is_member=True), "client", True),
        (MemberFacts(replace(MEMBER, start_on=None)), "start_on", True),
        (MemberFacts(MEMBER, group_first=LAST), "start_on", True),
        (MemberFacts(MEMBER, group_last=date(2026, 8, 1)), "start_on", True),
        (MemberFacts(replace(MEMBER, end_on=date(2026, 8, 1))), "end_on", True),
        (MemberFacts(replace(MEMBER, minutes=0)), "minutes", True),
        (MemberFacts(MEMBER, places=8, members=8), "client", True),
        (MemberFacts(MEMBER, is_granted=False), "client", False),
    ],
)
def test_what_stands_in_the_way_of_a_member(facts, field, blocks):
    [problem] = member_problems(facts)
    assert (problem.field, problem.blocks) == (field, blocks)


def test_the_last_place_may_be_taken():
    assert member_problems(MemberFacts(MEMBER, places=8, members=7)) == ()


@pytest.mark.parametrize(
    ("weeks", "days"),
    [(1, [6, 13, 20, 27]), (2, [13, 27]), (3, [13]), (4, [27])],
)
def test_a_plan_counts_its_weeks_from_the_first_meeting(weeks, days):
    every = replace(GROUP, every_weeks=weeks)
    found = planned_days(every, Period.month(2026, 10))
    assert [each.day.day for each in found] == days


def test_holidays_are_told_of_and_passed_over():
    fridays = replace(GROUP, weekday=5, first_on=date(2026, 1, 1))
    found = planned_days(fridays, Period(date(2026, 4, 1), date(2026, 5, 15)))
    closed = {each.day: each.why_not for each in found if each.why_not}
    assert closed == {date(2026, 4, 3): "langfredag", date(2026, 5, 1): "1. mai"}


@given(
    st.integers(1, 7),
    st.integers(1, 8),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 400),
)
def test_every_day_of_a_plan_is_its_weekday_and_in_step(weekday, weeks, first, ahead):
    plan = replace(GROUP, weekday=weekday, every_weeks=weeks, first_on=first)
    asked = Period(first, first + timedelta(days=ahead))
    days = [each.day for each in planned_days(plan, asked)]
    assert all(day.isoweekday() == weekday and day in asked for day in days)
    steps = {(b - a).days for a, b in pairwise(days)}
    assert steps <= {7 * weeks}
    half = Period(first + timedelta(days=ahead // 2), asked.last)
    assert [each.day for each in planned_days(plan, half)] == [
        day for day in days if day in half
    ]


EVE, DAY = date(2026, 10, 5), date(2026, 10, 6)


@pytest.mark.parametrize(
    ("line", "change", "field", "blocks"),
    [
        (MemberPresence(1, CAME, 0), {}, "minutes", True),
        (MemberPresence(1, AWAY, 60), {}, "minutes", True),
        (MemberPresence(1, CAME, 150), {}, "minutes", False),
        (
            MemberPresence(1, CAME, 120),
            {"today": EVE},
            "attended_on",
            True,
        ),
        (
            MemberPresence(1, CAME, 120),
            {"last": EVE},
            "attended_on",
            True,
        ),
    ],
)
def test_a_line_of_attendance_that_cannot_be_right(line, change, field, blocks):
    facts = PresenceFacts(line, DAY, today=LAST, first=FIRST, usual=120)
    [problem] = presence_problems(replace(facts, **change))
    assert (problem.field, problem.blocks) == (field, blocks)


def test_everybody_came_of_whom_nothing_is_said():
    lines = (MemberPresence(1), MemberPresence(2, AWAY), MemberPresence(3, CAME, 60))
    assert all_came(lines, 120) == (MemberPresence(1, CAME, 120), *lines[1:])


def test_the_key_says_the_next_and_comes_round():
    line, said = MemberPresence(1), []
    for _ in range(4):
        line = line.next(120)
        said.append((line.presence, line.minutes))
    assert said == [(CAME, 120), (AWAY, 0), (Presence.MISSED, 0), (CAME, 120)]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (MeetingFacts(MeetingDraft(None, None, 60)), "Skriv dagen"),
        (MeetingFacts(MeetingDraft(DAY, None, 60), group_last=FIRST), "utenfor dagene"),
        (MeetingFacts(MeetingDraft(DAY, None, 60), is_taken=True), "allerede et møte"),
        (MeetingFacts(MeetingDraft(DAY)), "hvor lenge"),
        (MeetingFacts(MeetingDraft(DAY, None, 60), why_closed="1. mai"), "1. mai"),
    ],
)
def test_a_meeting_that_cannot_be(facts, told):
    [problem] = meeting_problems(facts)
    assert told in problem.message
    assert problem.blocks is (told != "1. mai")


def test_two_peoples_lines_are_put_together():
    seen = {"Ada": "", "Bo": "", "Cato": "kom", "Dina": "", "Eva": ""}
    mine = {**seen, "Ada": "kom", "Cato": "borte", "Dina": "kom"}
    theirs = {**seen, "Bo": "kom", "Cato": "kom", "Dina": "borte"}
    del theirs["Eva"]
    found = join(seen, mine, theirs)
    assert found.lines == {"Ada": "kom", "Bo": "kom", "Cato": "borte", "Dina": "kom"}
    assert (found.news, found.clashes) == (("Bo",), ("Dina",))
