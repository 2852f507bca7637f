"""Assignments: who helps whom, from when to when, how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.names import search_text
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


class Assignment(Edited, Base, kw_only=True):
    """One client helped by one support contact, or by a voluntary organisation."""

    __tablename__ = "assignments"
    rules = (
        not_backwards("start_on", "end_on"),
        *not_negative("agreed_minutes", "expense_cap_ore", "drive_cap_metres"),
        sa.CheckConstraint(
            "(contact_number IS NOT NULL) <> (organisation_number IS NOT NULL)",
            name="one_provider",
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
    # Read apart: it is case text, which a server refuses to those who pay the hours.
    goal: Mapped[str] = mapped_column(
        default="", repr=False, deferred=True, active_history=True
    )
    client: Mapped[Client] = relationship(init=False, viewonly=True)
    contact: Mapped[Contact | None] = relationship(init=False, viewonly=True)
    organisation: Mapped[Organisation | None] = relationship(init=False, viewonly=True)
