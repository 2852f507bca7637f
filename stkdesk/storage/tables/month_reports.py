"""Monthly reports: what the support contact tells of how it goes. Case text."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import Number

UNREAD = sa.text("read_on IS NULL")


class ReportTopicRow(Edited, Base, kw_only=True):
    """One thing reports are asked about, in the office's own words."""

    __tablename__ = "report_topics"
    rules = (
        sa.UniqueConstraint("key", "valid_from"),
        not_backwards("valid_from", "valid_to"),
    )

    number: Mapped[int] = number_key()
    key: Mapped[str]
    bokmal: Mapped[str]
    nynorsk: Mapped[str]
    place: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(default=None)


class MonthReport(Edited, Base, kw_only=True):
    """One report that has come in; no row means it is still waited for."""

    __tablename__ = "month_reports"
    rules = (
        sa.UniqueConstraint("assignment_number", "period_number"),
        not_backwards("received_on", "read_on"),
        sa.Index(
            "ix_month_reports_unread",
            "received_on",
            sqlite_where=UNREAD,
            postgresql_where=UNREAD,
        ),
    )

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to("assignments.number", index=False)
    period_number: Mapped[int] = points_to("periods.number")  # the last it tells of
    received_on: Mapped[date]
    read_on: Mapped[date | None] = mapped_column(default=None)
    read_by: Mapped[int | None] = mapped_column(Number, default=None)  # of staff
    is_concern: Mapped[bool] = yes_no("is_concern")
    concern_met_on: Mapped[date | None] = mapped_column(default=None)  # off I dag
    wants_change: Mapped[bool] = yes_no("wants_change")
    note: Mapped[str] = mapped_column(default="")
    answers: Mapped[list[ReportAnswer]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="ReportAnswer.place",
    )


class ReportAnswer(Base, kw_only=True):
    """What a report tells of one topic."""

    __tablename__ = "report_answers"
    rules = (sa.UniqueConstraint("report_number", "topic_key"),)

    number: Mapped[int] = number_key()
    report_number: Mapped[int] = mapped_column(
        Number,
        sa.ForeignKey("month_reports.number", ondelete="CASCADE"),
        index=True,
        init=False,
    )
    topic_key: Mapped[str]
    place: Mapped[int]
    text: Mapped[str] = mapped_column(default="")
