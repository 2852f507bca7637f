"""Corrections: only what is different, and together what is right."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from stkdesk.domain.corrected import difference, effective, has_amounts, takes_back
from stkdesk.domain.timesheet import Visit, sums_of

A = Visit(date(2026, 10, 3), 960, 180)
B = Visit(date(2026, 10, 5), 960, 120, metres=8_000)

visits = some.lists(
    some.builds(
        Visit,
        some.dates(date(2026, 10, 1), date(2026, 10, 4)),
        some.sampled_from([None, 600, 960]),
        some.sampled_from([0, 30, 180]),
        metres=some.sampled_from([0, 5_000]),
        expense_ore=some.sampled_from([0, 99_00]),
        activity=some.sampled_from(["", "kino"]),
    ).filter(has_amounts),
    max_size=6,
)


def test_a_visit_written_twice_is_taken_back_once():
    assert difference([A, A, B], [A, B]) == (Visit(A.work_on, 960, -180),)


def test_a_longer_visit_takes_back_the_short_one_and_adds_its_own():
    longer = Visit(A.work_on, 960, 210)
    lines = difference([A], [longer])
    assert [each.minutes for each in lines] == [-180, 210]
    assert effective([A, *lines]) == (longer,)


def test_nothing_changed_is_no_line():
    assert difference([A, B], [B, A]) == ()


@given(visits, visits)
def test_the_sheet_and_its_difference_are_what_was_written(before, after):
    lines = difference(before, after)
    assert sorted(effective([*before, *lines]), key=repr) == sorted(after, key=repr)


@given(visits, visits, visits)
def test_a_correction_of_a_correction_is_also_right(first, second, third):
    lines = [*first, *difference(first, second)]
    lines += difference(effective(lines), third)
    assert sorted(effective(lines), key=repr) == sorted(third, key=repr)


@given(visits, visits)
def test_the_sums_of_all_sheets_are_those_of_what_is_right(before, after):
    found = sums_of([*before, *difference(before, after)])
    wanted = sums_of(after)
    assert (found.minutes, found.metres, found.expense_ore) == (
        wanted.minutes,
        wanted.metres,
        wanted.expense_ore,
    )


@given(visits, visits)
def test_what_is_taken_back_stood_there(before, after):
    lines = difference(before, after)
    assert sum(takes_back(line) for line in lines) <= len(before)
