"""A new rate with back-pay: told first, then written, and nothing moves unseen."""

from dataclasses import replace
from datetime import date
from threading import Event

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import ChangedByAnotherError, NotAllowedError
from stkdesk.domain.progress import drive
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.new_rate import adopt_in_steps, adopt_rate
from stkdesk.services.rate_effects import RateInUseError, look_at_rate, rate_effects
from stkdesk.services.rates import list_rates, remove_rate, set_rate
from stkdesk.storage.tables import PaidLine, Timesheet
from tests.builders import a_contact, a_sheet, a_visit, an_assignment, periods, rates
from tests.services.test_pay_lines import forget_lines
from tests.staff import hired

TODAY = date(2026, 11, 22)
HOUR = RateKind.HOUR_INDIVIDUAL
NEWER = RateChange(RateRow(HOUR, date(2026, 10, 15), 250_00))


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def october(session):
    """A rate, an assignment, and two hours before the 15th and two after it."""
    rates(session, hour_ore=200_00)
    period = periods(session)["2026-10"].number
    assignment = an_assignment(session)
    visits = [a_visit(day, minutes=120) for day in (3, 20)]
    return a_sheet(session, assignment, period, *visits)


def sheet(session, number):
    return session.get_one(Timesheet, number)


def lines(session, number):
    found = session.scalars(
        select(PaidLine).where(PaidLine.sheet_number == number).order_by(PaidLine.place)
    )
    return [(each.quantity, each.rate_ore, each.sum_ore) for each in found]


def settle(session, number, state=SheetState.PAID):
    sheet(session, number).state = state
    session.flush()


def test_what_a_rate_does_is_told_before_anything_is_written(session, october):
    seen = rate_effects(session, NEWER)
    [row] = seen.rows
    assert (row.before_ore, row.after_ore, row.is_locked) == (800_00, 900_00, False)
    assert [each.contact for each in seen.by_contact()] == ["Håkon Solheim"]
    assert NEWER.rate not in list_rates(session)
    assert lines(session, october) == [(240, 200_00, 800_00)]


def test_a_rate_that_moves_a_sheet_is_set_in_no_other_way(session, october):
    with pytest.raises(RateInUseError):
        set_rate(session, NEWER.rate)
    with pytest.raises(RateInUseError):
        remove_rate(session, RateRow(HOUR, date(2026, 1, 1), 0))
    set_rate(session, replace(NEWER.rate, valid_from=date(2026, 11, 1)))


def test_an_open_sheet_is_priced_again_where_it_stands(session, october):
    settle(session, october, SheetState.CHECKED)
    version = sheet(session, october).version
    done = adopt_rate(session, rate_effects(session, NEWER), today=TODAY)
    assert (done.repriced, done.corrections) == (1, ())
    assert lines(session, october) == [(120, 200_00, 400_00), (120, 250_00, 500_00)]
    now = sheet(session, october)
    assert (now.pay_ore, now.state) == (900_00, SheetState.CHECKED)
    assert now.version > version
    assert NEWER.rate in list_rates(session)


def test_a_paid_sheet_is_left_and_a_correction_pays_the_difference(session, october):
    settle(session, october)
    seen = rate_effects(session, NEWER)
    assert seen.back_pay_ore == 100_00
    [made] = adopt_rate(session, seen, today=TODAY).corrections
    assert (sheet(session, october).pay_ore, lines(session, october)) == (
        800_00,
        [(240, 200_00, 800_00)],
    )
    new = sheet(session, made)
    assert (new.serial, new.corrects_number, new.state) == (
        2,
        october,
        SheetState.RECEIVED,
    )
    assert (new.pay_ore, new.minutes, new.granted_minutes) == (100_00, 0, 0)
    assert new.correction_reason == "Ny sats fra 15.10.2026"
    assert lines(session, made) == [(-120, 200_00, -400_00), (120, 250_00, 500_00)]


def test_a_second_new_rate_pays_only_what_the_first_did_not(session, october):
    settle(session, october)
    adopt_rate(session, rate_effects(session, NEWER), today=TODAY)
    higher = RateChange(replace(NEWER.rate, amount_ore=260_00))
    done = adopt_rate(session, rate_effects(session, higher), today=TODAY)
    [made] = done.corrections
    assert (sheet(session, made).serial, sheet(session, made).pay_ore) == (3, 20_00)
    assert rate_effects(session, higher).is_nothing


def test_what_has_moved_since_it_was_seen_is_not_adopted(session, october):
    seen = rate_effects(session, NEWER)
    about = sheet(session, october)
    opened = (about.assignment_number, about.period_number)
    a_sheet(session, *opened, a_visit(20, minutes=60))
    with pytest.raises(ChangedByAnotherError):
        adopt_rate(session, seen, today=TODAY)


def test_a_caps_room_is_shared_by_the_sheet_and_its_correction(session):
    rates(session)
    period = periods(session)["2026-10"].number
    assignment = an_assignment(session, drive_cap_ore=175_00)
    number = a_sheet(session, assignment, period, a_visit(3, metres=100_000))
    settle(session, number)
    newer = RateChange(RateRow(RateKind.KM_STATE, date(2026, 10, 1), 5_60))
    done = adopt_rate(session, rate_effects(session, newer), today=TODAY)
    paid = [sheet(session, each).pay_ore for each in (number, *done.corrections)]
    driven = sum(paid) - 3 * 241_35
    assert 174_98 <= driven <= 175_00


def test_an_own_rate_moves_that_contacts_sheets_only(session, october):
    other = an_assignment(session, "Ida Vik", a_contact(session, "Liv Berg"))
    about = sheet(session, october)
    a_sheet(session, other, about.period_number)
    contact = rate_effects(session, NEWER).rows[0].contact_number
    own = RateRow(HOUR, date(2026, 1, 1), 300_00, contact=contact)
    seen = rate_effects(session, RateChange(own))
    assert [row.sheet_number for row in seen.rows] == [october]
    adopt_rate(session, seen, reason="Avtalt ved oppstart", today=TODAY)
    assert sheet(session, october).pay_ore == 1200_00


def test_an_old_sheet_without_lines_has_them_frozen_before_it_is_corrected(
    session, october
):
    settle(session, october)
    forget_lines(session)
    done = adopt_rate(session, rate_effects(session, NEWER), today=TODAY)
    assert lines(session, october) == [(240, 200_00, 800_00)]
    assert sheet(session, done.corrections[0]).pay_ore == 100_00


def test_an_old_sheet_that_no_longer_adds_up_is_told_and_left(session, october):
    settle(session, october)
    forget_lines(session)
    sheet(session, october).pay_ore = 777_00
    session.flush()
    seen = rate_effects(session, NEWER)
    assert seen.unclear == (sheet(session, october).assignment_number,)
    assert adopt_rate(session, seen, today=TODAY).corrections == ()


def test_in_the_background_it_does_the_same_and_tells_how_far(database):
    with database.transaction() as session:
        rates(session, hour_ore=200_00)
        period = periods(session)["2026-10"].number
        number = a_sheet(session, an_assignment(session), period, a_visit(20))
    told = []
    never = Event()
    seen = drive(look_at_rate(database, NEWER), never, told.append)
    done = drive(adopt_in_steps(database, seen, today=TODAY), never, told.append)
    assert (done.repriced, told[0].doing) == (1, "2026-10")
    with database.reading() as session:
        assert session.get_one(Timesheet, number).pay_ore == 750_00


def test_who_may_set_rates_but_not_hours_moves_no_sheet(database):
    with database.transaction() as session:
        rates(session, hour_ore=200_00)
        period = periods(session)["2026-10"].number
        a_sheet(session, an_assignment(session), period, a_visit(20))
    with hired(database, Role.PAYROLL) as own, own.transaction() as session:
        seen = rate_effects(session, NEWER)
        with pytest.raises(NotAllowedError):
            adopt_rate(session, seen, today=TODAY)
