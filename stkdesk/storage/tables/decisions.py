"""Decisions (vedtak): drafts, and what was issued and never changes again."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import (
    ChangeBasis,
    DecisionKind,
    DecisionState,
    NoticeException,
)
from stkdesk.domain.grants import HoursUnit
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    not_backwards,
    not_negative,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import Ore, code


class Decision(Edited, Base, kw_only=True):
    """A decision about one client."""

    __tablename__ = "decisions"
    rules = (
        not_backwards("valid_from", "valid_to"),
        *not_negative("granted_minutes", "expense_cap_ore", "drive_cap_metres"),
        *not_negative("applied_minutes"),
        sa.CheckConstraint(
            "state = 'draft' OR (decided_on IS NOT NULL AND reference IS NOT NULL"
            " AND content IS NOT NULL)",
            name="issued_is_frozen",
        ),
        sa.CheckConstraint(
            "state = 'draft' OR kind IN ('refused', 'dismissed')"
            " OR valid_from IS NOT NULL",
            name="grant_has_period",
        ),
        sa.Index(
            "ix_decisions_valid_to",
            "valid_to",
            sqlite_where=sa.text("state = 'issued'"),
            postgresql_where=sa.text("state = 'issued'"),
        ),
        sa.Index(
            "ix_decisions_review_on",
            "review_on",
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
    )  # "2026/14-3", its running id in the journal; until 2026 "2026/14"
    application_number: Mapped[int | None] = points_to(
        "applications.number", default=None
    )
    changes_number: Mapped[int | None] = points_to("decisions.number", default=None)
    corrects_number: Mapped[int | None] = points_to("decisions.number", default=None)
    correction: Mapped[str] = mapped_column(default="")
    applied_on: Mapped[date | None] = mapped_column(default=None)
    applied_minutes: Mapped[int | None] = mapped_column(default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)  # None: until further
    review_on: Mapped[date | None] = mapped_column(default=None)
    granted_minutes: Mapped[int | None] = mapped_column(default=None)  # of all items
    hours_unit: Mapped[HoursUnit] = mapped_column(
        code(HoursUnit, "decision_hours_unit"), default=HoursUnit.WEEK
    )
    service_code: Mapped[str] = mapped_column(default="9")  # IPLOS/KPR
    expense_cap_ore: Mapped[int | None] = mapped_column(Ore, default=None)
    drive_cap_metres: Mapped[int | None] = mapped_column(default=None)
    goal: Mapped[str] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(default="")
    own_view: Mapped[str] = mapped_column(default="")
    grounds: Mapped[str] = mapped_column(default="")
    no_grounds: Mapped[bool] = yes_no("no_grounds")
    refused_part: Mapped[str] = mapped_column(default="")
    legal_basis: Mapped[str] = mapped_column(default="")
    change_basis: Mapped[ChangeBasis | None] = mapped_column(
        code(ChangeBasis, "change_basis"), default=None
    )
    is_own_wish: Mapped[bool] = yes_no("is_own_wish")
    notice_exception: Mapped[NoticeException | None] = mapped_column(
        code(NoticeException, "notice_exception"), default=None
    )
    is_withheld: Mapped[bool] = yes_no("is_withheld", default=True)
    content: Mapped[str | None] = mapped_column(default=None)  # frozen, JSON
    items: Mapped[list[DecisionItem]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="DecisionItem.place",
    )


class DecisionItem(Base, kw_only=True):
    """One way of organising the service, with its part of the hours."""

    __tablename__ = "decision_items"
    rules = (
        *not_negative("minutes"),
        sa.UniqueConstraint("decision_number", "place"),
    )

    number: Mapped[int] = number_key()
    decision_number: Mapped[int] = points_to(
        "decisions.number", ondelete="CASCADE", init=False
    )
    place: Mapped[int]
    solution: Mapped[Solution] = mapped_column(code(Solution, "decision_solution"))
    minutes: Mapped[int]  # in the unit of the decision
