"""What timesheets in the post ask of the office: reminders, and what is sent back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.hours import month_of
from stkdesk.domain.duty import Duty
from stkdesk.domain.formats import count
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right


class RemindFacts(NamedTuple):
    """How many sheets of a period it is time to remind of, by step."""

    due_on: date  # the sheets
    period: str  # "2026-10"
    first: int = 0
    second: int = 0
    phone: int = 0


class ReturnedFacts(NamedTuple):
    """A sheet that was sent back to be completed."""

    sent_on: date
    period: str
    about: str  # "Oppdrag O-12"
    has_come: bool = False


def _steps(facts: RemindFacts) -> str:
    told = (
        (facts.first, "første purring"),
        (facts.second, "andre purring"),
        (facts.phone, "å ringe"),
    )
    return " · ".join(f"{number} {words}" for number, words in told if number)


REMIND: Duty[RemindFacts] = Duty(
    "sheets_remind",
    "Purring",
    "Paperplane",
    "Kontorets egen regel",
    lambda facts, rules: (
        facts.due_on + timedelta(days=rules[CaseRule.REMINDER_1_DAYS])
        if facts.first + facts.second + facts.phone
        else None
    ),
    lambda facts: (
        f"Purr på {count(sum(facts[2:]), 'timeliste', 'timelister')} for "
        f"{month_of(facts.period)}"
    ),
    Remedy("Purr", "room/sheet_post"),
    detail=_steps,
    does=(Right.MAKE_PAPERS,),
)
RETURNED_OUT: Duty[ReturnedFacts] = Duty(
    "sheet_returned",
    "Timelister sendt tilbake",
    "ArrowUndo",
    "Kontorets egen regel",
    lambda facts, rules: (
        None
        if facts.has_come
        else facts.sent_on + timedelta(days=2 * rules[CaseRule.MAIL_DAYS])
    ),
    lambda facts: f"Timeliste for {month_of(facts.period)} er ikke kommet igjen",
    Remedy("Se etter den", "room/sheet_post"),
    detail=lambda facts: facts.about,
    does=(Right.EDIT_HOURS,),
)
