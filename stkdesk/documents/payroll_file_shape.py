"""Whether a text from somebody else's file has the shape a column of ours gives it."""

from __future__ import annotations

import re
from datetime import date

from stkdesk.domain.payroll_layout import Column, DecimalSign, PayrollField, Shape
from stkdesk.domain.payroll_values import Amount

_MONTH = "2026-10"
_DAY = date(2026, 10, 31)


def shape_complaint(column: Column, text: str) -> str:
    """Return how ``text`` differs from what ``column`` writes, "" when it does not.

    Texts of the office's own, as names and codes, may be anything.
    """
    example, pattern = _expected(column)
    if pattern is None or re.fullmatch(pattern, text):
        return ""
    shown = f"«{text}»" if text else "ingenting"
    return f"«{column.title}»: eksempelet har {shown}, oppsettet skriver «{example}»."


def _expected(column: Column) -> tuple[str, str | None]:
    """Return an example, and a pattern every value of ``column`` follows."""
    match column.field.shape:
        case Shape.DAY:
            example = column.date_form.day_text(_DAY)
            return example, _digits(example)
        case Shape.MONTH:
            example = column.date_form.month_text(_MONTH)
            return example, _digits(example)
        case Shape.NUMBER:
            return _number(column)
    match column.field:
        case PayrollField.FIXED_TEXT:
            return column.text, re.escape(column.text)
        case PayrollField.UNIT:
            return "timer", "timer|km|mnd|stk"
    return "", None


def _number(column: Column) -> tuple[str, str]:
    if column.field is PayrollField.PLACE:
        return "1", r"[0-9]+"
    sign = "," if column.sign is DecimalSign.COMMA else ""
    example = Amount(1250 * 10 ** (column.decimals - 2), column.decimals).text(sign)
    return example, rf"-?[0-9]+{sign}[0-9]{{{column.decimals}}}"


def _digits(example: str) -> str:
    """Return a pattern with any digit where ``example`` has one."""
    return "".join("[0-9]" if sign.isdigit() else re.escape(sign) for sign in example)
