"""Half a page about a month, or a run of it, for the leader: figures and no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.pay_line import PayKind


@dataclass(frozen=True, slots=True)
class PaidKind:
    """All that is paid of one kind; quantity in minutes, metres or months."""

    kind: PayKind
    quantity: int
    sum_ore: int


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What went to payroll."""

    sheets: int
    leader_sheets: int  # of those who lead groups
    contacts: int  # persons who are paid
    minutes: int
    metres: int
    kinds: tuple[PaidKind, ...]
    sum_ore: int
    corrections: int  # of earlier sheets, among the sums above
    correction_ore: int


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """How the paper came in; each sheet is counted in one of the first four."""

    entered: int
    nothing: int  # no hours
    waiting: int  # here, or sent back, and not entered
    missing: int
    late: int  # came after the day they were due
    returned: int  # sent back to be completed, some of them since put right
    reminded: int  # assignments that were reminded

    @property
    def expected(self) -> int:
        """Sheets there should have been."""
        return self.entered + self.nothing + self.waiting + self.missing


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Everything on the half page."""

    period: str  # "Oktober 2026"
    code: str  # "2026-10-1" of a run; "" for all that went of the period
    pay_on: date | None
    is_reversed: bool
    run: RunFigures
    month: MonthFigures
    next_period: str  # "November 2026"
    next_due_on: date | None
    next_pay_on: date | None
