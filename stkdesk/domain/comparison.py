"""A month beside the old spreadsheet: one line an assignment, to be ticked off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """All that is entered of one assignment in the period, corrections with it."""

    assignment_number: int
    contact: str  # name
    client: str  # in the office's name mode; the case copy only
    standing: str  # "Godkjent"
    minutes: int
    metres: int
    expense_ore: int
    pay_ore: int


@dataclass(frozen=True, slots=True)
class ComparedSums:
    """What the lines come to."""

    sheets: int
    minutes: int
    metres: int
    expense_ore: int
    pay_ore: int


def sums_of_rows(rows: Iterable[ComparedRow]) -> ComparedSums:
    """Return the sums of the printed lines."""
    found = list(rows)
    return ComparedSums(
        len(found),
        sum(row.minutes for row in found),
        sum(row.metres for row in found),
        sum(row.expense_ore for row in found),
        sum(row.pay_ore for row in found),
    )
