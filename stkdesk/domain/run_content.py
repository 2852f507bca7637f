"""What a payroll run tells payroll: one line for each thing that is paid.

No line names a client: ``assignment_code`` is all that payroll sees of whom the work
was for (domain.md 4.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.pay import PayKind


class RunUnit(StrEnum):
    """What the quantity of a line counts."""

    MINUTES = "minutes"  # told as hours
    METRES = "metres"  # told as km
    MONTHS = "months"
    NONE = "none"  # a plain sum: the quantity is 0

    @property
    def label(self) -> str:
        """The word in files and on papers."""
        return {
            RunUnit.MINUTES: "timer",
            RunUnit.METRES: "km",
            RunUnit.MONTHS: "mnd",
            RunUnit.NONE: "",
        }[self]


UNIT_OF = {
    PayKind.HOURS: RunUnit.MINUTES,
    PayKind.DRIVE_TAX_FREE: RunUnit.METRES,
    PayKind.DRIVE_TAXABLE: RunUnit.METRES,
    PayKind.PASSENGER: RunUnit.METRES,  # metres × passengers
    PayKind.EXPENSES: RunUnit.NONE,
    PayKind.EXPENSE_HOUR: RunUnit.MINUTES,
    PayKind.EXPENSE_MONTH: RunUnit.MONTHS,
}


@dataclass(frozen=True, slots=True)
class RunLine:
    """One line of the payroll file. Quantity and sum are below zero in corrections."""

    employee_number: str  # text: leading zeros count
    contact_name: str  # "Etternavn, Fornavn"
    period_code: str  # "2026-10", of the sheet; a correction has its own
    work_month: str  # "2026-10", the month most of the period's days lie in
    pay_code: str  # lønnsart
    kind: PayKind
    quantity: int  # in ``unit``
    unit: RunUnit
    rate_ore: int  # an hour, a km, a month; 0 for a plain sum
    sum_ore: int
    account: str  # kontering
    assignment_code: str  # "O-12", or "G-3" for the leader of a group
    sheet_code: str = ""  # "12-2026-10", with "/2" for a first correction


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One line of the control list: all one contact is paid of one kind."""

    employee_number: str
    contact_name: str
    kind: PayKind
    pay_code: str
    quantity: int  # in the unit of its kind
    sum_ore: int


@dataclass(frozen=True, slots=True)
class ControlList:
    """Everything printed on the control list; nothing is looked up while printing."""

    sender: OfficeDraft
    run_code: str  # "2026-10-1"
    period_label: str
    pay_on: date
    made_on: date
    made_by: str
    sheets: int
    rows: tuple[ControlRow, ...]
    sum_ore: int
    file_name: str  # of the payroll file
    file_sha256: str
    attestants: tuple[str, ...]  # names of those who attested its sheets
    approvers: tuple[str, ...]  # names of those who approved them (anviser)
    practice: bool = False


def control_rows(lines: Sequence[RunLine]) -> tuple[ControlRow, ...]:
    """Return ``lines`` with those of one contact, kind and code added up, in order."""
    sums: dict[tuple[str, str, PayKind, str], tuple[int, int]] = {}
    for line in lines:
        key = (line.employee_number, line.contact_name, line.kind, line.pay_code)
        quantity, sum_ore = sums.get(key, (0, 0))
        sums[key] = (quantity + line.quantity, sum_ore + line.sum_ore)
    return tuple(ControlRow(*key, *sums[key]) for key in sums)


def run_code(period_code: str, serial: int) -> str:
    """Return the id of a run: ``2026-10-1``. It names nobody."""
    return f"{period_code}-{serial}"
