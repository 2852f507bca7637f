"""Decisions (vedtak): drafts, and what was issued and never changes again."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.grants import HoursUnit
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
)
from stkdesk.storage.types import Ore, code


class Decision(Edited, Base, kw_only=True):
    """A decision about one client."""

    __tablename__ = "decisions"
    rules = (
        not_backwards("valid_from", "valid_to"),
        *not_negative("granted_minutes", "expense_cap_ore", "drive_cap_metres"),
        sa.CheckConstraint(
            "state = 'draft' OR (decided_on IS NOT NULL AND reference IS NOT NULL"
            " AND content IS NOT NULL)",
            name="issued_is_frozen",
        ),
        sa.CheckConstraint(
            "state = 'draft' OR kind = 'refused' OR valid_from IS NOT NULL",
            name="grant_has_period",
        ),
        sa.Index(
            "ix_decisions_valid_to",
            "valid_to",
            sqlite_where=sa.text("state = 'issued'"),
            postgresql_where=sa.text("state = 'issued'"),
        ),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number")
    kind: Mapped[DecisionKind] = mapped_column(code(DecisionKind, "decision_kind"))
    state: Mapped[DecisionState] = mapped_column(
        code(DecisionState, "decision_state"), default=DecisionState.DRAFT
    )
    reference: Mapped[str | None] = mapped_column(
        default=None, unique=True
    )  # "2026/14"
    applied_on: Mapped[date | None] = mapped_column(default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)  # None: until further
    review_on: Mapped[date | None] = mapped_column(default=None)
    solution: Mapped[Solution] = mapped_column(
        code(Solution, "decision_solution"), default=Solution.INDIVIDUAL
    )
    granted_minutes: Mapped[int | None] = mapped_column(default=None)
    hours_unit: Mapped[HoursUnit] = mapped_column(
        code(HoursUnit, "decision_hours_unit"), default=HoursUnit.WEEK
    )
    expense_cap_ore: Mapped[int | None] = mapped_column(Ore, default=None)
    drive_cap_metres: Mapped[int | None] = mapped_column(default=None)
    goal: Mapped[str] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(default="")
    own_view: Mapped[str] = mapped_column(default="")
    grounds: Mapped[str] = mapped_column(default="")
    legal_basis: Mapped[str] = mapped_column(default="")
    content: Mapped[str | None] = mapped_column(default=None)  # frozen, JSON
