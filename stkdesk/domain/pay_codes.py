"""Lønnsart and kontering: which code a line of pay has, by kind, contact and solution.

The office's own data, from a day on; nothing is made up when a code is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.pay import PayKind

LONGEST = 40  # characters of a code


@dataclass(frozen=True, slots=True)
class PayCodeRow:
    """One row: for a kind of pay, and only for whom it says."""

    kind: PayKind
    valid_from: date
    pay_code: str  # lønnsart
    account: str = ""  # kontering
    employment: Employment | None = None  # None: both
    solution: Solution | None = None  # None: all

    @property
    def whom(self) -> str:
        """For whom it is, in words."""
        return whom_text(self.employment, self.solution)

    @property
    def place(self) -> tuple[PayKind, Employment | None, Solution | None, date]:
        """What tells it from every other row."""
        return self.kind, self.employment, self.solution, self.valid_from


@dataclass(frozen=True, slots=True)
class MissingCode:
    """That a kind of pay has no code for somebody on a day."""

    kind: PayKind
    employment: Employment
    solution: Solution
    on: date

    @property
    def sentence(self) -> str:
        """What is missing, and where it is put right."""
        return (
            f"{self.kind.label} ({whom_text(self.employment, self.solution)}) har "
            f"ingen lønnsart {long_date(self.on)}. Legg den inn under "
            "Innstillinger, Lønnsfil."
        )


def whom_text(employment: Employment | None, solution: Solution | None) -> str:
    """Return ``alle``, or ``oppdragstaker, aktivitetsgruppe``."""
    said = [each.label for each in (employment, solution) if each is not None]
    return ", ".join(said).lower() or "alle"


def code_for(
    rows: Iterable[PayCodeRow],
    kind: PayKind,
    employment: Employment,
    solution: Solution,
    day: date,
) -> PayCodeRow | None:
    """Return the row that holds, or None when the office has set none.

    Of those that have begun, the one that says most of whom it is for: contact and
    solution before contact alone, before solution alone, before all. Of equals, the
    newest. A row that says less therefore never changes what one that says more gives.
    """
    fitting = [
        row
        for row in rows
        if row.kind is kind
        and row.valid_from <= day
        and row.employment in (None, employment)
        and row.solution in (None, solution)
    ]
    return max(fitting, key=_weight, default=None)


def _weight(row: PayCodeRow) -> tuple[bool, bool, date]:
    return row.employment is not None, row.solution is not None, row.valid_from


def pay_code_problems(row: PayCodeRow) -> tuple[Problem, ...]:
    """Return what must be put right before ``row`` is saved."""
    found: list[Problem] = []
    if not row.pay_code.strip():
        found.append(Problem("pay_code", "Skriv lønnsarten lønnskontoret bruker."))
    for name, value in (("pay_code", row.pay_code), ("account", row.account)):
        if len(value) > LONGEST:
            found.append(Problem(name, f"Høyst {LONGEST} tegn."))
        if not value.isprintable():
            found.append(Problem(name, "Skriv koden på én linje, uten tabulator."))
    return tuple(found)
