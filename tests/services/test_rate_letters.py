"""Letters about new rates, and the statement of a year."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.contact_letter import ContactLetterKind as K
from stkdesk.domain.language import Language
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.annual_statements import annual_statements
from stkdesk.services.new_rate import adopt_rate
from stkdesk.services.rate_effects import rate_effects
from stkdesk.services.rate_letters import back_pay_of, rate_letters
from stkdesk.services.rates import set_rate
from stkdesk.storage.tables import Contact, Timesheet
from tests.builders import a_contact, a_sheet, a_visit, an_assignment, periods, rates

TODAY = date(2026, 11, 22)
HOUR = RateKind.HOUR_INDIVIDUAL
NEWER = RateRow(HOUR, date(2026, 10, 1), 250_00)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def paid(session):
    """A support contact whose October is paid by the old rate."""
    rates(session, hour_ore=200_00)
    period = periods(session)["2026-10"].number
    contact = a_contact(session, "Liv Berg")
    assignment = an_assignment(session, contact=contact)
    number = a_sheet(
        session, assignment, period, a_visit(3, minutes=120, metres=10_000)
    )
    session.get_one(Timesheet, number).state = SheetState.PAID
    session.flush()
    return contact


def adopted(session, rate=NEWER):
    return adopt_rate(session, rate_effects(session, RateChange(rate)), today=TODAY)


def test_who_has_back_pay_is_told_the_months_and_the_sum(session, paid):
    effects = adopted(session).effects
    [letter] = rate_letters(session, NEWER, back_pay_of(effects))
    assert (letter.kind, letter.contact) == (K.BACK_PAY, "Liv Berg")
    fields = dict(letter.fields)
    assert fields["back_pay"] == "kr\u00a0100,00"
    assert fields["months"] == "Oktober 2026: kr\u00a0100,00"
    assert fields["rates"] == (
        "Time, individuell støttekontakt: kr\u00a0250,00 per time (før kr\u00a0200,00)"
    )


def test_who_is_paid_nothing_back_is_told_the_rate_in_their_own_language(session, paid):
    rate = replace(NEWER, valid_from=date(2027, 1, 1))
    set_rate(session, rate)
    session.get_one(Contact, paid).language = Language.NYNORSK
    session.flush()
    [letter] = rate_letters(session, rate, {})
    assert letter.kind is K.NEW_RATES
    assert "per time (før" in dict(letter.fields)["rates"]


def test_who_comes_of_age_in_the_month_is_told_of_the_rate_and_the_back_pay(
    session, paid
):
    person = session.get_one(Contact, paid).person
    person.birth_date = date(1996, 10, 3)  # 30 on the day of the visit
    session.flush()
    older = replace(NEWER, age_from=30)
    [letter] = rate_letters(
        session, older, back_pay_of(adopted(session, older).effects)
    )
    fields = dict(letter.fields)
    assert (letter.kind, fields["back_pay"]) == (K.BACK_PAY, "kr\u00a0100,00")
    assert fields["rates_from"] == "2026-10-03"
    assert "(før kr\u00a0200,00)" in fields["rates"]


def test_whose_own_rate_holds_gets_no_letter(session, paid):
    set_rate(session, RateRow(HOUR, date(2027, 1, 1), 300_00, contact=paid))
    rate = replace(NEWER, valid_from=date(2027, 2, 1))
    set_rate(session, rate)
    assert rate_letters(session, rate, {}) == ()


def test_the_statement_of_a_year_counts_what_went_to_payroll(session, paid):
    adopted(session)  # a correction that has not been sent is not counted yet
    [letter] = annual_statements(session, 2026)
    fields = dict(letter.fields)
    assert fields["year_paid"] == "kr\u00a0453,00"
    assert fields["year_hours"] == "2 timer"
    assert fields["months"] == "Oktober 2026: 2 timer, 10 km, kr\u00a0453,00 i alt"
    assert annual_statements(session, 2025) == ()
