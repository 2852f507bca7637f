"""What follows from a complaint, stage by stage."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    GovernorOutcome,
    Verdict,
)
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_steps import consequences, steps_left
from stkdesk.domain.decision import DecisionKind

TODAY = date(2026, 11, 16)
CAME = date(2026, 11, 2)
NEW = ComplaintCase(
    ComplaintDraft(received_on=CAME),
    verdict=Verdict.IN_TIME,
    receipt_on=date(2026, 11, 3),
)


def with_draft(case: ComplaintCase = NEW, /, **changes) -> ComplaintCase:
    return replace(case, draft=replace(case.draft, **changes))


def left(case: ComplaintCase) -> list[str]:
    return [step.key for step in steps_left(case, today=TODAY)]


def decided(outcome: ComplaintOutcome, **more) -> ComplaintCase:
    return with_draft(outcome=outcome, outcome_on=date(2026, 11, 9), **more)


def answered(case: ComplaintCase, kind: DecisionKind, on: date) -> ComplaintCase:
    return replace(case, answer_kind=kind, answer_on=on)


UPHELD = decided(ComplaintOutcome.UPHELD)
FORWARDED = replace(
    with_draft(UPHELD, forwarded_on=date(2026, 11, 10)),
    party_told_on=date(2026, 11, 10),
)


def governed(outcome: GovernorOutcome) -> ComplaintCase:
    return with_draft(
        FORWARDED, governor_outcome=outcome, governor_on=date(2026, 11, 12)
    )


@pytest.mark.parametrize(
    ("case", "keys"),
    [
        (replace(NEW, receipt_on=None), ["receipt", "reassess"]),
        (NEW, ["reassess"]),
        (with_draft(is_signed=False), ["reassess", "signature"]),
        (replace(NEW, verdict=Verdict.LATE), ["late"]),
        (replace(NEW, verdict=Verdict.TOO_LATE), ["late"]),
        (replace(NEW, verdict=Verdict.EXCUSED), ["reassess"]),
        (decided(ComplaintOutcome.GRANTED), ["reverse"]),
        (decided(ComplaintOutcome.PARTLY), ["reverse", "forward"]),
        (UPHELD, ["forward"]),
        (decided(ComplaintOutcome.DISMISSED), ["dismiss"]),
        (decided(ComplaintOutcome.WITHDRAWN), ["close"]),
        (
            with_draft(UPHELD, forwarded_on=date(2026, 11, 10)),
            ["party_told", "governor"],
        ),
        (FORWARDED, ["governor"]),
        (governed(GovernorOutcome.CONFIRMED), ["close"]),
        (governed(GovernorOutcome.GRANTED), ["carry_out"]),
        (governed(GovernorOutcome.PARTLY), ["carry_out"]),
        (governed(GovernorOutcome.SENT_BACK), ["again"]),
    ],
)
def test_each_outcome_has_its_consequence(case, keys):
    assert left(case) == keys


def test_a_complaint_granted_ends_with_the_new_decision_and_the_costs():
    granted = decided(ComplaintOutcome.GRANTED)
    reversed_ = answered(granted, DecisionKind.REVERSED, date(2026, 11, 10))
    told = replace(reversed_, costs_told_on=date(2026, 11, 11))

    assert left(reversed_) == ["costs"]
    assert left(told) == ["close"]
    assert told.costs_by == date(2026, 12, 2)  # three weeks


def test_a_complaint_partly_granted_is_both_reversed_and_forwarded():
    partly = decided(ComplaintOutcome.PARTLY, forwarded_on=date(2026, 11, 10))
    partly = answered(partly, DecisionKind.REVERSED, date(2026, 11, 10))

    assert left(partly) == ["party_told", "costs", "governor"]


def test_costs_told_of_before_the_last_change_are_told_of_again():
    told = replace(governed(GovernorOutcome.GRANTED), costs_told_on=date(2026, 11, 11))

    assert left(answered(told, DecisionKind.REVERSED, date(2026, 11, 13))) == ["costs"]


def test_another_kind_of_decision_does_not_carry_out_the_outcome():
    granted = decided(ComplaintOutcome.GRANTED)

    assert left(answered(granted, DecisionKind.DISMISSED, TODAY)) == ["reverse"]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [(DecisionKind.PARTLY, ["costs"]), (DecisionKind.REFUSED, ["close"])],
)
def test_a_case_that_came_back_is_decided_anew(kind, keys):
    back = governed(GovernorOutcome.SENT_BACK)
    before = answered(back, DecisionKind.REVERSED, date(2026, 11, 9))
    assert left(before) == ["again"]
    for day in (date(2026, 11, 12), date(2026, 11, 13)):  # the same day counts
        assert left(answered(back, kind, day)) == keys


def test_a_case_that_came_back_has_a_new_limit_of_eight_weeks():
    [again] = steps_left(governed(GovernorOutcome.SENT_BACK), today=TODAY)

    assert again.due_on == date(2027, 1, 7)
    assert again.remedy.act == "decision/new"


def test_the_limits_of_a_new_complaint():
    fresh = replace(NEW, receipt_on=None)
    dues = {step.key: step.due_on for step in consequences(fresh)}

    assert dues["receipt"] == date(2026, 11, 5)
    assert dues["reassess"] == date(2026, 12, 28)
    assert dues["interim"] == date(2026, 12, 2)


def test_an_interim_reply_is_asked_for_from_the_twenty_first_day():
    def keys(day: date) -> list[str]:
        return [step.key for step in steps_left(NEW, today=day)]

    assert "interim" not in keys(date(2026, 11, 22))
    assert "interim" in keys(date(2026, 11, 23))


def test_the_county_governor_has_three_months_for_a_change_for_the_worse():
    assert FORWARDED.worse_by == date(2027, 2, 2)
    assert NEW.worse_by is None


def test_nothing_is_left_of_one_that_is_closed():
    assert left(with_draft(closed_on=TODAY)) == []


CASES = st.builds(
    ComplaintCase,
    draft=st.builds(
        ComplaintDraft,
        received_on=st.just(CAME),
        is_signed=st.booleans(),
        outcome=st.sampled_from([None, *ComplaintOutcome]),
        forwarded_on=st.sampled_from([None, date(2026, 11, 10)]),
        governor_outcome=st.sampled_from([None, *GovernorOutcome]),
        governor_on=st.just(date(2026, 11, 12)),
    ),
    verdict=st.sampled_from(Verdict),
    receipt_on=st.sampled_from([None, CAME]),
    interim_on=st.sampled_from([None, CAME]),
    party_told_on=st.sampled_from([None, TODAY]),
    costs_told_on=st.sampled_from([None, TODAY]),
    answer_kind=st.sampled_from([None, *DecisionKind]),
    answer_on=st.sampled_from([None, date(2026, 11, 9), TODAY]),
)


@given(CASES)
def test_no_complaint_is_ever_left_without_a_next_step(case):
    assert steps_left(case, today=date(2026, 12, 2))


@given(CASES)
def test_to_close_it_is_offered_alone_and_last(case):
    keys = left(case)

    assert "close" not in keys or keys == ["close"]
