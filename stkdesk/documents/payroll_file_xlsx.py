"""A payroll file as a workbook: texts as text, numbers as numbers, days as days.

Written by XlsxWriter, which cannot read and never works anything out. Nothing passes
through a file on the disk, and the moment the workbook was made is always the same.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from stkdesk.documents.payroll_file_text import is_formula_like, one_line
from stkdesk.domain.payroll_layout import Column, DateForm, Layout
from stkdesk.domain.payroll_values import Amount, FileHead, Month, Value, value_of
from stkdesk.domain.run_content import RunLine

MADE = datetime(2000, 1, 1, tzinfo=UTC)  # of every workbook; says nothing of the run
SHEET = "Lønn"
NARROWEST, WIDEST = 8, 40  # characters of a column on screen
_DAYS = {
    DateForm.ISO: "yyyy\\-mm\\-dd",
    DateForm.NORWEGIAN: "dd\\.mm\\.yyyy",
    DateForm.PACKED: "yyyymmdd",
}
_OPTIONS = {
    "in_memory": True,  # no copy on the disk
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class _Looks:
    """The looks of cells; each is made once."""

    heading: Any
    text: Any
    guarded: Any  # text that stays text also when somebody edits the cell
    number: Callable[[int], Any]
    day: Callable[[DateForm], Any]


def xlsx_file(layout: Layout, lines: Sequence[RunLine], head: FileHead) -> bytes:
    """Return ``lines`` as a workbook of one sheet; it names nobody as its author."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"created": MADE})
    looks = _looks_of(book)
    sheet = book.add_worksheet(SHEET)
    at = 0
    if layout.has_header:
        for across, column in enumerate(layout.columns):
            sheet.write_string(0, across, one_line(column.heading), looks.heading)
        sheet.freeze_panes(1, 0)
        at = 1
    widths = [len(column.heading) for column in layout.columns]
    for place, line in enumerate(lines, 1):
        for across, column in enumerate(layout.columns):
            value = value_of(column, line, head, place)
            long = _write(sheet, at, across, column, value, looks)
            widths[across] = max(widths[across], long)
        at += 1
    for across, width in enumerate(widths):
        sheet.set_column(across, across, min(max(width + 2, NARROWEST), WIDEST))
    book.close()
    return out.getvalue()


def _write(
    sheet: Worksheet, at: int, across: int, column: Column, value: Value, looks: _Looks
) -> int:
    """Write a cell, and return how many signs it shows."""
    match value:
        case Amount():
            number = value.parts / 10**value.decimals
            sheet.write_number(at, across, number, looks.number(value.decimals))
            return len(value.text())
        case Month():
            text = column.date_form.month_text(value.text)
            sheet.write_string(at, across, text, looks.text)
        case date():
            sheet.write_datetime(at, across, value, looks.day(column.date_form))
            text = column.date_form.day_text(value)
        case str():
            text = one_line(value)
            look = looks.guarded if is_formula_like(text) else looks.text
            sheet.write_string(at, across, text, look)
    return len(text)


def _looks_of(book: Workbook) -> _Looks:
    numbers: dict[int, Any] = {}
    days: dict[DateForm, Any] = {}

    def _number(decimals: int) -> Any:
        if decimals not in numbers:
            pattern = "0." + "0" * decimals if decimals else "0"
            numbers[decimals] = book.add_format({"num_format": pattern})
        return numbers[decimals]

    def _day(form: DateForm) -> Any:
        if form not in days:
            days[form] = book.add_format({"num_format": _DAYS[form]})
        return days[form]

    return _Looks(
        heading=book.add_format({"bold": True, "num_format": "@"}),
        text=book.add_format({"num_format": "@"}),
        guarded=book.add_format({"num_format": "@", "quote_prefix": True}),
        number=_number,
        day=_day,
    )
