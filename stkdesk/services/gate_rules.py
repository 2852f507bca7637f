"""How strict the office is about each rule of the gate, from a day on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.gate_rules import (
    GateRule,
    SetStrictness,
    strict_on,
    strictness_problems,
)
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.storage.tables import GateRuleRow


@needs()
def strict_rules(session: Session, day: date) -> frozenset[GateRule]:
    """Return the rules nobody may go past on a day."""
    return strict_on(day, list_strictness(session))


@needs()
def list_strictness(session: Session) -> tuple[SetStrictness, ...]:
    """Return everything the office has said about it, by rule and then by day."""
    found = select(
        GateRuleRow.rule, GateRuleRow.valid_from, GateRuleRow.is_strict
    ).order_by(GateRuleRow.rule, GateRuleRow.valid_from)
    return tuple(SetStrictness(*row) for row in session.execute(found))


@needs(Right.EDIT_OFFICE)
def set_strictness(session: Session, wanted: SetStrictness) -> None:
    """Let ``wanted`` hold from its day on; one of the same rule and day is replaced.

    An assignment that was let past a rule stays so, also when the rule becomes strict.

    Raises:
        InvalidInputError: if the law leaves no choice about the rule.

    """
    refuse_blocking(strictness_problems(wanted))
    row = session.scalar(
        select(GateRuleRow).filter_by(rule=wanted.rule, valid_from=wanted.valid_from)
    )
    if row is None:
        row = GateRuleRow(rule=wanted.rule, valid_from=wanted.valid_from)
        session.add(row)
    row.is_strict = wanted.is_strict
    session.flush()


@needs(Right.EDIT_OFFICE)
def remove_strictness(session: Session, rule: GateRule, valid_from: date) -> None:
    """Take away what begins on a day; what was said before goes on.

    Raises:
        NotFoundError: if there is nothing.

    """
    row = session.scalar(
        select(GateRuleRow).filter_by(rule=rule, valid_from=valid_from)
    )
    if row is None:
        raise NotFoundError("Kravet finnes ikke lenger i registeret.")
    session.delete(row)
    session.flush()
