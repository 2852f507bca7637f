"""Feriepenger of those who are employed: told, never paid here."""

from datetime import date

from stkdesk.domain.case_rules import CaseRule, SetRule, rules_on
from stkdesk.domain.holiday_pay import holiday_pay, holiday_permille
from stkdesk.domain.pay import Pay, PayKind, PayLine

DAY = date(2026, 10, 31)
RULES = rules_on(DAY, ())


def test_twelve_percent_and_more_from_the_year_somebody_turns_60():
    assert holiday_permille(date(1985, 5, 17), DAY, RULES) == 120
    assert holiday_permille(date(1966, 12, 31), DAY, RULES) == 143
    assert holiday_permille(date(1967, 1, 1), DAY, RULES) == 120
    assert holiday_permille(None, DAY, RULES) == 120


def test_the_office_sets_its_own_number_from_a_day_on():
    own = SetRule(CaseRule.HOLIDAY_PAY_PERMILLE, date(2026, 10, 1), 102, "Uten tariff")
    assert holiday_permille(None, DAY, rules_on(DAY, (own,))) == 102
    assert holiday_permille(None, DAY, rules_on(date(2026, 9, 30), (own,))) == 120


def test_hours_earn_it_and_driving_and_expenses_do_not():
    pay = Pay(
        (
            PayLine(PayKind.HOURS, 600, 241_35, 2413_50),
            PayLine(PayKind.DRIVE_TAXABLE, 10_000, 1_80, 18_00),
            PayLine(PayKind.EXPENSES, 0, 0, 250_00),
        )
    )
    assert holiday_pay(pay.fee_ore, 120) == 289_62
    assert holiday_pay(-pay.fee_ore, 120) == -289_62
