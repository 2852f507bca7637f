"""Layouts and codes of the payroll file, as the office keeps them."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.layout_problems import LayoutDraft
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import PayCodeRow
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import (
    STANDARD,
    Align,
    Column,
    DateForm,
    DecimalSign,
    Encoding,
    Fill,
    Layout,
    PayrollField,
)
from stkdesk.services.pay_codes import (
    codes_on,
    list_pay_codes,
    remove_pay_code,
    set_pay_code,
)
from stkdesk.services.payroll_layouts import (
    list_layouts,
    remove_layout,
    save_layout,
    used_layout,
)

DAY = date(2026, 11, 5)
FIXED = Layout(
    columns=(
        Column(
            PayrollField.AMOUNT,
            "Beløp Æ",
            decimals=3,
            sign=DecimalSign.NONE,
            width=9,
            align=Align.RIGHT,
            fill=Fill.ZERO,
        ),
        Column(PayrollField.PAY_DAY, date_form=DateForm.PACKED),
        Column(PayrollField.FIXED_TEXT, text="STK; «x»", is_cut=True),
    ),
    format=LayoutFormat.FIXED,
    has_header=False,
    encoding=Encoding.WINDOWS,
    has_quotes=False,
)
DRAFT = LayoutDraft("Lønn", date(2026, 1, 1), layout=FIXED)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


def test_a_layout_comes_back_as_it_was_saved(session):
    number = save_layout(session, DRAFT)
    session.expire_all()
    [found] = list_layouts(session)
    assert (found.number, found.draft) == (number, DRAFT)


def test_a_run_uses_the_newest_layout_in_use_that_has_begun(session):
    assert used_layout(session, DAY).layout == STANDARD
    save_layout(session, DRAFT)
    save_layout(session, replace(DRAFT, valid_from=date(2026, 6, 1)))
    save_layout(session, replace(DRAFT, valid_from=date(2026, 12, 1)))
    trial = replace(DRAFT, name="Prøve", valid_from=date(2026, 7, 1), is_used=False)
    save_layout(session, trial)
    assert used_layout(session, DAY).valid_from == date(2026, 6, 1)
    assert used_layout(session, date(2026, 5, 31)).valid_from == date(2026, 1, 1)
    assert used_layout(session, date(2025, 12, 31)).number is None
    assert used_layout(session, date(2026, 12, 1)).valid_from == date(2026, 12, 1)


def test_two_of_one_name_do_not_begin_on_one_day(session):
    number = save_layout(session, DRAFT)
    with pytest.raises(InvalidInputError) as refused:
        save_layout(session, DRAFT)
    assert refused.value.problems[0].field == "name"
    [stored] = list_layouts(session)
    save_layout(session, DRAFT, number, stored.version)  # it may stay itself


def test_a_layout_that_cannot_be_used_is_not_saved(session):
    with pytest.raises(InvalidInputError):
        save_layout(session, replace(DRAFT, layout=replace(FIXED, columns=())))
    assert list_layouts(session) == ()


def test_a_layout_somebody_else_has_saved_is_not_overwritten(session):
    number = save_layout(session, DRAFT)
    [seen] = list_layouts(session)
    save_layout(session, replace(DRAFT, name="Deres"), number, seen.version)
    with pytest.raises(ChangedByAnotherError):
        save_layout(session, replace(DRAFT, name="Mitt"), number, seen.version)
    with pytest.raises(ChangedByAnotherError):
        remove_layout(session, number, seen.version)
    [now] = list_layouts(session)
    assert remove_layout(session, number, now.version).name == "Deres"
    with pytest.raises(NotFoundError):
        remove_layout(session, number, now.version)


def test_codes_hold_from_their_day_for_those_they_are_for(session):
    hours, who, how = PayKind.HOURS, Employment.EMPLOYEE, Solution.GROUP
    set_pay_code(session, PayCodeRow(hours, date(2026, 1, 1), " 1500 ", " 10500 "))
    set_pay_code(session, PayCodeRow(hours, date(2026, 1, 1), "1600", "", who, how))
    set_pay_code(session, PayCodeRow(hours, date(2026, 12, 1), "1700", "", who, how))
    codes = codes_on(session, DAY)
    assert codes.of(hours, who, how).pay_code == "1600"
    assert codes.of(hours, who, Solution.INDIVIDUAL).pay_code == "1500"
    assert codes.of(hours, who, Solution.INDIVIDUAL).account == "10500"
    driving = (PayKind.DRIVE_TAX_FREE, who, how)
    assert [each.kind for each in codes.missing([driving, driving])] == [driving[0]]
    assert codes.missing([(hours, who, how)]) == ()


def test_a_code_of_the_same_day_is_put_right_and_taken_away_once(session):
    row = PayCodeRow(PayKind.EXPENSES, DAY, "1500", solution=Solution.GROUP)
    set_pay_code(session, row)
    set_pay_code(session, replace(row, pay_code="1501"))
    assert [each.pay_code for each in list_pay_codes(session)] == ["1501"]
    remove_pay_code(session, row)
    assert list_pay_codes(session) == ()
    with pytest.raises(NotFoundError):
        remove_pay_code(session, row)
    with pytest.raises(InvalidInputError):
        set_pay_code(session, replace(row, pay_code=" "))
