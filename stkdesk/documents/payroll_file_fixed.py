"""A payroll file with columns of fixed width, and nothing between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stkdesk.documents.payroll_file_text import in_encoding, one_line
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.payroll_layout import Align, Column, DecimalSign, Fill, Layout
from stkdesk.domain.payroll_values import Amount, FileHead, Month, Value, value_of
from stkdesk.domain.run_content import RunLine


def fixed_file(layout: Layout, lines: Sequence[RunLine], head: FileHead) -> bytes:
    """Return ``lines``, each as long as the widths together, ended by CRLF.

    Raises:
        CannotPrintError: if a value is too long and may not be cut. It tells of the
            column and of the employee number, never of a name.

    """
    made: list[str] = []
    if layout.has_header:
        made.append("".join(_heading(column, layout) for column in layout.columns))
    for place, line in enumerate(lines, 1):
        made.append(
            "".join(
                _cell(column, value_of(column, line, head, place), layout, line)
                for column in layout.columns
            )
        )
    return "".join(f"{text}\r\n" for text in made).encode(layout.encoding)


def _heading(column: Column, layout: Layout) -> str:
    text = in_encoding(one_line(column.heading), layout.encoding)
    return text[: column.width].ljust(column.width)


def _cell(column: Column, value: Value, layout: Layout, line: RunLine) -> str:
    match value:
        case Amount():
            text = value.text("," if column.sign is DecimalSign.COMMA else "")
        case Month():
            text = column.date_form.month_text(value.text)
        case date():
            text = column.date_form.day_text(value)
        case str():
            text = in_encoding(one_line(value), layout.encoding)
            if column.is_cut:
                text = text[: column.width]
    if len(text) > column.width:
        raise _too_long(column, line)
    return filled(column, text, is_number=isinstance(value, Amount))


def filled(column: Column, text: str, *, is_number: bool) -> str:
    """Return ``text`` filled up to the width of ``column``."""
    if column.align is Align.LEFT:
        return text.ljust(column.width, column.fill)
    if is_number and column.fill is Fill.ZERO:
        return text.zfill(column.width)  # the minus stands before the zeros
    return text.rjust(column.width, column.fill)


def _too_long(column: Column, line: RunLine) -> CannotPrintError:
    return CannotPrintError(
        f"Kolonnen «{column.title}» er for smal.",
        f"For ansattnummer {line.employee_number or '(mangler)'} er verdien lengre enn "
        f"{column.width} tegn. Gjør kolonnen bredere under Innstillinger, Lønnsfil, "
        "eller la den kuttes. Ingenting er laget.",
    )
