"""A few corrections: what was wrong on a sheet that is paid, and came out later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from stkdesk.domain.corrected import difference
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay import pay_of
from stkdesk.domain.pay_difference import difference as pay_difference
from stkdesk.domain.rate import RateRow
from stkdesk.domain.timesheet import SheetState, Visit
from stkdesk.services.practice.pay_terms import own_rate_of, terms_of_stint, way_of
from stkdesk.services.practice.run_days import RunDays
from stkdesk.services.practice.sheets import InventedSheet

LONGER = 30  # minutes
RECEIPT = 145_00
Numbered = tuple[int, InventedSheet]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A period whose sheets are paid, and when what was wrong with one was found."""

    number: int  # of the period
    rates: tuple[RateRow, ...]
    sheets: Sequence[Numbered]
    found_on: date
    today: date


def correction_of(of: Corrected, age: int, run: RunDays | None) -> InventedSheet | None:
    """Return the correction of one sheet of a period, if it has any to correct.

    ``age`` is of the period it is made in: what was wrong goes by it. The correction
    goes with ``run``; None: it is entered, and nobody has signed it.
    """
    for number, sheet in of.sheets:
        paid = sheet.run is not None and sheet.run.serial == 1 and sheet.serial == 1
        place = sheet.stint.number  # the first is left as it is, for the help
        if not paid or len(sheet.visits) < 2 or place == 1 or place % 3 != age:
            continue
        if (changed := _changed(age, sheet)) is not None:
            return _correction(of, number, sheet, changed, run)
    return None


def _changed(age: int, sheet: InventedSheet) -> tuple[str, tuple[Visit, ...]] | None:
    first, *rest = sheet.visits
    if age == 2:
        return "Siste besøk var ført to ganger.", sheet.visits[:-1]
    if age == 1:
        longer = replace(first, minutes=first.minutes + LONGER)
        return "Første besøk varte en halv time lenger.", (longer, *rest)
    if age or way_of(sheet.stint) is not ExpenseWay.RECEIPTS or first.expense_ore:
        return None
    spent = replace(first, expense_ore=RECEIPT, has_receipt=True)
    return "En kvittering kom etterpå.", (spent, *rest)


def _correction(
    of: Corrected,
    number: int,
    sheet: InventedSheet,
    changed: tuple[str, tuple[Visit, ...]],
    run: RunDays | None,
) -> InventedSheet:
    reason, visits = changed
    stint = sheet.stint
    assert stint.helper is not None
    own = own_rate_of(stint.helper, of.today)
    pay = pay_of(visits, (*of.rates, *own), terms_of_stint(stint))
    signed = None
    if run is not None:
        signed = datetime.combine(run.made_on, time(9), UTC)
    return InventedSheet(
        stint=stint,
        state=SheetState.RECEIVED if run is None else run.leaves,
        received_on=of.found_on,
        granted_minutes=0,
        visits=difference(sheet.visits, visits),
        paid=pay_difference(pay, sheet.paid),
        control_minutes=None,
        checked_at=signed,
        approved_at=signed,
        run=run,
        serial=2,
        corrects=number,
        period=of.number,
        reason=reason,
    )
