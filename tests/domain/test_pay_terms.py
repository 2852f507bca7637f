"""Who is paid what: ages, own rates, caps, flat sums, and the turn of the year."""

from datetime import date

from stkdesk.domain.pay import ExpenseWay, PayKind, PayTerms, pay_of
from stkdesk.domain.period import Period
from stkdesk.domain.rate import RateKind, RateRow, rate_on
from stkdesk.domain.timesheet import Trip, Visit

YEAR = date(2026, 1, 1)
HOUR = RateKind.HOUR_INDIVIDUAL
STAVANGER = (RateRow(HOUR, YEAR, 144_62, 18), RateRow(HOUR, YEAR, 178_31, 30))
DRIVING = (
    RateRow(RateKind.KM_STATE, date(2025, 1, 1), 5_00),
    RateRow(RateKind.KM_STATE, YEAR, 5_30),
    RateRow(RateKind.KM_TAX_FREE, date(2017, 1, 1), 3_50),
    RateRow(RateKind.KM_PASSENGER, date(2017, 1, 1), 1_00),
)


def on(day, minutes=0, metres=0, expense=0, *, passengers=0, account=""):
    trip = Trip(passengers=passengers)
    return Visit(day, None, minutes, metres, expense, account=account, trip=trip)


def printed(pay):
    return [
        (each.kind, each.quantity, each.rate_ore, each.sum_ore) for each in pay.lines
    ]


def test_an_hour_pays_by_the_age_on_the_day_of_the_work():
    terms = PayTerms(born_on=date(1996, 10, 15))
    visits = [on(date(2026, 10, 14), 60), on(date(2026, 10, 15), 120)]
    assert printed(pay_of(visits, STAVANGER, terms)) == [
        (PayKind.HOURS, 60, 144_62, 144_62),
        (PayKind.HOURS, 120, 178_31, 356_62),
    ]


def test_a_band_holds_until_the_next_of_its_own_begins():
    newer = (*STAVANGER, RateRow(HOUR, date(2026, 5, 1), 150_00, 18))
    assert rate_on(newer, HOUR, date(2026, 6, 1), age=40).amount_ore == 178_31
    assert rate_on(newer, HOUR, date(2026, 6, 1), age=20).amount_ore == 150_00
    assert rate_on(newer, HOUR, date(2026, 6, 1), age=17) is None


def test_whose_age_is_not_known_has_the_rate_from_no_age_at_all():
    common = RateRow(HOUR, YEAR, 120_00)
    assert rate_on((*STAVANGER, common), HOUR, YEAR) == common
    missing = pay_of([on(YEAR, 60)], STAVANGER, PayTerms()).missing
    assert missing == ((HOUR, YEAR),)


def test_an_own_rate_goes_before_the_one_for_all_while_it_lasts():
    own = RateRow(HOUR, YEAR, 250_00, contact=7, valid_to=date(2026, 6, 30))
    rates = (RateRow(HOUR, YEAR, 200_00), own)
    visits = [on(date(2026, 6, 30), 60), on(date(2026, 7, 1), 60)]
    assert pay_of(visits, rates, PayTerms(contact=7)).sum_ore == 450_00
    assert pay_of(visits, rates, PayTerms(contact=8)).sum_ore == 400_00


def test_a_hundred_km_are_350_without_tax_and_180_with():
    pay = pay_of([on(date(2026, 3, 1), metres=100_000)], DRIVING, PayTerms())
    assert printed(pay) == [
        (PayKind.DRIVE_TAX_FREE, 100_000, 3_50, 350_00),
        (PayKind.DRIVE_TAXABLE, 100_000, 1_80, 180_00),
    ]
    assert [line.is_taxable for line in pay.lines] == [False, True]
    assert pay.taxable_ore == 180_00


def test_a_trip_is_paid_by_the_rate_of_the_day_it_began():
    old_year = on(date(2025, 12, 31), metres=10_000)
    new_year = on(YEAR, metres=10_000)
    assert pay_of([old_year], DRIVING, PayTerms()).sum_ore == 50_00
    assert pay_of([new_year], DRIVING, PayTerms()).sum_ore == 53_00


def test_each_passenger_adds_a_krone_a_km_without_tax():
    visits = [on(YEAR, metres=10_000, passengers=2), on(YEAR, metres=4_000)]
    pay = pay_of(visits, DRIVING, PayTerms())
    assert printed(pay)[-1] == (PayKind.PASSENGER, 20_000, 1_00, 20_00)
    assert not pay.lines[-1].is_taxable


def test_a_cap_in_kroner_pays_whole_metres_and_keeps_the_fact():
    terms = PayTerms(drive_cap_ore=400_00)
    visits = [on(date(2026, 3, day), metres=60_000) for day in (1, 2)]
    pay = pay_of(visits, DRIVING, terms)
    assert printed(pay) == [
        (PayKind.DRIVE_TAX_FREE, 75_472, 3_50, 264_15),
        (PayKind.DRIVE_TAXABLE, 75_472, 1_80, 135_85),
    ]
    assert pay.unpaid_metres == 120_000 - 75_472
    assert pay.unpaid_drive_ore == 636_00 - 400_00


def test_the_narrower_of_two_caps_on_driving_holds():
    terms = PayTerms(drive_cap_metres=10_000, drive_cap_ore=400_00)
    visits = [on(YEAR, metres=60_000, passengers=1)]
    assert pay_of(visits, DRIVING, terms).sum_ore == 63_00


def test_expenses_are_paid_by_account_up_to_400_in_the_order_of_the_days():
    visits = [
        on(date(2026, 3, 9), expense=250_00, account="11280-666"),
        on(date(2026, 3, 2), expense=300_00),
    ]
    pay = pay_of(visits, (), PayTerms(expense_cap_ore=400_00))
    assert [(each.account, each.sum_ore, each.unpaid_ore) for each in pay.lines] == [
        ("", 300_00, 0),
        ("11280-666", 100_00, 150_00),
    ]
    assert pay.unpaid_expense_ore == 150_00


def test_a_sum_an_hour_or_a_month_covers_expenses_and_is_taxed():
    rates = (
        RateRow(RateKind.EXPENSE_HOUR, YEAR, 28_00),
        RateRow(RateKind.EXPENSE_MONTH, YEAR, 300_00),
    )
    visits = [on(date(2026, 3, day), 90, expense=75_00) for day in (1, 8)]
    hour, month = (
        pay_of(visits, rates, PayTerms(hour_kind=None, expense_way=way))
        for way in (ExpenseWay.HOUR, ExpenseWay.MONTH)
    )
    assert printed(hour)[-1] == (PayKind.EXPENSE_HOUR, 180, 28_00, 84_00)
    assert printed(month)[-1] == (PayKind.EXPENSE_MONTH, 1, 300_00, 300_00)
    for pay in (hour, month):
        assert pay.lines[-1].is_taxable
        assert pay.unpaid_expense_ore == 150_00


def test_where_no_expenses_are_agreed_the_receipt_is_kept_and_not_paid():
    terms = PayTerms(expense_way=ExpenseWay.NONE)
    pay = pay_of([on(YEAR, expense=75_00)], (), terms)
    assert (pay.sum_ore, pay.unpaid_expense_ore) == (0, 75_00)


def test_the_month_cut_by_new_year_has_its_share_of_the_caps_and_the_sum():
    rates = (*DRIVING, RateRow(RateKind.EXPENSE_MONTH, YEAR, 310_00))
    terms = PayTerms(
        hour_kind=None,
        drive_cap_metres=31_000,
        expense_way=ExpenseWay.MONTH,
        period=Period(YEAR, date(2026, 1, 20)),  # 20 of the 31 days from 21 December
    )
    pay = pay_of([on(YEAR, 60, metres=100_000)], rates, terms)
    assert pay.lines[0].quantity == 20_000
    assert printed(pay)[-1] == (PayKind.EXPENSE_MONTH, 1, 200_00, 200_00)


def test_a_month_without_a_visit_has_no_flat_sum():
    rates = (RateRow(RateKind.EXPENSE_MONTH, YEAR, 310_00),)
    terms = PayTerms(expense_way=ExpenseWay.MONTH)
    assert pay_of([], rates, terms).lines == ()
    taken_back = [on(YEAR, 60), on(YEAR, -60)]
    assert pay_of(taken_back, rates, terms).lines == ()
