"""Casework on the office's own numbers: limits in days and weeks, from a day on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import (
    CaseRule,
    CaseRules,
    SetRule,
    rule_problems,
    rules_on,
)
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.storage.tables import CaseRuleRow


@needs()
def case_rules(session: Session, on: date) -> CaseRules:
    """Return the numbers in force on a day: the office's own, else the usual ones."""
    return rules_on(on, list_case_rules(session))


@needs()
def list_case_rules(session: Session) -> tuple[SetRule, ...]:
    """Return every number the office has set, by rule and then by day."""
    found = select(
        CaseRuleRow.rule, CaseRuleRow.valid_from, CaseRuleRow.value, CaseRuleRow.basis
    ).order_by(CaseRuleRow.rule, CaseRuleRow.valid_from)
    return tuple(SetRule(*row) for row in session.execute(found))


@needs(Right.EDIT_OFFICE)
def set_case_rule(session: Session, number: SetRule) -> None:
    """Let ``number`` hold from its day on; one of the same rule and day is replaced.

    Limits that began before that day keep the number they began with.

    Raises:
        InvalidInputError: if the law, or good sense, does not allow the number.

    """
    refuse_blocking(rule_problems(number))
    row = session.scalar(
        select(CaseRuleRow).filter_by(rule=number.rule, valid_from=number.valid_from)
    )
    if row is None:
        row = CaseRuleRow(
            rule=number.rule, valid_from=number.valid_from, value=number.value
        )
        session.add(row)
    row.value, row.basis = number.value, number.basis.strip()
    session.flush()


@needs(Right.EDIT_OFFICE)
def remove_case_rule(session: Session, rule: CaseRule, valid_from: date) -> None:
    """Take away the number that begins on a day; the one before it goes on.

    Raises:
        NotFoundError: if there is none.

    """
    row = session.scalar(
        select(CaseRuleRow).filter_by(rule=rule, valid_from=valid_from)
    )
    if row is None:
        raise NotFoundError("Fristen finnes ikke lenger i registeret.")
    session.delete(row)
    session.flush()
