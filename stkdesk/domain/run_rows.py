"""Payroll runs as the office sees them in its list, and one of them opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from stkdesk.domain.pay_run import RunFileKind, RunState, RunStep


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the list of runs."""

    number: int
    version: int
    code: str  # "2026-10-1"
    period_number: int
    period_label: str
    state: RunState
    done: RunStep
    pay_on: date
    sheets: int
    sum_ore: int
    made_at: datetime
    made_by: str  # name; "" when the program did it


@dataclass(frozen=True, slots=True)
class RunFileRow:
    """One file of a run, without its bytes."""

    number: int
    kind: RunFileKind
    name: str
    sha256: str
    size: int
    delivered_at: datetime | None


@dataclass(frozen=True, slots=True)
class RunSheetRow:
    """One sheet that was in a run."""

    number: int  # of the sheet
    is_leader: bool
    contact: str  # name
    assignment_code: str  # "O-12", "G-3"
    period_label: str
    is_correction: bool
    sum_ore: int
    is_archived: bool


@dataclass(frozen=True, slots=True)
class OpenRun:
    """One run in full."""

    row: RunRow
    files: tuple[RunFileRow, ...]
    sheets: tuple[RunSheetRow, ...]
    period_is_closed: bool
    confirmed_on: date | None = None
    confirmed_by: str = ""
    reversed_at: datetime | None = None
    reversed_by: str = ""
    reverse_reason: str = ""

    @property
    def unarchived(self) -> int:
        """How many of its sheets have no statement in the archive yet."""
        return sum(not sheet.is_archived for sheet in self.sheets)
