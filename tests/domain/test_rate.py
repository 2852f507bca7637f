"""Rates with dates."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.rate import RateKind, RateRow, rate_on

HOUR = RateKind.HOUR_INDIVIDUAL
NEW_YEAR = date(2027, 1, 1)
OLD = RateRow(HOUR, date(2026, 5, 1), 21_050)
NEW = RateRow(HOUR, NEW_YEAR, 21_900)
RATES = [NEW, RateRow(RateKind.KM_STATE, date(2026, 1, 1), 530), OLD]

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
rows = st.builds(RateRow, st.sampled_from(RateKind), days, st.integers(0, 50_000))


def test_the_new_rate_counts_from_its_first_day():
    assert rate_on(RATES, HOUR, NEW_YEAR - timedelta(days=1)) == OLD
    assert rate_on(RATES, HOUR, NEW_YEAR) == NEW
    assert rate_on(RATES, HOUR, date(2030, 6, 1)) == NEW


def test_before_the_first_rate_there_is_none():
    assert rate_on(RATES, HOUR, date(2026, 4, 30)) is None
    assert rate_on(RATES, RateKind.HOUR_GROUP, NEW_YEAR) is None
    assert rate_on([], HOUR, NEW_YEAR) is None


@given(st.lists(rows), st.sampled_from(RateKind), days)
def test_the_rate_is_the_latest_that_has_begun(rates, kind, day):
    found = rate_on(rates, kind, day)
    begun = [row for row in rates if row.kind is kind and row.valid_from <= day]

    assert (found is None) == (not begun)
    if found is not None:
        assert found in begun
        assert all(row.valid_from <= found.valid_from for row in begun)


def test_every_kind_says_its_unit():
    units = ("(per time)", "(per km)", "(per måned)")
    assert all(kind.label.endswith(units) for kind in RateKind)
