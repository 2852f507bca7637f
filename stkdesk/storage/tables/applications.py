"""Applications (søknader), what they wait for, and the assessment behind them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from stkdesk.domain.application import Applicant
from stkdesk.domain.assessment import TargetGroup
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
from stkdesk.storage.types import code

OPEN = sa.text("decided_on IS NULL AND withdrawn_on IS NULL")


class Application(Edited, Base, kw_only=True):
    """One application of a client.

    ``decided_on`` is set by the decision that answers it.
    """

    __tablename__ = "applications"
    rules = (
        *not_negative("wanted_minutes"),
        not_backwards("received_on", "withdrawn_on"),
        sa.Index(
            "ix_applications_open",
            "received_on",
            "client_number",
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number")
    case_number: Mapped[int] = points_to("cases.number")
    received_on: Mapped[date]
    applicant: Mapped[Applicant] = mapped_column(
        code(Applicant, "applicant"), default=Applicant.SELF
    )
    relation_number: Mapped[int | None] = points_to(
        "client_relations.number", ondelete="SET NULL", default=None
    )
    authority_on: Mapped[date | None] = mapped_column(default=None)
    wanted_minutes: Mapped[int | None] = mapped_column(default=None)
    hours_unit: Mapped[HoursUnit] = mapped_column(
        code(HoursUnit, "application_hours_unit"), default=HoursUnit.WEEK
    )
    wants_individual: Mapped[bool] = yes_no("wants_individual")
    wants_group: Mapped[bool] = yes_no("wants_group")
    wants_organisation: Mapped[bool] = yes_no("wants_organisation")
    wishes: Mapped[str] = mapped_column(default="")
    enclosed: Mapped[str] = mapped_column(default="")
    needs_no_interim: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None] = mapped_column(default=None)
    decided_on: Mapped[date | None] = mapped_column(default=None)
    pauses: Mapped[list[CasePause]] = relationship(
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="CasePause.paused_on",
    )


class CasePause(Base, kw_only=True):
    """Days an application waits for the party; both ends belong to it."""

    __tablename__ = "case_pauses"
    rules = (not_backwards("paused_on", "resumed_on"),)

    number: Mapped[int] = number_key()
    application_number: Mapped[int] = points_to(
        "applications.number", ondelete="CASCADE", init=False
    )
    paused_on: Mapped[date]
    resumed_on: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")


class Assessment(Edited, Base, kw_only=True):
    """What is known of a client's needs (kartlegging): one for each client."""

    __tablename__ = "assessments"

    number: Mapped[int] = number_key()
    client_number: Mapped[int] = points_to("clients.number", index=False, unique=True)
    assessed_on: Mapped[date | None] = mapped_column(default=None)
    assessed_with: Mapped[str] = mapped_column(default="")
    own_wishes: Mapped[str] = mapped_column(default="")
    goals: Mapped[str] = mapped_column(default="")
    network: Mapped[str] = mapped_column(default="")
    functions: Mapped[str] = mapped_column(default="")
    other_services: Mapped[str] = mapped_column(default="")
    alternatives: Mapped[str] = mapped_column(default="")
    own_view: Mapped[str] = mapped_column(default="")
    child_heard_on: Mapped[date | None] = mapped_column(default=None)
    child_view: Mapped[str] = mapped_column(default="")
    target_group: Mapped[TargetGroup] = mapped_column(
        code(TargetGroup, "target_group"), default=TargetGroup.UNKNOWN
    )
    target_reason: Mapped[str] = mapped_column(default="")
