"""What must be put right in a layout before it is saved, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.errors import Problem
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import (
    STANDARD,
    Column,
    Layout,
    PayrollField,
)

MOST_COLUMNS = 40
WIDEST = 200  # characters
DECIMALS = range(2, 5)  # fewer would lose øre
_WITH_DECIMALS = (PayrollField.QUANTITY, PayrollField.RATE, PayrollField.AMOUNT)


@dataclass(frozen=True, slots=True)
class LayoutDraft:
    """A layout as the office fills it in."""

    name: str = ""
    valid_from: date | None = None
    is_used: bool = True
    layout: Layout = STANDARD


def layout_problems(draft: LayoutDraft) -> tuple[Problem, ...]:
    """Return every problem of ``draft``; those of its columns are under ``columns``."""
    found: list[Problem] = []
    if not draft.name.strip():
        found.append(Problem("name", "Gi oppsettet et navn, for eksempel «Lønn 2026»."))
    if draft.valid_from is None:
        found.append(Problem("valid_from", "Skriv fra hvilken dag det gjelder."))
    columns = draft.layout.columns
    if not columns:
        found.append(Problem("columns", "Velg minst én kolonne."))
    if len(columns) > MOST_COLUMNS:
        found.append(Problem("columns", f"Høyst {MOST_COLUMNS} kolonner."))
    for at, column in enumerate(columns, 1):
        if text := column_complaint(column, draft.layout.format):
            found.append(
                Problem(
                    "columns",
                    f"Kolonne {at}, «{column.title}»: {text[0].lower()}{text[1:]}",
                )
            )
    if not any(problem.field == "columns" for problem in found):
        found += _worth_a_look(draft.layout)
    return tuple(found)


def column_complaint(column: Column, made: LayoutFormat) -> str:
    """Return what is wrong with ``column`` in a file of this format, "" if nothing."""
    if column.field in _WITH_DECIMALS and column.decimals not in DECIMALS:
        return (
            f"Skriv fra {DECIMALS[0]} til {DECIMALS[-1]} desimaler, så ingen øre "
            "blir borte."
        )
    if not (column.heading + column.text).isprintable():
        return "Skriv overskrift og tekst på én linje, uten tabulator."
    if made is not LayoutFormat.FIXED:
        return ""
    if column.width not in range(1, WIDEST + 1):
        return f"Skriv en bredde fra 1 til {WIDEST} tegn."
    if column.field is PayrollField.FIXED_TEXT and len(column.text) > column.width:
        return f"Teksten er lengre enn {column.width} tegn."
    return ""


def _worth_a_look(layout: Layout) -> list[Problem]:
    """Return the warnings: a file payroll can hardly use."""
    fields = {column.field for column in layout.columns}
    found: list[str] = []
    if PayrollField.EMPLOYEE_NUMBER not in fields:
        found.append("Uten ansattnummer ser ikke lønn hvem linjen gjelder.")
    if PayrollField.PAY_CODE not in fields:
        found.append("Uten lønnsart ser ikke lønn hva linjen gjelder.")
    if not fields & {PayrollField.AMOUNT, PayrollField.QUANTITY}:
        found.append("Uten antall eller beløp ser ikke lønn hva som skal betales.")
    headings = [column.heading.strip().casefold() for column in layout.columns]
    if layout.has_header and len(set(headings)) < len(headings):
        found.append("To kolonner har samme overskrift.")
    return [Problem("columns", text, blocks=False) for text in found]
