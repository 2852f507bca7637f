"""Timesheets: what was done in one assignment in one period."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.timesheet import SheetState
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_negative,
    number_key,
    points_to,
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
)


class Timesheet(Edited, Base, kw_only=True):
    """One sheet that has come in; no row means it is still waited for."""

    __tablename__ = "timesheets"
    rules = (
        sa.UniqueConstraint("assignment_number", "period_number"),
        # With the assignment, the months of a year are filtered by this index only.
        sa.Index(
            "ix_timesheets_period_number_state",
            "period_number",
            "state",
            "assignment_number",
        ),
        *not_negative("granted_minutes", "minutes", "metres", "expense_ore"),
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
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    paid_on: Mapped[date | None] = mapped_column(default=None)
    lines: Mapped[list[TimesheetLine]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="TimesheetLine.work_on,"
        "TimesheetLine.start_minute.nulls_first(), TimesheetLine.number",
    )


class TimesheetLine(Base, kw_only=True):
    """One visit."""

    __tablename__ = "timesheet_lines"
    rules = (
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_of_a_day"),
        sa.CheckConstraint("start_minute BETWEEN 0 AND 1439", name="start_of_a_day"),
        *not_negative("metres", "expense_ore"),
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


#: A view of the lines without what was done; on a server those of all clients.
sheet_hours = sa.table(
    "sheet_hours",
    *(sa.column(name, TimesheetLine.__table__.c[name].type) for name in _HOURS),
)
