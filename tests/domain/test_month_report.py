"""When a report is asked for, about what, and until when a concern may wait."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.duties.reports import REPORT_CONCERN, ConcernFacts
from stkdesk.domain.duty import Day, Urgency
from stkdesk.domain.month_report import USUAL_TOPICS, is_wanted, topics_on

CAME = date(2026, 11, 4)
MONTHS = [f"2026-{month:02}" for month in range(1, 13)]


def wanted(between, first=6):
    rules = CaseRules(
        ((CaseRule.REPORT_MONTHS, between), (CaseRule.REPORT_FIRST_MONTH, first))
    )
    return [code for code in MONTHS if is_wanted(code, rules)]


@pytest.mark.parametrize(
    ("between", "first", "codes"),
    [
        (0, 6, []),
        (1, 6, MONTHS),
        (6, 6, ["2026-06", "2026-12"]),
        (6, 3, ["2026-03", "2026-09"]),
        (3, 3, ["2026-03", "2026-06", "2026-09", "2026-12"]),
        (12, 1, ["2026-01"]),
    ],
)
def test_reports_come_as_often_as_the_office_says(between, first, codes):
    assert wanted(between, first) == codes


def test_the_short_end_of_december_has_no_report_of_its_own():
    assert is_wanted("2026-12", CaseRules())
    assert not is_wanted("2026-12b", CaseRules())


def test_a_topic_is_asked_as_its_newest_row_says_until_it_ends():
    first = USUAL_TOPICS[0]
    newer = replace(first, bokmal="Hva gjorde dere?", valid_from=date(2027, 1, 1))
    ended = replace(newer, valid_to=date(2027, 6, 30))
    rows = (first, ended)
    assert topics_on(date(2026, 12, 31), rows) == (first,)
    assert topics_on(date(2027, 1, 1), rows) == (ended,)
    assert topics_on(date(2027, 6, 30), rows) == (ended,)
    assert topics_on(date(2027, 7, 1), rows) == ()  # and not the old one again


@pytest.mark.parametrize(
    ("today", "urgency"),
    [(date(2026, 11, 4), Urgency.SOON), (date(2026, 11, 11), Urgency.LATE)],
)
def test_a_concern_hurries_from_the_first_day_and_is_late_after_a_week(today, urgency):
    facts = ConcernFacts(CAME, "2026-10", "Håkon Solheim")
    assert REPORT_CONCERN.stands(facts, Day(today)).urgency is urgency
    met = facts._replace(is_met=True)
    assert REPORT_CONCERN.stands(met, Day(today)) is None
