"""A payroll file as CSV: semicolons, UTF-8 with a mark, decimal comma, CRLF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stkdesk.documents.payroll_file_text import harmless
from stkdesk.domain.payroll_layout import Column, DecimalSign, Layout
from stkdesk.domain.payroll_values import Amount, FileHead, Month, Value, value_of
from stkdesk.domain.run_content import RunLine

BOM = "\ufeff"  # so that a spreadsheet reads the file as UTF-8


_NEEDS_MARKS = frozenset(';"')  # line breaks are gone already


def csv_file(layout: Layout, lines: Sequence[RunLine], head: FileHead) -> bytes:
    """Return ``lines`` as CSV; texts in quotation marks when the layout says so."""
    rows = [
        [
            _cell(column, value_of(column, line, head, place), layout)
            for column in layout.columns
        ]
        for place, line in enumerate(lines, 1)
    ]
    if layout.has_header:
        rows.insert(0, [_text(column.heading, layout) for column in layout.columns])
    return (BOM + "".join(f"{';'.join(row)}\r\n" for row in rows)).encode()


def _cell(column: Column, value: Value, layout: Layout) -> str:
    match value:
        case Amount():
            return value.text("," if column.sign is DecimalSign.COMMA else "")
        case date():
            return column.date_form.day_text(value)
        case Month():
            return _text(column.date_form.month_text(value.text), layout)
    return _text(value, layout)


def _text(text: str, layout: Layout) -> str:
    """Return ``text`` in quotation marks where the layout, or the text, asks for them.

    An empty text needs none: there is nothing to keep.
    """
    plain = harmless(text)
    if not plain or not (layout.has_quotes or _NEEDS_MARKS & set(plain)):
        return plain
    return '"' + plain.replace('"', '""') + '"'
