"""Invented lines, to see what a payroll file looks like before anybody is paid by it.

They hold what goes wrong in such files: zeros in front, letters of our own, a semicolon
in a name, a name that looks like a formula, and a correction below zero.
"""

from __future__ import annotations

from datetime import date

from stkdesk.domain.pay import PayKind
from stkdesk.domain.payroll_values import FileHead
from stkdesk.domain.run_content import UNIT_OF, RunLine

SAMPLE_HEAD = FileHead("2026-10-1", date(2026, 11, 12), date(2026, 11, 5))


def _line(
    number: str, name: str, code: str, kind: PayKind, facts: tuple[int, int, int]
) -> RunLine:
    quantity, rate, total = facts
    return RunLine(
        employee_number=number,
        contact_name=name,
        period_code="2026-10",
        work_month="2026-10",
        pay_code=code,
        kind=kind,
        quantity=quantity,
        unit=UNIT_OF[kind],
        rate_ore=rate,
        sum_ore=total,
        account="10500-234-001",
        assignment_code=f"O-{int(number) % 100}",
        sheet_code=f"{int(number) % 100}-2026-10",
    )


SAMPLE_LINES = (
    _line("00417", "Prøve, Ærlig", "P100", PayKind.HOURS, (1215, 24135, 488734)),
    _line("00417", "Prøve, Ærlig", "P200", PayKind.DRIVE_TAX_FREE, (86400, 350, 30240)),
    _line("00417", "Prøve, Ærlig", "P210", PayKind.DRIVE_TAXABLE, (86400, 180, 15552)),
    _line("00532", "Eksempel; Åse Øy", "P100", PayKind.HOURS, (260, 24135, 104585)),
    _line("00532", "Eksempel; Åse Øy", "P300", PayKind.EXPENSES, (0, 0, 19900)),
    _line("01024", "-Minus, Bindestrek", "P100", PayKind.HOURS, (-90, 24135, -36203)),
)
