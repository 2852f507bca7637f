"""Police certificates: never older than three months the day they are shown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.calendar import months_later
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateEnd,
    CertificateResult,
)
from stkdesk.domain.certificate_rules import (
    CertificateStanding,
    certificate_problems,
    certificate_standing,
    counts_still,
    is_fresh,
    oldest_issue,
    reminds_on,
)

TODAY = date(2026, 12, 20)
FINE = CertificateDraft(
    requested_on=date(2026, 8, 20),
    issued_on=date(2026, 8, 31),
    seen_on=date(2026, 11, 30),
    result=CertificateResult.ACCEPTED,
)
DAYS = st.dates(date(2017, 1, 1), date(2080, 12, 31))


def wrong(**fields):
    found = certificate_problems(replace(FINE, **fields), today=TODAY)
    return [each.field for each in found if each.blocks]


@pytest.mark.parametrize(
    ("issued", "shown", "fine"),
    [
        (date(2026, 8, 31), date(2026, 11, 30), True),  # domain.md 2
        (date(2026, 8, 31), date(2026, 12, 1), False),  # domain.md 2
        (date(2026, 8, 30), date(2026, 11, 30), True),
        (date(2026, 8, 29), date(2026, 11, 30), False),
        (date(2026, 9, 15), date(2026, 12, 15), True),  # the same day number
        (date(2026, 9, 15), date(2026, 12, 16), False),
        (date(2026, 2, 28), date(2026, 5, 31), True),  # the last of a short month
        (date(2026, 2, 27), date(2026, 5, 31), False),
        (date(2027, 11, 29), date(2028, 2, 29), True),  # a leap year
        (date(2026, 12, 1), date(2026, 12, 1), True),
        (date(2026, 12, 2), date(2026, 12, 1), False),  # not issued yet
    ],
)
def test_three_months_are_counted_by_the_day_number(issued, shown, fine):
    assert is_fresh(issued, shown) is fine
    draft = replace(FINE, issued_on=issued, seen_on=shown, requested_on=None)
    problems = certificate_problems(draft, today=date(2030, 1, 1))
    assert [each.field for each in problems] == ([] if fine else ["issued_on"])


@given(DAYS, st.integers(0, 400))
def test_a_certificate_grows_old_once_and_for_all(issued, days):
    """Never too old before three months are out, always four days after they are."""
    shown = issued + timedelta(days=days)
    if shown <= months_later(issued, 3):
        assert is_fresh(issued, shown)
    if shown > months_later(issued, 3) + timedelta(days=3):
        assert not is_fresh(issued, shown)
    if not is_fresh(issued, shown):
        assert not is_fresh(issued, shown + timedelta(days=1))


@given(DAYS)
def test_what_may_be_shown_is_three_months_back_at_most(shown):
    oldest = oldest_issue(shown)
    assert is_fresh(oldest, shown)
    assert not is_fresh(oldest - timedelta(days=1), shown)
    assert 89 <= (shown - oldest).days <= 92


def test_what_is_in_order_is_let_through():
    assert certificate_problems(FINE, today=TODAY) == ()


def test_too_old_says_how_old_it_may_be_and_what_to_do():
    seen = date(2026, 12, 1)
    [problem] = certificate_problems(replace(FINE, seen_on=seen), today=TODAY)
    assert problem.message == (
        "Attesten er eldre enn tre måneder. Vises den 1. desember 2026, må den være "
        "utstedt 1. september 2026 eller senere. Be om en ny."
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"seen_on": date(2026, 12, 21), "issued_on": TODAY}, "seen_on"),
        ({"issued_on": date(2026, 12, 21)}, "issued_on"),
        ({"requested_on": date(2026, 12, 21)}, "requested_on"),
        ({"issued_on": date(2026, 12, 1)}, "issued_on"),  # after it was seen
        ({"issued_on": None}, "issued_on"),
        ({"result": None}, "result"),
        ({"seen_on": None}, "seen_on"),
        ({"disposed_on": date(2026, 12, 1)}, "disposed_on"),  # and what became of it
        ({"disposal": CertificateEnd.SHREDDED}, "disposed_on"),
        (
            {
                "disposed_on": date(2026, 11, 29),
                "disposal": CertificateEnd.SHREDDED,
            },
            "disposed_on",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(fields, field):
    assert wrong(**fields) == [field]


def test_shredded_the_day_it_was_seen_is_how_it_should_be():
    assert wrong(disposed_on=FINE.seen_on, disposal=CertificateEnd.SHREDDED) == []


def test_issued_before_it_was_asked_for_is_worth_a_look():
    draft = replace(FINE, requested_on=date(2026, 9, 1))
    [problem] = certificate_problems(draft, today=TODAY)
    assert (problem.field, problem.blocks) == ("issued_on", False)


def standing(*drafts, rules=(), today=TODAY, **known):
    return certificate_standing(drafts, today=today, rules=CaseRules(rules), **known)


ASKED = CertificateDraft(requested_on=date(2026, 12, 5))
REFUSED = replace(FINE, result=CertificateResult.NOT_ACCEPTED)
WELFARE = replace(FINE, basis=CertificateBasis.CHILD_WELFARE)
LATER = {"issued_on": date(2026, 12, 1), "seen_on": date(2026, 12, 10)}


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        ((), CertificateStanding.NONE),
        ((ASKED,), CertificateStanding.REQUESTED),
        ((FINE,), CertificateStanding.ACCEPTED),
        ((FINE, ASKED), CertificateStanding.ACCEPTED),  # asked again, the old counts
        ((REFUSED,), CertificateStanding.NOT_ACCEPTED),
        ((REFUSED, ASKED), CertificateStanding.NOT_ACCEPTED),
        ((FINE, replace(REFUSED, **LATER)), CertificateStanding.NOT_ACCEPTED),
        ((replace(REFUSED, **LATER), FINE), CertificateStanding.NOT_ACCEPTED),
        ((REFUSED, replace(FINE, **LATER)), CertificateStanding.ACCEPTED),
        ((WELFARE,), CertificateStanding.OTHER_BASIS),
        ((WELFARE, ASKED), CertificateStanding.REQUESTED),
        ((FINE, replace(WELFARE, **LATER)), CertificateStanding.ACCEPTED),
    ],
)
def test_the_newest_that_was_seen_is_what_counts(drafts, expected):
    assert standing(*drafts) is expected


def test_who_comes_back_after_having_ended_shows_a_new_one():
    assert standing(FINE, reengaged_on=FINE.seen_on) is CertificateStanding.ACCEPTED
    again = FINE.seen_on + timedelta(days=1)
    assert standing(FINE, reengaged_on=again) is CertificateStanding.RENEW
    assert standing(FINE, ASKED, reengaged_on=again) is CertificateStanding.REQUESTED


def test_a_pause_of_more_than_a_year_asks_for_a_new_one():
    known = {"rules": CaseRules(), "last_active_on": date(2027, 3, 10)}
    assert counts_still(FINE.seen_on, today=date(2028, 3, 10), **known)
    assert not counts_still(FINE.seen_on, today=date(2028, 3, 11), **known)


def test_who_is_at_work_is_never_asked_again():
    today = date(2036, 1, 1)
    found = standing(FINE, today=today, last_active_on=today)
    assert found is CertificateStanding.ACCEPTED


def test_an_office_may_say_that_no_pause_is_too_long():
    never = ((CaseRule.CERTIFICATE_PAUSE_MONTHS, 0),)
    found = standing(FINE, today=date(2036, 1, 1), rules=never)
    assert found is CertificateStanding.ACCEPTED


def test_the_reminder_is_off_until_the_office_turns_it_on():
    assert reminds_on(FINE.seen_on, CaseRules()) is None
    every_third = CaseRules(((CaseRule.CERTIFICATE_REMINDER_YEARS, 3),))
    assert reminds_on(date(2024, 2, 29), every_third) == date(2027, 2, 28)
    assert CaseRule.CERTIFICATE_REMINDER_YEARS.usual == 0
    assert "lokal påminnelse" in CaseRule.CERTIFICATE_REMINDER_YEARS.law
