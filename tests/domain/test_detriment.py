"""Whether a decision leaves the client with less than the one before it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionKind, GrantItem
from stkdesk.domain.decision_facts import is_to_detriment
from stkdesk.domain.grants import HoursUnit
from tests.builders import individual
from tests.domain.test_decision_gate import BEFORE, CHANGE, FIRST

K, MONTH = DecisionKind, HoursUnit.MONTH


@pytest.mark.parametrize(
    ("changes", "worse"),
    [
        ({"items": individual(240)}, False),
        ({"items": individual(300)}, False),
        ({"items": individual(235)}, True),
        ({"items": (*individual(120), GrantItem(Solution.GROUP, 180))}, True),
        ({"items": individual(240), "valid_to": None}, False),
        ({"items": individual(240), "valid_to": date(2027, 11, 29)}, True),
        ({"items": individual(240), "expense_cap_ore": 299_00}, True),
        ({"items": individual(240), "drive_cap_metres": None}, True),
        ({"items": individual(1044), "hours_unit": MONTH}, False),  # 17,4 t/mnd
        ({"items": individual(1042), "hours_unit": MONTH}, True),
        ({"kind": K.ENDED}, True),
        ({"kind": K.GRANTED}, False),
    ],
)
def test_less_hours_an_earlier_end_and_lower_frames_are_to_detriment(changes, worse):
    assert is_to_detriment(replace(CHANGE, **changes), BEFORE) is worse


def test_what_gave_nothing_is_not_made_worse():
    refused = replace(BEFORE, items=())
    assert not is_to_detriment(CHANGE, refused)
    assert not is_to_detriment(CHANGE, None)


@given(
    st.integers(1, 5000),
    st.integers(1, 5000),
    st.sampled_from(HoursUnit),
    st.none() | st.dates(FIRST, date(2029, 1, 1)),
)
def test_as_much_or_more_for_as_long_or_longer_is_never_to_detriment(
    had, more, unit, end
):
    before = replace(BEFORE, items=individual(had), hours_unit=unit, ends_on=end)
    after = replace(CHANGE, items=individual(had + more), hours_unit=unit, valid_to=end)
    assert not is_to_detriment(after, before)
    assert not is_to_detriment(replace(after, valid_to=None), before)
    assert is_to_detriment(
        replace(after, items=individual(had)),
        replace(before, items=individual(had + more)),
    )
