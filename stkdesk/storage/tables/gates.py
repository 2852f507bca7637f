"""What lets an assignment start: how strict each rule is, and who went past one."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from stkdesk.domain.gate_rules import GateRule
from stkdesk.storage.tables.base import Base, Edited, number_key, points_to, yes_no
from stkdesk.storage.types import code


class GateRuleRow(Edited, Base, kw_only=True):
    """How strict the office is about a rule, from a day on."""

    __tablename__ = "gate_rules"
    rules = (sa.UniqueConstraint("rule", "valid_from"),)

    number: Mapped[int] = number_key()
    rule: Mapped[GateRule] = mapped_column(code(GateRule, "gate_rule", checked=False))
    valid_from: Mapped[date]
    is_strict: Mapped[bool] = yes_no("is_strict", default=True)


class GateOverride(Base, kw_only=True):
    """That somebody let an assignment start past a rule, and why; stands for ever."""

    __tablename__ = "gate_overrides"
    rules = (sa.Index("ix_gate_overrides_made_on", "made_on"),)

    number: Mapped[int] = number_key()
    assignment_number: Mapped[int] = points_to("assignments.number")
    rule: Mapped[GateRule] = mapped_column(
        code(GateRule, "gate_override_rule", checked=False)
    )
    reason: Mapped[str]
    made_on: Mapped[date]
    made_by: Mapped[int | None] = points_to("staff.number", index=False, default=None)
    lapsed_on: Mapped[date | None] = mapped_column(default=None)  # it began anew
