"""Rates: amounts with dates, kept by the office."""

from datetime import date

import pytest

from stkdesk.domain.errors import InvalidInputError, NotFoundError
from stkdesk.domain.rate import RateKind, RateRow, rate_on
from stkdesk.services.rates import list_rates, remove_rate, set_rate

HOUR = RateKind.HOUR_INDIVIDUAL


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def test_a_new_rate_leaves_the_days_before_it_alone(session):
    set_rate(session, RateRow(HOUR, date(2026, 1, 1), 230_00))
    set_rate(session, RateRow(HOUR, date(2026, 5, 1), 241_35))
    found = list_rates(session)
    assert rate_on(found, HOUR, date(2026, 4, 30)).amount_ore == 230_00
    assert rate_on(found, HOUR, date(2026, 5, 1)).amount_ore == 241_35


def test_a_rate_of_the_same_day_is_put_right_not_added(session):
    set_rate(session, RateRow(HOUR, date(2026, 1, 1), 230_00))
    set_rate(session, RateRow(HOUR, date(2026, 1, 1), 232_00))
    assert list_rates(session) == (RateRow(HOUR, date(2026, 1, 1), 232_00),)


def test_a_rate_of_nothing_is_refused_by_its_field(session):
    with pytest.raises(InvalidInputError) as refused:
        set_rate(session, RateRow(HOUR, date(2026, 1, 1), 0))
    assert refused.value.problems[0].field == "amount_ore"


def test_a_rate_can_be_taken_away_once(session):
    set_rate(session, RateRow(HOUR, date(2026, 1, 1), 230_00))
    remove_rate(session, RateRow(HOUR, date(2026, 1, 1), 0))
    assert list_rates(session) == ()
    with pytest.raises(NotFoundError):
        remove_rate(session, RateRow(HOUR, date(2026, 1, 1), 0))
