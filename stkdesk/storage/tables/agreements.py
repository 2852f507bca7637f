"""Agreements (oppdragsavtaler): drafts, and what was made for both to sign."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.contact import Employment
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.pay import ExpenseWay
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


class Agreement(Edited, Base, kw_only=True):
    """One agreement about one assignment; a later one replaces it."""

    __tablename__ = "agreements"
    rules = (
        not_backwards("valid_from", "valid_to"),
        not_backwards("made_on", "signed_on"),
        *not_negative(
            "minutes", "expense_cap_ore", "drive_cap_metres", "drive_cap_ore"
        ),
        sa.CheckConstraint(
            "state = 'draft' OR (made_on IS NOT NULL AND content IS NOT NULL)",
            name="made_is_frozen",
        ),
        sa.CheckConstraint(
            "state <> 'signed' OR signed_on IS NOT NULL", name="signed_has_day"
        ),
        sa.Index("ix_agreements_state", "state", "valid_to"),
    )

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to("assignments.number")
    state: Mapped[AgreementState] = mapped_column(
        code(AgreementState, "agreement_state"), default=AgreementState.DRAFT
    )
    employment: Mapped[Employment] = mapped_column(
        code(Employment, "agreement_employment"), default=Employment.CONTRACTOR
    )
    language: Mapped[Language] = mapped_column(
        code(Language, "agreement_language"), default=Language.BOKMAL
    )
    valid_from: Mapped[date]
    valid_to: Mapped[date | None] = mapped_column(default=None)
    minutes: Mapped[int]
    hours_unit: Mapped[HoursUnit] = mapped_column(
        code(HoursUnit, "agreement_hours_unit"), default=HoursUnit.MONTH
    )
    goal: Mapped[str] = mapped_column(default="")
    expense_cap_ore: Mapped[int | None] = mapped_column(Ore, default=None)
    drive_cap_metres: Mapped[int | None] = mapped_column(default=None)
    drive_cap_ore: Mapped[int | None] = mapped_column(Ore, default=None)
    expense_way: Mapped[ExpenseWay] = mapped_column(
        code(ExpenseWay, "agreement_expense_way"), default=ExpenseWay.RECEIPTS
    )
    contact_person: Mapped[str] = mapped_column(default="")
    contact_person_phone: Mapped[str] = mapped_column(default="")
    has_respite: Mapped[bool] = yes_no("has_respite")  # avlastning for the same client
    renews: Mapped[bool] = yes_no("renews")
    replaces_number: Mapped[int | None] = points_to("agreements.number", default=None)
    made_on: Mapped[date | None] = mapped_column(default=None)
    signed_on: Mapped[date | None] = mapped_column(default=None)  # the last signature
    returned_on: Mapped[date | None] = mapped_column(default=None)  # back at the office
    ended_on: Mapped[date | None] = mapped_column(default=None)
    content: Mapped[str | None] = mapped_column(default=None)  # frozen, JSON
