"""What the practice office pays by: the ways of its assignments, own rates, codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from stkdesk.documents.frozen import frozen
from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay import PayKind, PayTerms, hour_rate_of
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import STANDARD, PayrollField, new_column
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.helpers import Helper

Row = dict[str, Any]
#: Of sixteen assignments, those that do not pay expenses by receipt.
WAYS = {5: ExpenseWay.HOUR, 9: ExpenseWay.MONTH, 13: ExpenseWay.NONE}
CAPPED = 13  # every so many assignments has a cap on driving in kroner too
DRIVE_CAP = 350_00
OWN = 23  # every so many support contacts has a rate of their own; of these
WAS_OWN = 46  # every other had it last year only
OWN_RATE = 262_00
OWN_REASON = "Avtalt etter lang erfaring fra tilsvarende arbeid."
SINCE = date(2020, 1, 1)
#: Lønnsart and kontering, invented; those of an employee where they differ.
CODES = {
    PayKind.HOURS: ("4210", "10890-23400"),
    PayKind.DRIVE_TAX_FREE: ("7110", "11600-23400"),
    PayKind.DRIVE_TAXABLE: ("7115", "11601-23400"),
    PayKind.PASSENGER: ("7120", "11602-23400"),
    PayKind.EXPENSES: ("7300", "11650-23400"),
    PayKind.EXPENSE_HOUR: ("7310", "11651-23400"),
    PayKind.EXPENSE_MONTH: ("7315", "11652-23400"),
}
OF_EMPLOYEES = {PayKind.HOURS: ("2110", "10300-23400")}
LAYOUT = "Lønnsfil Fjordvik"


def way_of(stint: Stint) -> ExpenseWay:
    """Return how an assignment covers expenses; most do by receipt."""
    if stint.helper is None or stint.solution is not Solution.INDIVIDUAL:
        return ExpenseWay.RECEIPTS
    return WAYS.get(stint.number % 16, ExpenseWay.RECEIPTS)


def expense_cap_of(stint: Stint) -> int | None:
    """Return the cap on expenses by receipt."""
    by_receipt = way_of(stint) is ExpenseWay.RECEIPTS
    return stint.grant.expense_cap_ore if by_receipt else None


def drive_cap_of(stint: Stint) -> int | None:
    """Return the cap on driving in øre."""
    return None if stint.helper is None or stint.number % CAPPED else DRIVE_CAP


def terms_of_stint(stint: Stint) -> PayTerms:
    """Return what an assignment says about pay, and who is paid."""
    helper = stint.helper
    return PayTerms(
        hour_kind=hour_rate_of(stint.solution),
        drive_cap_metres=stint.grant.drive_cap_metres,
        expense_cap_ore=expense_cap_of(stint),
        drive_cap_ore=drive_cap_of(stint),
        expense_way=way_of(stint),
        born_on=helper.draft.person.birth_date if helper else None,
        contact=helper.number if helper else None,
    )


def own_rate_of(helper: Helper, today: date) -> tuple[RateRow, ...]:
    """Return the rate one support contact has for himself; () for most."""
    number = helper.number
    if helper.stage is not None or number % OWN != 2:
        return ()
    ended = number % WAS_OWN != 2
    year = today.year - 1 if ended else today.year
    return (
        RateRow(
            RateKind.HOUR_INDIVIDUAL,
            date(year, 1, 1),
            OWN_RATE,
            contact=number,
            valid_to=date(year, 12, 31) if ended else None,
        ),
    )


def own_rate_rows(helpers: Sequence[Helper], today: date, stamp: Row) -> Iterator[Row]:
    """Yield the rows of the rates of one support contact each."""
    for helper in helpers:
        for rate in own_rate_of(helper, today):
            yield {
                "contact_number": rate.contact,
                "kind": rate.kind,
                "valid_from": rate.valid_from,
                "valid_to": rate.valid_to,
                "amount_ore": rate.amount_ore,
                "reason": OWN_REASON,
                **stamp,
            }


def pay_code_rows(stamp: Row) -> Iterator[Row]:
    """Yield lønnsart and kontering of each kind of pay."""
    for employment, codes in ((None, CODES), (Employment.EMPLOYEE, OF_EMPLOYEES)):
        for kind, (pay_code, account) in codes.items():
            yield {
                "kind": kind,
                "employment": employment,
                "valid_from": SINCE,
                "pay_code": pay_code,
                "account": account,
                **stamp,
            }


def layout_row(stamp: Row) -> Row:
    """Return the layout of the payroll file: the standard one, and the sheet."""
    columns = (*STANDARD.columns, new_column(PayrollField.SHEET))
    return {
        "name": LAYOUT,
        "format": LayoutFormat.CSV,
        "valid_from": SINCE,
        "columns": frozen(type(STANDARD)(columns), without=("format", "has_header")),
        "has_header": True,
        "is_used": True,
        **stamp,
    }
