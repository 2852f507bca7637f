"""What an assessment asks for, and what it warns of."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.assessment import (
    AssessmentDraft,
    TargetGroup,
    assessment_problems,
)

TODAY = date(2026, 11, 22)


def found(draft, *, is_minor=False):
    return {
        each.field: each.blocks
        for each in assessment_problems(draft, is_minor=is_minor, today=TODAY)
    }


def test_an_empty_one_may_be_saved():
    assert found(AssessmentDraft()) == {}


def test_who_lives_with_staff_day_and_night_is_a_warning_until_there_is_a_reason():
    outside = AssessmentDraft(target_group=TargetGroup.ROUND_THE_CLOCK)
    assert found(outside) == {"target_reason": False}
    explained = AssessmentDraft(
        target_group=TargetGroup.ROUND_THE_CLOCK, target_reason="Flytter hjem i mars"
    )
    assert found(explained) == {}


def test_a_minor_ought_to_be_heard():
    assert found(AssessmentDraft(), is_minor=True) == {"child_view": False}
    heard = AssessmentDraft(child_view="Vil på kino")
    assert found(heard, is_minor=True) == {}


@given(days=st.integers(-4000, 4000))
def test_only_a_day_to_come_hinders(days):
    day = TODAY + timedelta(days=days)
    draft = AssessmentDraft(assessed_on=day, child_heard_on=day)
    blocking = {name for name, blocks in found(draft).items() if blocks}
    assert blocking == ({"assessed_on", "child_heard_on"} if days > 0 else set())
