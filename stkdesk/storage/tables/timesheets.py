"""Timesheets: what was done in one assignment in one period."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.sheet_ledger import ReminderStep, ReturnReason
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

_HOURS = (
    "number",
    "sheet_number",
    "work_on",
    "start_minute",
    "minutes",
    "metres",
    "expense_ore",
    "has_receipt",
    "account",
    "passengers",
)


class Timesheet(Edited, Base, kw_only=True):
    """One sheet that has come in; no row means it is still waited for.

    The first of an assignment in a period has ``serial`` 1. When it is locked, what
    was wrong stands on a correction: a sheet with the next serial, whose lines and
    sums are only what is different, so that all of them together are what is right.
    """

    __tablename__ = "timesheets"
    rules = (
        sa.UniqueConstraint("assignment_number", "period_number", "serial"),
        # With the assignment, the months of a year are filtered by this index only.
        sa.Index(
            "ix_timesheets_period_number_state",
            "period_number",
            "state",
            "assignment_number",
        ),
        *not_negative("granted_minutes"),
        *(
            sa.CheckConstraint(
                f"corrects_number IS NOT NULL OR {sum_} >= 0",
                name=f"{sum_}_not_negative",
            )
            for sum_ in ("minutes", "metres", "expense_ore")
        ),
        sa.CheckConstraint(
            "(serial = 1) = (corrects_number IS NULL)", name="corrects_another"
        ),
        sa.Index("ix_timesheets_run_number", "run_number"),
        sa.CheckConstraint("state <> 'nothing' OR minutes = 0", name="null_sheet"),
    )

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to("assignments.number", index=False)
    period_number: Mapped[int] = points_to("periods.number", index=False)
    state: Mapped[SheetState] = mapped_column(
        code(SheetState, "sheet_state"), default=SheetState.RECEIVED
    )
    received_on: Mapped[date]
    granted_minutes: Mapped[int] = mapped_column(default=0)  # frozen for the period
    minutes: Mapped[int] = mapped_column(default=0)  # sums of the lines
    metres: Mapped[int] = mapped_column(default=0)
    expense_ore: Mapped[int] = mapped_column(Ore, default=0)
    pay_ore: Mapped[int] = mapped_column(Ore, default=0)
    control_minutes: Mapped[int | None] = mapped_column(default=None)  # paper's sum
    entered_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    checked_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    serial: Mapped[int] = mapped_column(default=1)
    corrects_number: Mapped[int | None] = points_to("timesheets.number", default=None)
    # Read apart: it is free text, which a server refuses to those who pay the hours.
    correction_reason: Mapped[str] = mapped_column(
        default="", repr=False, deferred=True, active_history=True
    )
    run_number: Mapped[int | None] = points_to(
        "pay_runs.number", index=False, default=None
    )
    paid_on: Mapped[date | None] = mapped_column(default=None)
    lines: Mapped[list[TimesheetLine]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="TimesheetLine.work_on,"
        "TimesheetLine.start_minute.nulls_first(), TimesheetLine.number",
    )


class TimesheetLine(Base, kw_only=True):
    """One visit; in a correction, one taken back has its amounts below zero."""

    __tablename__ = "timesheet_lines"
    rules = (
        sa.CheckConstraint("minutes BETWEEN -1440 AND 1440", name="minutes_of_a_day"),
        sa.CheckConstraint("start_minute BETWEEN 0 AND 1439", name="start_of_a_day"),
        *not_negative("passengers"),
    )

    number: Mapped[int] = number_key()
    sheet_number: Mapped[int] = mapped_column(
        Number,
        sa.ForeignKey("timesheets.number", ondelete="CASCADE"),
        index=True,
        init=False,
    )
    work_on: Mapped[date]
    start_minute: Mapped[int | None] = mapped_column(default=None)  # after midnight
    minutes: Mapped[int]
    metres: Mapped[int] = mapped_column(default=0)
    expense_ore: Mapped[int] = mapped_column(Ore, default=0)
    activity: Mapped[str] = mapped_column(default="")
    has_receipt: Mapped[bool] = yes_no("has_receipt")
    account: Mapped[str] = mapped_column(default="")  # kontering of the expenses
    purpose: Mapped[str] = mapped_column(default="")
    route: Mapped[str] = mapped_column(default="")
    detour: Mapped[str] = mapped_column(default="")
    passengers: Mapped[int] = mapped_column(default=0)
    passenger_names: Mapped[str] = mapped_column(default="")
    back_on: Mapped[date | None] = mapped_column(default=None)


class SheetReturn(Base, kw_only=True):
    """That a sheet was sent back to be completed, and when it came again."""

    __tablename__ = "sheet_returns"
    rules = (not_backwards("sent_on", "back_on"),)

    number: Mapped[int] = number_key()
    sheet_number: Mapped[int] = points_to("timesheets.number", ondelete="CASCADE")
    reason: Mapped[ReturnReason] = mapped_column(code(ReturnReason, "return_reason"))
    note: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date]
    sent_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    paper_number: Mapped[int | None] = points_to("papers.number", default=None)
    back_on: Mapped[date | None] = mapped_column(default=None)


class SheetReminder(Base, kw_only=True):
    """That the office asked for a sheet that had not come."""

    __tablename__ = "sheet_reminders"
    rules = (sa.UniqueConstraint("assignment_number", "period_number", "step"),)

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to("assignments.number", index=False)
    period_number: Mapped[int] = points_to("periods.number")
    step: Mapped[ReminderStep] = mapped_column(code(ReminderStep, "reminder_step"))
    made_on: Mapped[date]
    made_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    paper_number: Mapped[int | None] = points_to("papers.number", default=None)


#: A view of the lines without what was done; on a server those of all clients.
sheet_hours = sa.table(
    "sheet_hours",
    *(sa.column(name, TimesheetLine.__table__.c[name].type) for name in _HOURS),
)
