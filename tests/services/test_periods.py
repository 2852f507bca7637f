"""Timesheet periods, made from the office's rule."""

from datetime import date

import pytest

from stkdesk.domain.errors import NotFoundError
from stkdesk.services.periods import (
    collecting_period,
    current_period,
    ensure_periods,
    list_periods,
    period_by_code,
)
from stkdesk.storage.tables import PeriodRule


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def codes(rows):
    return [row.code for row in rows]


def test_without_a_rule_the_year_is_cut_into_calendar_months(session):
    rows = ensure_periods(session, 2026)
    assert codes(rows) == [f"2026-{month:02}" for month in range(1, 13)]
    assert (rows[9].label, rows[9].dates) == ("Oktober 2026", "1.–31. okt. 2026")
    assert rows[9].due_on == date(2026, 11, 5)


def test_asking_again_makes_nothing_new(session):
    first = ensure_periods(session, 2026)
    assert ensure_periods(session, 2026) == first == list_periods(session, 2026)


def test_a_period_from_the_21st_never_spans_two_years(session):
    session.add(PeriodRule(valid_from=date(2026, 1, 1), start_day=21, due_day=25))
    session.flush()
    rows = ensure_periods(session, 2026)
    assert codes(rows)[-2:] == ["2026-12", "2026-12b"]
    assert all(row.period.first.year == row.period.last.year for row in rows)


def test_a_new_rule_counts_from_the_next_year(session):
    ensure_periods(session, 2026)
    session.add(PeriodRule(valid_from=date(2026, 6, 1), start_day=21, due_day=25))
    session.flush()
    assert len(ensure_periods(session, 2026)) == 12
    assert len(ensure_periods(session, 2027)) == 13


def test_in_november_the_sheets_of_october_come_in(session):
    assert current_period(session, today=date(2026, 11, 16)).code == "2026-11"
    assert collecting_period(session, today=date(2026, 11, 16)).code == "2026-10"
    assert collecting_period(session, today=date(2026, 10, 31)).code == "2026-09"
    assert collecting_period(session, today=date(2026, 1, 2)).code == "2025-12"


def test_a_period_is_late_from_the_day_after_it_was_due(session):
    row = period_by_code(session, ensure_periods(session, 2026)[9].code)
    assert not row.is_late(date(2026, 11, 5))
    assert row.is_late(date(2026, 11, 6))


def test_a_period_that_is_not_there_is_told(session):
    with pytest.raises(NotFoundError):
        period_by_code(session, "1999-01")
