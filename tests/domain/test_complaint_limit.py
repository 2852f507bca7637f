"""Whether a complaint came in time, counted and told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.complaint import ComplaintDraft, Verdict
from stkdesk.domain.complaint_limit import Appealed, Timeliness, timeliness
from stkdesk.domain.office import LawVersion

RULES = CaseRules()
DECIDED = Appealed(date(2026, 11, 12), sent_on=date(2026, 11, 13))
# Sent on Friday 13 November, seven days in the post: there on Friday 20 November,
# so that the last day is Friday 18 December.


def judged(appealed: Appealed = DECIDED, /, **given_) -> Timeliness:
    found = timeliness(ComplaintDraft(**given_), appealed, RULES)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("reached", "last"),
    [
        (date(2026, 11, 19), date(2026, 12, 17)),
        (date(2026, 11, 27), date(2026, 12, 28)),  # Christmas Day, then a weekend
        (date(2026, 12, 3), date(2026, 12, 31)),
        (date(2026, 12, 4), date(2027, 1, 4)),
        (date(2027, 2, 25), date(2027, 3, 30)),  # Easter
        (date(2027, 4, 3), date(2027, 5, 3)),
        (date(2027, 4, 8), date(2027, 5, 7)),
        (date(2027, 4, 19), date(2027, 5, 18)),  # 17 May and Whit Monday
    ],
)
def test_one_who_knew_on_a_day_may_complain_for_four_weeks(reached, last):
    decided = Appealed(reached - timedelta(days=3))
    on_time = judged(decided, received_on=last, known_on=reached)
    too_late = judged(decided, received_on=last + timedelta(days=1), known_on=reached)

    assert (on_time.last_day, on_time.verdict) == (last, Verdict.IN_TIME)
    assert too_late.verdict is Verdict.LATE


@pytest.mark.parametrize(
    ("received", "postmarked", "electronic", "verdict"),
    [
        (date(2026, 12, 18), None, False, Verdict.IN_TIME),
        (date(2026, 12, 21), None, False, Verdict.LATE),
        (date(2026, 12, 23), date(2026, 12, 18), False, Verdict.IN_TIME),
        (date(2026, 12, 23), date(2026, 12, 19), False, Verdict.LATE),
        (date(2026, 12, 18), None, True, Verdict.IN_TIME),
        (date(2026, 12, 19), date(2026, 12, 18), True, Verdict.LATE),
        (date(2027, 11, 12), None, False, Verdict.LATE),
        (date(2027, 11, 15), date(2027, 11, 12), False, Verdict.LATE),
        (date(2027, 11, 15), None, False, Verdict.TOO_LATE),
    ],
)
def test_posted_in_time_counts_and_electronic_must_have_come(
    received, postmarked, electronic, verdict
):
    found = judged(
        received_on=received, postmarked_on=postmarked, is_electronic=electronic
    )

    assert found.last_day == date(2026, 12, 18)
    assert found.verdict is verdict


def test_late_with_a_reason_is_treated_but_never_after_a_year():
    late = judged(received_on=date(2027, 1, 4), late_reason="Lå på sykehus.")
    year = judged(received_on=date(2028, 1, 4), late_reason="Lå på sykehus.")

    assert late.verdict is Verdict.EXCUSED
    assert year.verdict is Verdict.TOO_LATE


def test_one_told_late_is_in_time_though_a_year_has_gone():
    found = judged(received_on=date(2027, 12, 1), known_on=date(2027, 11, 20))

    assert found.verdict is Verdict.IN_TIME


def test_grounds_asked_for_stop_the_limit_and_their_coming_begins_a_new_one():
    bare = replace(DECIDED, no_grounds=True)
    asked = {"grounds_asked_on": date(2026, 12, 1)}
    waiting = judged(bare, received_on=date(2027, 2, 1), **asked)
    answered = judged(
        bare,
        received_on=date(2027, 1, 11),
        grounds_on=date(2026, 12, 14),
        **asked,
    )
    after = judged(
        bare, received_on=date(2027, 1, 12), grounds_on=date(2026, 12, 14), **asked
    )

    assert (waiting.last_day, waiting.verdict) == (None, Verdict.IN_TIME)
    assert "Fristen løper ikke før begrunnelsen er framme." in waiting.steps[-2]
    assert (answered.last_day, answered.verdict) == (
        date(2027, 1, 11),
        Verdict.IN_TIME,
    )
    assert after.verdict is Verdict.LATE


@pytest.mark.parametrize(
    ("no_grounds", "asked"), [(False, date(2026, 12, 1)), (True, date(2026, 12, 19))]
)
def test_grounds_there_were_or_asked_for_too_late_change_nothing(no_grounds, asked):
    found = judged(
        replace(DECIDED, no_grounds=no_grounds),
        received_on=date(2027, 1, 11),
        grounds_asked_on=asked,
    )

    assert found.last_day == date(2026, 12, 18)


def test_grounds_may_be_asked_for_on_the_last_day_too():
    found = judged(
        replace(DECIDED, no_grounds=True),
        received_on=date(2027, 1, 11),
        grounds_asked_on=date(2026, 12, 18),
    )

    assert found.last_day is None


def test_the_rule_is_told_in_words():
    found = judged(received_on=date(2026, 12, 23), postmarked_on=date(2026, 12, 17))

    assert found.sentence == (
        "Vedtaket ble sendt 13. november 2026. Med 7 dager i posten var det framme "
        "20. november 2026. Fristen er fire uker fra da (pasient- og "
        "brukerrettighetsloven § 7-5). Siste dag er fredag 18. desember 2026. Klagen "
        "er poststemplet 17. desember 2026, og det er den dagen som teller "
        "(forvaltningsloven § 30). Den kom til oss 23. desember 2026. Klagen kom i "
        "tide."
    )


def test_a_last_day_moved_by_a_holiday_is_explained():
    found = judged(
        Appealed(date(2026, 11, 26)),
        received_on=date(2026, 12, 28),
        known_on=date(2026, 11, 27),
    )

    assert (
        "Siste dag er mandag 28. desember 2026. Fristen ville endt fredag 25. desember "
        "2026, men den går til neste virkedag (domstolloven § 149)."
    ) in found.sentence


def test_the_new_act_is_named_when_it_holds():
    draft = ComplaintDraft(
        received_on=date(2026, 12, 23), postmarked_on=date(2026, 12, 17)
    )
    found = timeliness(draft, DECIDED, RULES, LawVersion.ACT_2025)

    assert found is not None
    assert "(forvaltningsloven § 64)" in found.sentence


def test_the_office_may_give_longer_and_the_post_more_time():
    rules = CaseRules(((CaseRule.COMPLAINT_WEEKS, 6), (CaseRule.POSTAL_DAYS, 10)))
    found = timeliness(ComplaintDraft(received_on=date(2026, 12, 23)), DECIDED, rules)

    assert found is not None
    assert found.last_day == date(2027, 1, 4)  # Monday six weeks after the 23rd
    assert "Fristen er seks uker" in found.sentence


def test_nothing_is_judged_before_the_day_it_came_is_known():
    assert timeliness(ComplaintDraft(), DECIDED, RULES) is None


DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
WAITS = st.integers(0, 800)


@given(decided=DAYS, came=WAITS, posted=WAITS)
def test_an_earlier_postmark_never_makes_it_later(decided, came, posted):
    appealed, received = Appealed(decided), decided + timedelta(days=came)
    mark = max(decided, received - timedelta(days=posted))
    order = [Verdict.IN_TIME, Verdict.LATE, Verdict.TOO_LATE]
    bare = judged(appealed, received_on=received)
    marked = judged(appealed, received_on=received, postmarked_on=mark)

    assert order.index(marked.verdict) <= order.index(bare.verdict)


@given(decided=DAYS, came=WAITS)
def test_what_is_said_is_what_was_judged(decided, came):
    found = judged(Appealed(decided), received_on=decided + timedelta(days=came))

    assert found.last_day is not None
    assert (found.lodged_on <= found.last_day) == found.sentence.endswith(
        "Klagen kom i tide."
    )
    assert (found.verdict is Verdict.TOO_LATE) == (
        found.lodged_on > max(found.last_day, found.latest_of_all)
    )
