"""The payroll file: the lines of a run, written as the office's layout says.

The same lines give the same bytes, so that what was previewed is what is sent. Nothing
in the file names a client, and nothing beside the lines tells who made it.
"""

from __future__ import annotations

from collections.abc import Sequence

from stkdesk.documents.payroll_file_csv import csv_file
from stkdesk.documents.payroll_file_fixed import fixed_file
from stkdesk.documents.payroll_file_xlsx import xlsx_file
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import Layout
from stkdesk.domain.payroll_values import FileHead
from stkdesk.domain.run_content import RunLine

ENDINGS = {
    LayoutFormat.CSV: ".csv",
    LayoutFormat.FIXED: ".txt",
    LayoutFormat.XLSX: ".xlsx",
}


def payroll_file(layout: Layout, lines: Sequence[RunLine], head: FileHead) -> bytes:
    """Return the file of ``lines``.

    Raises:
        CannotPrintError: if a value does not fit its fixed column.

    """
    make = {
        LayoutFormat.CSV: csv_file,
        LayoutFormat.FIXED: fixed_file,
        LayoutFormat.XLSX: xlsx_file,
    }[layout.format]
    return make(layout, lines, head)


def payroll_file_name(layout: Layout, run_code: str) -> str:
    """Return the name of the file of a run; it names nobody."""
    return f"lonn-{run_code}{ENDINGS[layout.format]}"
