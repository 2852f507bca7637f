"""What stands in each cell of a payroll file, before it is written in any format.

Numbers are whole: ``Amount(1250, 2)`` is 12,50. Halves are rounded away from zero, so
that a line taken back is the very opposite of the line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.payroll_layout import Column, PayrollField
from stkdesk.domain.run_content import RunLine, RunUnit

MINUTES_AN_HOUR = 60
METRES_A_KM = 1000
ORE_A_KRONE = 100


@dataclass(frozen=True, slots=True)
class FileHead:
    """What a payroll file tells of the run it belongs to."""

    run_code: str  # "2026-10-1"
    pay_on: date
    made_on: date


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with decimals, in whole parts of the last of them."""

    parts: int
    decimals: int

    def text(self, sign: str = ",") -> str:
        """Return it with ``sign`` before the decimals, ``-0,50``; "" leaves it out."""
        minus = "-" if self.parts < 0 else ""
        digits = str(abs(self.parts)).rjust(self.decimals + 1, "0")
        if not self.decimals:
            return minus + digits
        whole, rest = digits[: -self.decimals], digits[-self.decimals :]
        return f"{minus}{whole}{sign}{rest}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month, ``2026-10``."""

    text: str


Value = str | Amount | Month | date


def value_of(column: Column, line: RunLine, head: FileHead, place: int) -> Value:
    """Return what ``column`` shows of ``line``, which is number ``place`` from 1."""
    match column.field:
        case PayrollField.QUANTITY:
            return _quantity(line, column.decimals)
        case PayrollField.RATE:
            return _rate(line, column.decimals)
        case PayrollField.AMOUNT:
            return _share(line.sum_ore, ORE_A_KRONE, column.decimals)
        case PayrollField.PLACE:
            return Amount(place, 0)
        case PayrollField.MONTH:
            return Month(line.work_month)
        case PayrollField.PAY_DAY:
            return head.pay_on
        case PayrollField.MADE_ON:
            return head.made_on
    return {
        PayrollField.EMPLOYEE_NUMBER: line.employee_number,
        PayrollField.CONTACT_NAME: line.contact_name,
        PayrollField.PERIOD: line.period_code,
        PayrollField.PAY_CODE: line.pay_code,
        PayrollField.KIND: line.kind.label,
        PayrollField.UNIT: unit_text(line.unit),
        PayrollField.ACCOUNT: line.account,
        PayrollField.ASSIGNMENT: line.assignment_code,
        PayrollField.SHEET: line.sheet_code,
        PayrollField.RUN: head.run_code,
        PayrollField.FIXED_TEXT: column.text,
    }[column.field]


def unit_text(unit: RunUnit) -> str:
    """Return the unit in a payroll file; a plain sum is one piece of its own sum."""
    return unit.label or "stk"


def _quantity(line: RunLine, decimals: int) -> Amount:
    match line.unit:
        case RunUnit.MINUTES:
            return _share(line.quantity, MINUTES_AN_HOUR, decimals)
        case RunUnit.METRES:
            return _share(line.quantity, METRES_A_KM, decimals)
        case RunUnit.MONTHS:
            return _share(line.quantity, 1, decimals)
    return _share(-1 if line.sum_ore < 0 else 1, 1, decimals)


def _rate(line: RunLine, decimals: int) -> Amount:
    plain = line.unit is RunUnit.NONE
    return _share(abs(line.sum_ore) if plain else line.rate_ore, ORE_A_KRONE, decimals)


def _share(amount: int, parts: int, decimals: int) -> Amount:
    """Return ``amount / parts`` with ``decimals``, halves away from zero."""
    scaled = abs(amount) * 10**decimals
    rounded = (2 * scaled + parts) // (2 * parts)
    return Amount(-rounded if amount < 0 else rounded, decimals)
