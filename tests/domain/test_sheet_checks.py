"""What the office should look at in a timesheet."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.period import Period
from stkdesk.domain.sheet_checks import (
    Severity,
    SheetFrame,
    blocking,
    check_sheet,
    in_order,
)
from stkdesk.domain.timesheet import Visit

OCTOBER = Period.month(2026, 10)
FRAME = SheetFrame(OCTOBER, date(2026, 1, 1))


def visit(day, start=960, minutes=180, month=10):
    return Visit(date(2026, month, day), start, minutes)


def codes(*sheet, frame=FRAME):
    return [one.code for one in check_sheet(sheet, frame)]


def test_a_plain_weekday_needs_no_second_look():
    assert codes(visit(14)) == []


def test_visits_that_touch_do_not_overlap():
    assert codes(visit(14, 960, 180), visit(14, 1140, 60)) == ["same_day"]


def test_an_overlap_names_both_visits():
    [found] = check_sheet([visit(14, 720, 180), visit(14, 870, 210)], FRAME)
    assert found.message == (
        "14.10. kl. 14:30–18:00 overlapper 14.10. kl. 12:00–15:00."
    )
    assert (found.line, found.other, found.severity) == (1, 0, Severity.WARN)


def test_a_visit_inside_a_longer_one_overlaps_although_another_lies_between():
    sheet = [visit(14, 600, 480), visit(14, 660, 60), visit(14, 780, 60)]
    assert codes(*sheet) == ["overlap", "overlap"]


def test_the_same_start_twice_is_said_as_such():
    assert codes(visit(14), visit(14, minutes=60)) == ["same_start"]


def test_a_night_overlaps_the_morning_after():
    assert codes(visit(13, 1380, 300), visit(14, 180, 60)) == [
        "past_midnight",
        "overlap",
    ]


def test_a_visit_that_ends_at_midnight_does_not_pass_it():
    assert codes(visit(14, 1200, 240)) == []


def test_a_day_outside_the_period_blocks_and_says_where_it_belongs():
    [found] = check_sheet([visit(2, month=11)], FRAME)
    assert found.severity is Severity.BLOCK
    assert found.message == (
        "02.11.2026 er utenfor perioden 01.10.–31.10.2026. "
        "Før besøket på timelisten for sin egen periode."
    )


def test_days_before_and_after_the_assignment_block():
    frame = SheetFrame(OCTOBER, date(2026, 10, 7), date(2026, 10, 20))
    assert codes(visit(6), visit(7), visit(20), visit(21), frame=frame) == [
        "before_assignment",
        "after_assignment",
    ]
    assert len(blocking(check_sheet([visit(6), visit(21)], frame))) == 2


def test_ten_hours_are_fine_and_a_minute_more_is_not():
    assert codes(visit(14, 480, 600)) == []
    assert codes(visit(14, 480, 601)) == ["long_visit"]


def test_hours_over_the_agreed_are_information_within_what_may_be_carried_over():
    frame = SheetFrame(OCTOBER, date(2026, 1, 1), None, 300, 60)
    assert codes(visit(14, 960, 300), frame=frame) == []
    assert codes(visit(14, 960, 360), frame=frame) == ["carried_over"]
    assert codes(visit(14, 960, 361), frame=frame) == ["over_granted"]


def test_weekends_and_holidays_are_only_information():
    found = check_sheet([visit(17)], FRAME)
    may = SheetFrame(Period.month(2026, 12), date(2026, 1, 1))
    found += check_sheet([visit(25, month=12)], may)
    assert [(one.code, one.severity) for one in found] == [
        ("weekend", Severity.INFO),
        ("holiday", Severity.INFO),
    ]


def test_lines_without_a_clock_never_overlap():
    assert codes(visit(14, None), visit(15, None)) == []
    assert codes(visit(14, None), visit(14, None)) == ["same_day"]


def test_visits_are_put_in_order_of_day_and_clock():
    sheet = (visit(15, 60), visit(14, None), visit(14, 1000))
    assert in_order(sheet) == (visit(14, 1000), visit(14, None), visit(15, 60))


some_visits = st.lists(
    st.builds(
        visit,
        st.integers(1, 31),
        st.none() | st.integers(0, 1439),
        st.integers(0, 1440),
    ),
    max_size=8,
)


@given(some_visits)
def test_an_overlap_is_told_exactly_when_two_visits_share_a_minute(sheet):
    def minutes(one):
        if one.start_minute is None:
            return range(0)
        start = (one.work_on - date(2026, 1, 1)) // timedelta(
            minutes=1
        ) + one.start_minute
        return range(start, start + one.minutes)

    told = {
        frozenset((one.line, one.other))
        for one in check_sheet(sheet, FRAME)
        if one.code in ("overlap", "same_start")
    }
    shared = {
        frozenset((a, b))
        for a in range(len(sheet))
        for b in range(a)
        if set(minutes(sheet[a])) & set(minutes(sheet[b]))
    }
    assert told == shared


@given(some_visits)
def test_order_of_typing_does_not_change_what_is_found(sheet):
    ways = (sheet, sheet[::-1])
    first, second = (
        sorted(one.message for one in check_sheet(in_order(way), FRAME)) for way in ways
    )
    assert len(first) == len(second)


@pytest.mark.parametrize(
    "odd", [{"minutes": -1}, {"minutes": 1441}, {"metres": -1}, {"expense_ore": -1}]
)
def test_what_no_visit_can_be_blocks(odd):
    assert "impossible" in codes(replace(visit(14), **odd))
