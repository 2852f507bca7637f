"""The cells of a payroll file as they stand in it, to be shown on screen."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date

from stkdesk.documents.payroll_file_csv import csv_file
from stkdesk.documents.payroll_file_fixed import fixed_file
from stkdesk.documents.payroll_file_text import one_line
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import Column, Layout
from stkdesk.domain.payroll_values import Amount, FileHead, Month, Value, value_of
from stkdesk.domain.run_content import RunLine

Row = tuple[str, ...]


def preview(
    layout: Layout, lines: Sequence[RunLine], head: FileHead
) -> tuple[Row, ...]:
    """Return the cells of each line, headings first where the file has them.

    Of a CSV without its quotation marks, of fixed columns with all that fills them up.

    Raises:
        CannotPrintError: if a value does not fit its fixed column.

    """
    match layout.format:
        case LayoutFormat.CSV:
            text = csv_file(layout, lines, head).decode("utf-8-sig")
            return tuple(map(tuple, csv.reader(text.splitlines(), delimiter=";")))
        case LayoutFormat.FIXED:
            data = fixed_file(layout, lines, head).decode(layout.encoding)
            return tuple(_cut(line, layout) for line in data.split("\r\n")[:-1])
    return tuple(_workbook_rows(layout, lines, head))


def _cut(line: str, layout: Layout) -> Row:
    cells: list[str] = []
    at = 0
    for column in layout.columns:
        cells.append(line[at : at + column.width])
        at += column.width
    return tuple(cells)


def _workbook_rows(
    layout: Layout, lines: Sequence[RunLine], head: FileHead
) -> Iterator[Row]:
    if layout.has_header:
        yield tuple(one_line(column.heading) for column in layout.columns)
    for place, line in enumerate(lines, 1):
        yield tuple(
            _shown(column, value_of(column, line, head, place))
            for column in layout.columns
        )


def _shown(column: Column, value: Value) -> str:
    match value:
        case Amount():
            return value.text()
        case Month():
            return column.date_form.month_text(value.text)
        case date():
            return column.date_form.day_text(value)
    return one_line(value)
