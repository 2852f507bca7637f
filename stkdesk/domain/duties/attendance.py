"""What groups and organisations ask of the office: attendance not registered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.duties.hours import month_of
from stkdesk.domain.duty import Duty, day_text
from stkdesk.domain.formats import count
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right

NEXT_DAY = timedelta(days=1)


class MeetingsFacts(NamedTuple):
    """Meetings of a group that are over, and nobody has said who came."""

    period_last: date  # the last day of the period collected now
    due_on: date
    first_on: date  # the oldest of the meetings
    meetings: int = 1


class ReportFacts(NamedTuple):
    """The attendance of a client with an organisation, in a period that is over."""

    period_last: date
    due_on: date
    period: str  # "2026-10"
    about: str  # "Oppdrag O-12 · for Selma Moen"
    has_come: bool = False


MEETINGS_MISSING: Duty[MeetingsFacts] = Duty(
    "meetings_missing",
    "Oppmøte mangler",
    "ExclamationmarkTriangle",
    "Kontorets egen regel",
    lambda facts, _rules: facts.period_last + NEXT_DAY if facts.meetings else None,
    lambda facts: f"Oppmøte på {count(facts.meetings, 'møte', 'møter')} mangler",
    Remedy("Før oppmøte", "room/groups"),
    due=lambda facts, _rules: facts.due_on,
    detail=lambda facts: f"Det eldste møtet var {day_text(facts.first_on)}",
    does=(Right.EDIT_HOURS,),
)
REPORT_MISSING: Duty[ReportFacts] = Duty(
    "report_missing",
    "Oppmøte mangler",
    "ExclamationmarkTriangle",
    "Kontorets egen regel",
    lambda facts, _rules: None if facts.has_come else facts.period_last + NEXT_DAY,
    lambda facts: f"Oppmøte for {month_of(facts.period)} mangler",
    Remedy("Før oppmøte", "room/organisations"),
    due=lambda facts, _rules: facts.due_on,
    detail=lambda facts: facts.about,
    does=(Right.EDIT_HOURS,),
)
