"""Pay: the frozen lines of each sheet, and the runs that took them to payroll."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_run import LayoutFormat, RunFileKind, RunState, RunStep
from stkdesk.domain.rate import RateKind
from stkdesk.domain.timesheet import SheetState
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import Number, Ore, code


class OwnRate(Edited, Base, kw_only=True):
    """A rate agreed with one support contact, instead of the one for all."""

    __tablename__ = "own_rates"
    rules = (
        sa.UniqueConstraint("contact_number", "kind", "valid_from"),
        not_backwards("valid_from", "valid_to"),
        *not_negative("amount_ore"),
    )

    number: Mapped[int] = number_key()
    contact_number: Mapped[int] = points_to("contacts.number", index=False)
    kind: Mapped[RateKind] = mapped_column(code(RateKind, "own_rate_kind"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(default=None)  # then the one for all
    amount_ore: Mapped[int] = mapped_column(Ore)
    reason: Mapped[str] = mapped_column(default="")


class LeaderSheet(Edited, Base, kw_only=True):
    """What a support contact who leads a group is paid for in one period.

    Made from the meetings held; ``minutes`` stand as they were when it was made. A
    correction has the next ``serial`` and the difference only, as a timesheet has.
    """

    __tablename__ = "leader_sheets"
    rules = (
        sa.UniqueConstraint(
            "contact_number", "group_number", "period_number", "serial"
        ),
        sa.Index("ix_leader_sheets_period_number_state", "period_number", "state"),
        sa.Index("ix_leader_sheets_run_number", "run_number"),
    )

    number: Mapped[int] = number_key()
    group_number: Mapped[int] = points_to("activity_groups.number")
    contact_number: Mapped[int] = points_to("contacts.number", index=False)
    period_number: Mapped[int] = points_to("periods.number", index=False)
    serial: Mapped[int] = mapped_column(default=1)
    state: Mapped[SheetState] = mapped_column(
        code(SheetState, "leader_sheet_state"), default=SheetState.RECEIVED
    )
    minutes: Mapped[int] = mapped_column(default=0)
    pay_ore: Mapped[int] = mapped_column(Ore, default=0)
    entered_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    checked_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    run_number: Mapped[int | None] = points_to(
        "pay_runs.number", index=False, default=None
    )
    paid_on: Mapped[date | None] = mapped_column(default=None)


class PaidLine(Base, kw_only=True):
    """One line of what a sheet pays, frozen: never worked out again.

    Written when the sheet is registered, in place of those before; below zero in a
    correction. ``unpaid_quantity`` and ``unpaid_ore``: what a cap kept from being paid.
    """

    __tablename__ = "pay_lines"
    rules = (
        sa.CheckConstraint(
            "(sheet_number IS NULL) <> (leader_sheet_number IS NULL)", name="one_sheet"
        ),
    )

    number: Mapped[int] = number_key()
    sheet_number: Mapped[int | None] = points_to(
        "timesheets.number", ondelete="CASCADE", default=None
    )
    leader_sheet_number: Mapped[int | None] = points_to(
        "leader_sheets.number", ondelete="CASCADE", default=None
    )
    place: Mapped[int]  # in the order they are printed, from 1
    kind: Mapped[PayKind] = mapped_column(code(PayKind, "pay_kind"))
    quantity: Mapped[int] = mapped_column(
        default=0
    )  # minutes, metres, months; 0: a sum
    rate_ore: Mapped[int] = mapped_column(Ore, default=0)  # an hour, a km, a month
    sum_ore: Mapped[int] = mapped_column(Ore)
    account: Mapped[str] = mapped_column(default="")  # of the lines, "": the usual one
    unpaid_quantity: Mapped[int] = mapped_column(default=0)
    unpaid_ore: Mapped[int] = mapped_column(Ore, default=0)


class PayRun(Edited, Base, kw_only=True):
    """Sheets of one period that went to payroll together."""

    __tablename__ = "pay_runs"
    rules = (
        sa.UniqueConstraint("period_number", "serial"),
        sa.Index("ix_pay_runs_state", "state"),
        sa.CheckConstraint(
            "(state = 'confirmed') = (confirmed_on IS NOT NULL)",
            name="confirmed_has_day",
        ),
        sa.CheckConstraint(
            "(state = 'reversed') = (reversed_at IS NOT NULL)",
            name="reversed_has_moment",
        ),
    )

    number: Mapped[int] = number_key()
    period_number: Mapped[int] = points_to("periods.number", index=False)
    serial: Mapped[int]  # of the period, from 1
    state: Mapped[RunState] = mapped_column(
        code(RunState, "run_state"), default=RunState.SENT
    )
    done: Mapped[RunStep] = mapped_column(
        code(RunStep, "run_step"), default=RunStep.LOCK
    )  # the last step that is finished
    pay_on: Mapped[date]
    sheets: Mapped[int]
    sum_ore: Mapped[int] = mapped_column(Ore)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    confirmed_on: Mapped[date | None] = mapped_column(default=None)
    confirmed_by: Mapped[int | None] = mapped_column(Number, default=None)
    reversed_at: Mapped[datetime | None] = mapped_column(default=None)
    reversed_by: Mapped[int | None] = mapped_column(Number, default=None)
    reverse_reason: Mapped[str] = mapped_column(default="")


class PayRunSheet(Base, kw_only=True):
    """That a sheet was in a run, also after the run was taken back."""

    __tablename__ = "pay_run_sheets"
    rules = (
        sa.UniqueConstraint("run_number", "sheet_number"),
        sa.UniqueConstraint("run_number", "leader_sheet_number"),
        sa.CheckConstraint(
            "(sheet_number IS NULL) <> (leader_sheet_number IS NULL)", name="one_sheet"
        ),
    )

    number: Mapped[int] = number_key()
    run_number: Mapped[int] = points_to("pay_runs.number", index=False)
    sheet_number: Mapped[int | None] = points_to("timesheets.number", default=None)
    leader_sheet_number: Mapped[int | None] = points_to(
        "leader_sheets.number", default=None
    )
    sum_ore: Mapped[int] = mapped_column(Ore)
    paper_number: Mapped[int | None] = points_to(
        "papers.number", ondelete="SET NULL", default=None
    )  # its statement in the archive


class PayRunFile(Base, kw_only=True):
    """A file of a run, whole: what is delivered is these very bytes."""

    __tablename__ = "pay_run_files"
    rules = (
        sa.UniqueConstraint("run_number", "name"),
        sa.CheckConstraint("length(data) = size", name="size"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    number: Mapped[int] = number_key()
    run_number: Mapped[int] = points_to("pay_runs.number", index=False)
    kind: Mapped[RunFileKind] = mapped_column(code(RunFileKind, "run_file_kind"))
    name: Mapped[str]  # of the file; names nobody
    sha256: Mapped[str]
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True, repr=False)
    delivered_at: Mapped[datetime | None] = mapped_column(default=None)


class PayrollLayout(Edited, Base, kw_only=True):
    """How the payroll file is to look, from a day on: the office's own data."""

    __tablename__ = "payroll_layouts"
    rules = (sa.UniqueConstraint("name", "valid_from"),)

    number: Mapped[int] = number_key()
    name: Mapped[str]
    format: Mapped[LayoutFormat] = mapped_column(code(LayoutFormat, "layout_format"))
    valid_from: Mapped[date]
    columns: Mapped[str]  # JSON: domain.payroll_layout
    has_header: Mapped[bool] = yes_no("has_header", default=True)
    is_used: Mapped[bool] = yes_no("is_used", default=True)


class PayCode(Edited, Base, kw_only=True):
    """Lønnsart and kontering of one kind of pay, from a day on."""

    __tablename__ = "pay_codes"
    rules = (sa.Index("ix_pay_codes_kind", "kind", "valid_from"),)

    number: Mapped[int] = number_key()
    kind: Mapped[PayKind] = mapped_column(code(PayKind, "pay_code_kind"))
    employment: Mapped[Employment | None] = mapped_column(
        code(Employment, "pay_code_employment"), default=None
    )  # None: both
    solution: Mapped[Solution | None] = mapped_column(
        code(Solution, "pay_code_solution"), default=None
    )  # None: all
    valid_from: Mapped[date]
    pay_code: Mapped[str] = mapped_column(default="")  # lønnsart
    account: Mapped[str] = mapped_column(default="")  # kontering
