"""The frozen lines of a sheet: what it pays is written down once."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from stkdesk.domain.pay import PayKind, PayLine
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.services.access import needs
from stkdesk.services.missing_rates import missing_rates
from stkdesk.services.pay_lines import PayDiffersError, lines_for_run, pay_lines_of
from stkdesk.services.rates import set_rate
from stkdesk.storage.tables import Contact, PaidLine, Timesheet
from tests.builders import START, a_sheet, a_visit, an_assignment, periods, rates

run_lines = needs()(lines_for_run)
lacking = needs()(missing_rates)
lines_of = needs()(pay_lines_of)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def october(session):
    return periods(session)["2026-10"].number


def forget_lines(session):
    """Leave the register as it was before lines were kept."""
    session.execute(delete(PaidLine).execution_options(noted=True))


def test_a_registered_sheet_keeps_the_lines_it_was_priced_with(session, october):
    rates(session, hour_ore=200_00)
    number = a_sheet(
        session, an_assignment(session), october, a_visit(3, metres=10_000)
    )
    assert lines_of(session, [number]) == {
        number: (
            PayLine(PayKind.HOURS, 180, 200_00, 600_00),
            PayLine(PayKind.DRIVE_TAX_FREE, 10_000, 3_50, 35_00),
            PayLine(PayKind.DRIVE_TAXABLE, 10_000, 1_80, 18_00),
        )
    }
    assert session.get_one(Timesheet, number).pay_ore == 653_00


def test_registered_again_it_has_the_new_lines_in_place_of_the_old(session, october):
    rates(session, hour_ore=200_00)
    assignment = an_assignment(session)
    a_sheet(session, assignment, october, a_visit(3, metres=10_000))
    number = a_sheet(session, assignment, october, a_visit(3, minutes=60))
    [line] = lines_of(session, [number])[number]
    assert (line.quantity, line.sum_ore) == (60, 200_00)


def test_an_age_and_an_own_cap_count_when_a_sheet_is_registered(session, october):
    for age, ore in ((0, 144_62), (30, 178_31)):
        set_rate(session, RateRow(RateKind.HOUR_INDIVIDUAL, START, ore, age))
    assignment = an_assignment(session)
    contact = session.scalars(select(Contact)).one()
    contact.person.birth_date = date(1996, 10, 15)
    visits = [a_visit(day, minutes=60) for day in (14, 15)]
    number = a_sheet(session, assignment, october, *visits)
    assert session.get_one(Timesheet, number).pay_ore == 144_62 + 178_31


def test_lines_of_an_old_sheet_are_made_once_when_they_are_needed(session, october):
    rates(session, hour_ore=200_00)
    number = a_sheet(session, an_assignment(session), october)
    kept = lines_of(session, [number])
    forget_lines(session)
    assert run_lines(session, [number]) == kept == lines_of(session, [number])


def test_an_old_sheet_that_does_not_add_up_stops_the_run_and_says_which(
    session, october
):
    rates(session, hour_ore=200_00)
    assignment = an_assignment(session)
    number = a_sheet(session, assignment, october)
    forget_lines(session)
    session.get_one(Timesheet, number).pay_ore = 599_00
    session.flush()
    with pytest.raises(PayDiffersError, match=f"O-{assignment} er ført med kr.599,00"):
        run_lines(session, [number])


def test_work_without_a_rate_is_told_with_the_kind_and_the_day(session, october):
    number = a_sheet(session, an_assignment(session), october, a_visit(20), a_visit(7))
    [lack] = lacking(session, [number])
    assert "Timesats, individuell" in lack.said
    assert "7. oktober 2026" in lack.said


def test_a_sheet_whose_rates_are_all_set_goes_on(session, october):
    rates(session)
    assert lacking(session, [a_sheet(session, an_assignment(session), october)]) == ()
