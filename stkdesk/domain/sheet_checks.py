"""What the office should look at in a timesheet before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stkdesk.domain.sheet_rules.agreement_days import OUTSIDE_AGREEMENT
from stkdesk.domain.sheet_rules.amounts import IMPOSSIBLE, LONG
from stkdesk.domain.sheet_rules.assignment_days import IN_PAUSE, OUTSIDE_ASSIGNMENT
from stkdesk.domain.sheet_rules.calendar_days import FREE_DAY, PAST_MIDNIGHT
from stkdesk.domain.sheet_rules.decision_days import OUTSIDE_DECISION
from stkdesk.domain.sheet_rules.driving import PASSENGERS, TRIP, TRIP_BACK
from stkdesk.domain.sheet_rules.expenses import NO_RECEIPT
from stkdesk.domain.sheet_rules.frame import DAY, SheetFrame
from stkdesk.domain.sheet_rules.hours import OVER_GRANTED
from stkdesk.domain.sheet_rules.overlap import OVERLAP, OVERLAP_ELSEWHERE
from stkdesk.domain.sheet_rules.period_days import OUTSIDE_PERIOD
from stkdesk.domain.sheet_rules.remark import (
    Remark,
    Severity,
    blocking,
    blocking_check,
)
from stkdesk.domain.sheet_rules.rule import SheetRule, span_text
from stkdesk.domain.sheet_rules.same_day import SAME_DAY
from stkdesk.domain.sheet_rules.vetting import BEFORE_CERTIFICATE, BEFORE_DECLARATION
from stkdesk.domain.sheet_rules.week_hours import CLIENT_WEEK, CONTACT_WEEK
from stkdesk.domain.timesheet import Visit

__all__ = [
    "RULES",
    "Remark",
    "Severity",
    "SheetFrame",
    "blocking",
    "blocking_check",
    "check_sheet",
    "in_order",
    "span_text",
]

RULES: tuple[SheetRule, ...] = (
    OUTSIDE_PERIOD,
    OUTSIDE_ASSIGNMENT,
    BEFORE_CERTIFICATE,
    BEFORE_DECLARATION,
    IMPOSSIBLE,
    CLIENT_WEEK,
    TRIP_BACK,
    OUTSIDE_DECISION,
    OUTSIDE_AGREEMENT,
    IN_PAUSE,
    LONG,
    PAST_MIDNIGHT,
    OVERLAP,
    OVERLAP_ELSEWHERE,
    SAME_DAY,
    OVER_GRANTED,
    CONTACT_WEEK,
    TRIP,
    PASSENGERS,
    NO_RECEIPT,
    FREE_DAY,
)


def check_sheet(visits: Sequence[Visit], frame: SheetFrame) -> tuple[Remark, ...]:
    """Return what to look at, the gravest first, then in the order of the lines.

    Nothing is said about clock times when a line has only a duration.
    """
    found = [remark for rule in RULES for remark in rule.find(visits, frame)]
    return tuple(sorted(found, key=lambda one: (-one.severity, _place(one, visits))))


def _place(remark: Remark, visits: Sequence[Visit]) -> tuple[int, int]:
    """Return where a remark stands in the list: by date, the whole sheet last."""
    if remark.line is None:
        return (date.max.toordinal(), 0)
    return (visits[remark.line].work_on.toordinal(), remark.line)


def in_order(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return the visits by day and clock; those without a clock last on their day."""
    return tuple(sorted(visits, key=_day_and_clock))


def _day_and_clock(visit: Visit) -> tuple[date, int]:
    return visit.work_on, DAY if visit.start_minute is None else visit.start_minute
