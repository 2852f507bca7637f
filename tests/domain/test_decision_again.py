"""Deciding anew after the county governor: the same application, answered again."""

from dataclasses import replace

import pytest

from stkdesk.domain.decision_parts import AGAIN
from tests.domain.test_decision_gate import COMPLAINT, DECIDED, WHOLE, told

AGAIN_BECAUSE = {"complaint_number": 3, "application": DECIDED}


@pytest.mark.parametrize("kind", AGAIN)
def test_a_case_sent_back_is_answered_like_the_first_time(kind):
    back = replace(COMPLAINT, is_sent_back=True)
    assert told(WHOLE[kind], complaint=back, **AGAIN_BECAUSE) == {}


@pytest.mark.parametrize("kind", AGAIN)
def test_a_complaint_that_was_not_sent_back_is_answered_by_a_reversal(kind):
    found = told(WHOLE[kind], complaint=COMPLAINT, **AGAIN_BECAUSE)
    assert found == {"complaint_number": True}
