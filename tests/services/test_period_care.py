"""Periods as objects: closed and opened by somebody, their days moved together."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    OfficeError,
)
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.period_care import (
    PeriodClosedError,
    close_period,
    move_dates,
    open_period,
    period_cards,
)
from stkdesk.services.period_rules import cut_from_year
from stkdesk.services.periods import ensure_periods, find_period, pay_day
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import register_nothing
from stkdesk.storage.tables import SheetPeriod
from tests import builders as make
from tests.staff import at_work, hire

NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
TODAY = date(2026, 11, 12)
REASON = "En timeliste kom i posten etter fristen"


@pytest.fixture
def session(database):
    with database.transaction() as session:
        make.rates(session)
        yield session


@pytest.fixture
def months(session):
    return make.periods(session)


def card(session, code, year=2026):
    return next(each for each in period_cards(session, year) if each.row.code == code)


def moved(session, code, **days):
    """Move days of a period as the form does; return the year, period by period."""
    shown = card(session, code)
    draft = replace(shown.dates, **days)
    move_dates(session, shown.row.number, draft, shown.dates)
    return [
        (each.row.period.first, each.row.period.last)
        for each in period_cards(session, 2026)
    ]


def test_pay_comes_on_the_first_such_working_day_after_the_sheets_are_due(months):
    assert months["2026-10"].pay_on == date(2026, 11, 12)
    assert months["2026-01"].due_on == date(2026, 2, 5)
    assert months["2026-03"].due_on == date(2026, 4, 7)  # Easter Monday is the 6th
    assert months["2026-08"].pay_on == date(2026, 9, 14)  # the 12th is a Saturday


def test_a_period_made_before_pay_days_is_paid_by_the_rule(session, months):
    session.get(SheetPeriod, months["2026-10"].number).pay_on = None
    session.flush()
    old = find_period(session, months["2026-10"].number)
    assert (old.pay_on, pay_day(session, old)) == (None, date(2026, 11, 12))


def test_who_closed_a_period_and_when_is_told_with_what_can_still_be_done(
    session, months
):
    number = months["2026-10"].number
    close_period(session, number, now=NOW)
    closed = card(session, "2026-10")
    assert (closed.row.is_closed, closed.closed_on) == (True, TODAY)
    with pytest.raises(PeriodClosedError) as refused:
        make.a_sheet(session, make.an_assignment(session), number)
    assert refused.value.title.startswith("Oktober 2026 ble lukket")
    assert "12.11.2026" in refused.value.title
    assert "korreksjon" in refused.value.advice
    assert "leder" in refused.value.advice


def test_a_period_is_not_closed_over_sheets_that_are_under_way(session, months):
    number = make.an_assignment(session)
    make.a_sheet(session, number, months["2026-10"].number)
    with pytest.raises(OfficeError, match="1 timeliste er ikke ferdig i oktober 2026"):
        close_period(session, months["2026-10"].number, now=NOW)
    assert not card(session, "2026-10").row.is_closed


def test_a_null_sheet_and_one_that_never_came_do_not_keep_it_open(session, months):
    october = months["2026-10"].number
    make.an_assignment(session, "Per Lie", "Siv Moe")
    register_nothing(
        session, SheetDraft(make.an_assignment(session), october), today=TODAY
    )
    close_period(session, october, now=NOW)
    assert card(session, "2026-10").row.is_closed


def test_a_period_that_is_not_over_is_not_closed(session, months):
    with pytest.raises(OfficeError, match="November 2026 er ikke slutt"):
        close_period(session, months["2026-11"].number, now=NOW)


def test_only_a_leader_opens_it_again_with_a_reason_that_is_logged(
    database, session, months
):
    number = months["2026-10"].number
    close_period(session, number, now=NOW)
    with pytest.raises(InvalidInputError):
        open_period(session, number, "feil", now=NOW)
    open_period(session, number, REASON, now=NOW)
    assert not card(session, "2026-10").row.is_closed
    told = [entry for entry in session.info["trail"].entries if entry.detail]
    assert any(
        entry.action is Action.CHANGED and entry.detail.get("reason") == REASON
        for entry in told
    )


def test_a_caseworker_closes_and_does_not_open(database, months_of_2026):
    number = months_of_2026["2026-10"].number
    with at_work(database, hire(database, "Kari", Role.CASEWORKER)) as kari:
        with kari.transaction() as session:
            close_period(session, number, now=NOW)
        with pytest.raises(NotAllowedError), kari.transaction() as session:
            open_period(session, number, REASON, now=NOW)


@pytest.fixture
def months_of_2026(database):
    with database.transaction() as session:
        return make.periods(session)


def test_a_closed_day_never_closes_its_week(session, today):
    """The 20th is a Tuesday: the 21st lies in the same week and the next period."""
    make.rates(session)
    cut_from_year(session, 2026, start_day=21, due_day=5, today=date(2026, 1, 2))
    rows = {row.code: row for row in ensure_periods(session, 2026)}
    october, november = rows["2026-10"], rows["2026-11"]
    assert (october.period.last, october.period.last.weekday()) == (
        date(2026, 10, 20),
        1,
    )
    number = make.an_assignment(session)
    close_period(session, october.number, now=NOW)
    make.a_sheet(session, number, november.number, make.a_visit(21))
    with pytest.raises(OfficeError, match="ble lukket"):
        make.a_sheet(session, number, october.number, make.a_visit(20))


def test_moving_an_end_moves_the_beginning_of_the_next(session, months):
    days = moved(session, "2026-10", last=date(2026, 10, 25))
    assert days[9] == (date(2026, 10, 1), date(2026, 10, 25))
    assert days[10] == (date(2026, 10, 26), date(2026, 11, 30))
    days = moved(session, "2026-10", first=date(2026, 9, 21), last=date(2026, 10, 31))
    assert days[8] == (date(2026, 9, 1), date(2026, 9, 20))
    assert days[10] == (date(2026, 11, 1), date(2026, 11, 30))


def test_a_period_may_move_past_where_its_neighbour_began(session, months):
    """No two begin on one day, not even on the way."""
    late = {"due_on": date(2026, 12, 7), "pay_on": date(2026, 12, 14)}
    days = moved(
        session, "2026-10", first=date(2026, 11, 1), last=date(2026, 11, 20), **late
    )
    assert days[8:11] == [
        (date(2026, 9, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 30)),
    ]
    days = moved(session, "2026-10", first=date(2026, 10, 1), last=date(2026, 10, 31))
    assert days[9:11] == [
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 11, 1), date(2026, 11, 30)),
    ]


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("2026-12", {"last": date(2027, 1, 3)}),
        ("2026-12", {"last": date(2026, 12, 30)}),
        ("2026-01", {"first": date(2026, 1, 2)}),
        ("2026-10", {"last": date(2026, 11, 30)}),
        ("2026-10", {"first": date(2026, 9, 1)}),
        ("2026-10", {"last": date(2026, 9, 30)}),
        ("2026-10", {"due_on": date(2026, 10, 31)}),
        ("2026-10", {"pay_on": date(2026, 11, 5)}),
    ],
)
def test_no_gap_no_overlap_and_never_across_new_year(session, months, code, days):
    before = period_cards(session, 2026)
    with pytest.raises(InvalidInputError):
        moved(session, code, **days)
    assert period_cards(session, 2026) == before


def test_days_stand_where_a_sheet_lies_but_the_deadline_can_move(session, months):
    make.a_sheet(session, make.an_assignment(session), months["2026-10"].number)
    for code, days in (
        ("2026-10", {"last": date(2026, 10, 25)}),
        ("2026-11", {"first": date(2026, 10, 25)}),
    ):
        with pytest.raises(InvalidInputError, match="timelister eller papirer"):
            moved(session, code, **days)
    moved(session, "2026-10", due_on=date(2026, 11, 9), pay_on=date(2026, 11, 16))
    row = card(session, "2026-10")
    assert (row.row.due_on, row.pay_on) == (date(2026, 11, 9), date(2026, 11, 16))


def test_days_somebody_else_has_moved_are_not_moved_again(session, months):
    shown = card(session, "2026-10")
    moved(session, "2026-10", due_on=date(2026, 11, 9))
    with pytest.raises(ChangedByAnotherError):
        move_dates(session, shown.row.number, shown.dates, shown.dates)


def test_the_days_of_a_closed_period_stand(session, months):
    close_period(session, months["2026-10"].number, now=NOW)
    for code, days in (
        ("2026-10", {"due_on": date(2026, 11, 9)}),
        ("2026-11", {"first": date(2026, 10, 25)}),
    ):
        with pytest.raises(PeriodClosedError):
            moved(session, code, **days)
