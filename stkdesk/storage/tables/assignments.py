"""Assignments: who helps whom, from when to when, how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.assignment_course import EndReason, PauseReason
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.names import search_text
from stkdesk.domain.pay import ExpenseWay
from stkdesk.domain.rate import RateKind
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
)
from stkdesk.storage.tables.clients import Client
from stkdesk.storage.tables.contacts import Contact
from stkdesk.storage.tables.groups import ActivityGroup
from stkdesk.storage.types import KeyText, Ore, code


def _folded_name(context: Any) -> str:
    return search_text(context.get_current_parameters()["name"])


class Organisation(Edited, Base, kw_only=True):
    """A voluntary organisation the office has an agreement with."""

    __tablename__ = "organisations"
    number: Mapped[int] = number_key()
    name: Mapped[str]
    search_text: Mapped[str] = mapped_column(
        KeyText, init=False, insert_default=_folded_name
    )  # domain.names.search_text
    organisation_number: Mapped[str | None] = mapped_column(default=None, unique=True)
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    contact_person: Mapped[str] = mapped_column(default="")
    agreement_from: Mapped[date | None] = mapped_column(default=None)
    agreement_to: Mapped[date | None] = mapped_column(default=None)
    about: Mapped[str] = mapped_column(default="")


class Assignment(Edited, Base, kw_only=True):
    """One client helped by a support contact, in a group, or by an organisation."""

    __tablename__ = "assignments"
    rules = (
        not_backwards("start_on", "end_on"),
        *not_negative(
            "agreed_minutes", "expense_cap_ore", "drive_cap_metres", "drive_cap_ore"
        ),
        sa.CheckConstraint(
            " + ".join(
                f"CASE WHEN {each}_number IS NULL THEN 0 ELSE 1 END"
                for each in ("contact", "organisation", "group")
            )
            + " = 1",
            name="one_provider",
        ),
        sa.CheckConstraint(
            "group_number IS NULL OR solution = 'activity_group'", name="group_solution"
        ),
        sa.CheckConstraint(
            "(solution = 'voluntary_organisation') = (organisation_number IS NOT NULL)",
            name="solution_provider",
        ),
        sa.Index("ix_assignments_status", "status", "start_on"),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number")
    contact_number: Mapped[int | None] = points_to("contacts.number", default=None)
    organisation_number: Mapped[int | None] = points_to(
        "organisations.number", default=None
    )
    group_number: Mapped[int | None] = points_to("activity_groups.number", default=None)
    decision_number: Mapped[int | None] = points_to("decisions.number", default=None)
    solution: Mapped[Solution] = mapped_column(
        code(Solution, "solution"), default=Solution.INDIVIDUAL
    )
    status: Mapped[AssignmentStatus] = mapped_column(
        code(AssignmentStatus, "assignment_status"), default=AssignmentStatus.PLANNED
    )
    start_on: Mapped[date]
    end_on: Mapped[date | None] = mapped_column(default=None)
    agreed_minutes: Mapped[int]
    hours_unit: Mapped[HoursUnit] = mapped_column(
        code(HoursUnit, "hours_unit"), default=HoursUnit.MONTH
    )
    expense_cap_ore: Mapped[int | None] = mapped_column(Ore, default=None)  # a month
    drive_cap_metres: Mapped[int | None] = mapped_column(default=None)  # a month
    drive_cap_ore: Mapped[int | None] = mapped_column(Ore, default=None)  # a month
    expense_way: Mapped[ExpenseWay] = mapped_column(
        code(ExpenseWay, "expense_way"), default=ExpenseWay.RECEIPTS
    )
    hour_kind: Mapped[RateKind | None] = mapped_column(
        code(RateKind, "hour_kind"), default=None
    )  # None: the usual one of the solution
    activated_on: Mapped[date | None] = mapped_column(default=None)  # the gate opened
    end_reason: Mapped[EndReason | None] = mapped_column(
        code(EndReason, "end_reason"), default=None
    )
    last_sheet_on: Mapped[date | None] = mapped_column(default=None)  # to be handed in
    follow_up_on: Mapped[date | None] = mapped_column(default=None)  # call them then
    followed_up_on: Mapped[date | None] = mapped_column(default=None)
    # Read apart: it is case text, which a server refuses to those who pay the hours.
    goal: Mapped[str] = mapped_column(
        default="", repr=False, deferred=True, active_history=True
    )
    client: Mapped[Client] = relationship(init=False, viewonly=True)
    contact: Mapped[Contact | None] = relationship(init=False, viewonly=True)
    organisation: Mapped[Organisation | None] = relationship(init=False, viewonly=True)
    group: Mapped[ActivityGroup | None] = relationship(init=False, viewonly=True)
    pauses: Mapped[list[AssignmentPause]] = relationship(
        default_factory=list,
        repr=False,
        cascade="all, delete-orphan",
        order_by="AssignmentPause.from_on",
    )


class AssignmentPause(Base, kw_only=True):
    """Days in which an assignment rests."""

    __tablename__ = "assignment_pauses"
    rules = (not_backwards("from_on", "to_on"),)

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to(
        "assignments.number", ondelete="CASCADE", init=False
    )
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(default=None)  # the last day
    reason: Mapped[PauseReason] = mapped_column(code(PauseReason, "pause_reason"))
    note: Mapped[str] = mapped_column(default="")
