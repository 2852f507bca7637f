"""The exceptions of the last week, for who answers for them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from stkdesk.documents.exceptions_list import ExceptionLine, ExceptionsList, build
from stkdesk.domain.assignment_gate import CHECKS
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.assignment_gate import OverrideRow, overrides_since
from stkdesk.services.office import is_practice, open_office

WEEK = timedelta(days=7)
TITLES = {check.rule: check.title for check in CHECKS}


@needs(Right.OVERRIDE_GATES)
def exceptions_of_week(session: Session, *, today: date) -> tuple[OverrideRow, ...]:
    """Return every rule gone past in the seven days to ``today``, the newest first."""
    return overrides_since(session, first_day(today))


@needs(Right.OVERRIDE_GATES)
def print_exceptions(session: Session, *, today: date) -> bytes:
    """Return the same as a file to print.

    Raises:
        CannotPrintError: if a name has a letter that will not print.

    """
    lines = tuple(
        ExceptionLine(
            each.made_on,
            f"O-{each.assignment_number}",
            each.client,
            title_of(each.rule),
            each.made_by,
            each.reason,
        )
        for each in exceptions_of_week(session, today=today)
    )
    sender = open_office(session, today=today).draft
    return build(
        ExceptionsList(sender, first_day(today), today, lines, is_practice(session))
    )


def first_day(today: date) -> date:
    """Return the first of the seven days to ``today``."""
    return today - WEEK + timedelta(days=1)


def title_of(rule: GateRule) -> str:
    """Return what a rule is called on screen."""
    return TITLES[rule]
