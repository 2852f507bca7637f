"""Two people have typed one sheet: no visit is lost, and none counted twice."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.timesheet import Visit, joined_visits

MON, WED, FRI = (Visit(date(2026, 10, day), 960, 180) for day in (5, 7, 9))
SHEETS = st.lists(st.sampled_from([MON, WED, FRI]), max_size=5)


def same(one, other):
    return sorted(map(repr, one)) == sorted(map(repr, other))


def test_what_each_has_added_is_there():
    assert same(joined_visits([MON], [MON, WED], [MON, FRI]), [MON, WED, FRI])


def test_a_visit_both_read_off_the_paper_is_one_visit():
    assert same(joined_visits([], [MON, WED], [MON, FRI]), [MON, WED, FRI])


def test_two_visits_alike_on_the_paper_stay_two():
    assert same(joined_visits([], [MON, MON], [MON]), [MON, MON])


def test_what_either_has_taken_away_is_gone():
    assert same(joined_visits([MON, WED, FRI], [MON, WED], [WED, FRI]), [WED])


@given(SHEETS, SHEETS)
def test_whoever_did_nothing_changes_nothing(before, theirs):
    assert same(joined_visits(before, before, theirs), theirs)
    assert same(joined_visits(before, theirs, before), theirs)
    assert same(joined_visits(before, theirs, theirs), theirs)


@given(SHEETS, SHEETS, SHEETS)
def test_it_is_the_same_sheet_from_either_side(before, mine, theirs):
    one = joined_visits(before, mine, theirs)
    assert same(one, joined_visits(before, theirs, mine))
    assert not set(one) - set(mine) - set(theirs)
