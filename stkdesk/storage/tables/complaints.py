"""Complaints (klager), argument by argument, and what came of them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.application import Applicant
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.storage.tables.base import (
    Base,
    Edited,
    number_key,
    points_to,
    yes_no,
)
from stkdesk.storage.types import code

OPEN = sa.text("closed_on IS NULL")


class Complaint(Edited, Base, kw_only=True):
    """One complaint about one issued decision."""

    __tablename__ = "complaints"
    rules = (
        sa.CheckConstraint(
            "outcome IS NULL OR outcome_on IS NOT NULL", name="outcome_has_day"
        ),
        sa.CheckConstraint(
            "governor_outcome IS NULL OR governor_on IS NOT NULL",
            name="governor_outcome_has_day",
        ),
        sa.Index(
            "ix_complaints_open",
            "received_on",
            "client_number",
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number")
    decision_number: Mapped[int] = points_to("decisions.number")
    answered_by: Mapped[int | None] = points_to("decisions.number", default=None)
    # the decision made because of it: a reversal, a dismissal, one after it came back
    received_on: Mapped[date]
    postmarked_on: Mapped[date | None] = mapped_column(default=None)
    known_on: Mapped[date | None] = mapped_column(default=None)
    grounds_asked_on: Mapped[date | None] = mapped_column(default=None)
    grounds_on: Mapped[date | None] = mapped_column(default=None)
    is_electronic: Mapped[bool] = yes_no("is_electronic")
    is_signed: Mapped[bool] = yes_no("is_signed", default=True)
    complainant: Mapped[Applicant] = mapped_column(
        code(Applicant, "complainant"), default=Applicant.SELF
    )
    relation_number: Mapped[int | None] = points_to(
        "client_relations.number", ondelete="SET NULL", default=None
    )
    wants: Mapped[str] = mapped_column(default="")
    late_reason: Mapped[str] = mapped_column(default="")
    reassessment: Mapped[str] = mapped_column(default="")
    outcome: Mapped[ComplaintOutcome | None] = mapped_column(
        code(ComplaintOutcome, "complaint_outcome"), default=None
    )
    outcome_on: Mapped[date | None] = mapped_column(default=None)
    forwarded_on: Mapped[date | None] = mapped_column(default=None)
    governor_outcome: Mapped[GovernorOutcome | None] = mapped_column(
        code(GovernorOutcome, "governor_outcome"), default=None
    )
    governor_on: Mapped[date | None] = mapped_column(default=None)
    governor_text: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)  # nothing is left
    points: Mapped[list[ComplaintArgument]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="ComplaintArgument.place",
    )


class ComplaintArgument(Base, kw_only=True):
    """One argument of a complaint, and the answer to it."""

    __tablename__ = "complaint_arguments"
    rules = (sa.UniqueConstraint("complaint_number", "place"),)

    number: Mapped[int] = number_key()
    complaint_number: Mapped[int] = points_to(
        "complaints.number", ondelete="CASCADE", init=False
    )
    place: Mapped[int]
    argument: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
