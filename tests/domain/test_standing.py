"""Where a sheet stands in the month."""

from datetime import date

import pytest

from stkdesk.domain.standing import Standing, standing_of
from stkdesk.domain.timesheet import SheetState

DUE = date(2026, 11, 5)


def standing(state=None, *, expected=True, today=DUE):
    return standing_of(state, expected=expected, due_on=DUE, today=today)


def test_a_sheet_is_waited_for_until_the_day_it_is_due_has_passed():
    assert standing() is Standing.WAITING
    assert standing(today=date(2026, 11, 6)) is Standing.MISSING


def test_no_sheet_is_wanted_where_the_assignment_does_not_run():
    assert standing(expected=False, today=date(2027, 1, 1)) is Standing.NONE


@pytest.mark.parametrize("state", SheetState)
def test_a_sheet_that_has_come_in_counts_even_if_none_was_expected(state):
    for expected in (True, False):
        found = standing(state, expected=expected)
        assert (found.value, found.label) == (state.value, state.label)
        assert found.has_sheet
