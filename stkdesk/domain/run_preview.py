"""What the office sees before a payroll run: what lacks, is wrong, and is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.contact import Employment
from stkdesk.domain.pay_run import RunFileKind
from stkdesk.domain.rule import Remedy


class Lack(StrEnum):
    """Why a sheet that should have been here cannot go with the run."""

    MISSING = "missing"
    ARRIVED = "arrived"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Lack.MISSING: "Ikke kommet inn",
            Lack.ARRIVED: "Mottatt, ikke ført",
            Lack.RETURNED: "Sendt tilbake",
        }[self]

    @property
    def remedy(self) -> Remedy:
        """The way out."""
        return {
            Lack.MISSING: Remedy("Purr", "pay/remind"),
            Lack.ARRIVED: Remedy("Før timelisten", "pay/sheet"),
            Lack.RETURNED: Remedy("Åpne timelisten", "pay/sheet"),
        }[self]


@dataclass(frozen=True, slots=True)
class LackingSheet:
    """One sheet of the period that is not here, or not entered."""

    assignment_number: int
    contact: str  # name, for the screen only
    why: Lack
    on: date | None = None  # came, or was sent back; None: never came
    reminded_on: date | None = None
    minutes: int = 0  # a missing sheet has none


class Wrong(StrEnum):
    """What looks wrong with a sheet or with whom it pays."""

    NOT_CHECKED = "not_checked"
    NOT_APPROVED = "not_approved"
    NO_RATE = "no_rate"
    SUMS_MOVED = "sums_moved"
    CONTROL_SUM = "control_sum"
    NO_EMPLOYEE_NUMBER = "no_employee_number"
    NO_BANK_ACCOUNT = "no_bank_account"
    NO_PAY_CODE = "no_pay_code"
    NO_LAYOUT = "no_layout"
    EARLIER_FIRST = "earlier_first"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class RunProblem:
    """One thing to look at before the run; ``blocks``: its sheet waits for a later."""

    wrong: Wrong
    sentence: str
    blocks: bool
    assignment_number: int | None = None
    period_number: int | None = None
    contact_number: int | None = None
    group_number: int | None = None
    contact: str = ""  # name, for the screen only


@dataclass(frozen=True, slots=True)
class ContactTotal:
    """What the run pays one support contact, and what caps keep from being paid."""

    contact_number: int
    contact: str  # name
    employee_number: str
    employment: Employment
    sheets: int
    corrections: int
    minutes: int
    metres: int
    expense_ore: int  # paid of expenses, of whatever kind
    sum_ore: int
    unpaid_metres: int = 0
    unpaid_ore: int = 0
    holiday_ore: int | None = None  # feriepenger, told only of an employee


@dataclass(frozen=True, slots=True)
class RunFile:
    """One file of a run, whole. Its name says period and run, and nobody."""

    kind: RunFileKind
    name: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Taken:
    """One sheet in a run, as it was when the run was looked at."""

    number: int
    version: int
    is_leader: bool = False  # of a group: another table


@dataclass(frozen=True, slots=True)
class RunChoice:
    """What the person has seen and says yes to: these sheets, these very bytes."""

    taken: tuple[Taken, ...]
    sha256: tuple[str, ...]  # of the files, in their order
    made_on: date  # the day on the control list


@dataclass(frozen=True, slots=True)
class RunPreview:
    """A run as it would be. The files are those that will be delivered."""

    period_number: int
    period_label: str  # "Oktober 2026"
    code: str  # "2026-10-1"
    pay_on: date
    expected: int  # sheets of the period, those without hours among them
    nothing: int  # said to have no hours
    before: int  # went with an earlier run of the period
    lacking: tuple[LackingSheet, ...]
    problems: tuple[RunProblem, ...]
    totals: tuple[ContactTotal, ...]
    files: tuple[RunFile, ...]
    choice: RunChoice
    lines: int  # of the payroll file
    sum_ore: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ready to be paid."""
        return not self.choice.taken
