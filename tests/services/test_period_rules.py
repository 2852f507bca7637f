"""Cutting the year in another way: never through sheets that are there."""

from datetime import date

import pytest

from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.office import set_up_office
from stkdesk.services.period_rules import cut_from_year, years_to_cut
from stkdesk.services.periods import ensure_periods, list_periods
from tests import builders


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        yield session


def cut(session, year, start_day, due_day=5, *, today):
    cut_from_year(session, year, start_day=start_day, due_day=due_day, today=today)


def test_a_new_office_may_still_cut_this_year(session, today):
    ensure_periods(session, 2026)
    assert years_to_cut(session, today=today) == (2026, 2027, 2028)
    cut(session, 2026, 21, 7, today=today)
    periods = list_periods(session, 2026)
    assert len(periods) == 13
    assert periods[0].period.last == date(2026, 1, 20)
    assert periods[9].due_on == date(2026, 11, 9)  # the 7th is a Saturday


def test_a_year_with_a_sheet_stands_as_it_was_cut(session, today):
    builders.rates(session)
    period = builders.periods(session)["2026-10"]
    builders.a_sheet(session, builders.an_assignment(session), period.number)
    before = list_periods(session, 2026)
    assert years_to_cut(session, today=today) == (2027, 2028)
    with pytest.raises(InvalidInputError) as refusal:
        cut(session, 2026, 21, today=today)
    assert refusal.value.problems[0].field == "year"
    assert list_periods(session, 2026) == before


def test_the_year_before_keeps_its_periods_when_the_next_is_cut(session, today):
    before = ensure_periods(session, 2026)
    cut(session, 2027, 15, today=today)
    assert list_periods(session, 2026) == before
    assert ensure_periods(session, 2027)[1].period.first == date(2027, 1, 15)


def test_the_latest_choice_counts_for_all_years_after(session, today):
    cut(session, 2028, 10, today=today)
    cut(session, 2027, 1, today=today)
    assert len(ensure_periods(session, 2028)) == 12


@pytest.mark.parametrize("day", [0, 29])
def test_a_day_that_not_every_month_has_changes_nothing(session, today, day):
    before = ensure_periods(session, 2026)
    with pytest.raises(InvalidInputError):
        cut(session, 2026, day, today=today)
    assert list_periods(session, 2026) == before
