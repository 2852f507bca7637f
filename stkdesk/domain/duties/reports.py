"""What a monthly report asks of the office: that somebody meets a concern."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.duties.hours import month_of
from stkdesk.domain.duty import Duty, Urgency
from stkdesk.domain.rule import Remedy

MEET_WITHIN = timedelta(days=7)  # of the day it came


class ConcernFacts(NamedTuple):
    """A report that is worried about something."""

    received_on: date
    period: str  # "2026-10"
    helper: str
    is_met: bool = False


REPORT_CONCERN: Duty[ConcernFacts] = Duty(
    "report_concern",
    "Bekymring i månedsrapport",
    "ExclamationmarkTriangle",
    "Kontorets egen regel",
    lambda facts, _rules: None if facts.is_met else facts.received_on,
    "Bekymring i månedsrapport",
    Remedy("Les og følg opp", "report/open"),
    due=lambda facts, _rules: facts.received_on + MEET_WITHIN,
    detail=lambda facts: f"Rapporten for {month_of(facts.period)} fra {facts.helper}",
    calm=Urgency.SOON,
)
