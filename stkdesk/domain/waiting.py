"""Waiting for hours that are granted: how many, since when, and how much it hurries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.formats import count, hours_text
from stkdesk.domain.grants import QUARTER, WEEKS_A_MONTH_IN_KPR, HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.matching import WaitReason, WaitUrgency

ONE_DAY = timedelta(days=1)
DAYS_A_WEEK = 7
WEEKS_A_MONTH = WEEKS_A_MONTH_IN_KPR  # when hours a week meet hours a month


def a_month(minutes: int, unit: HoursUnit) -> int:
    """Return minutes a month; a month counts as four weeks, as in KPR."""
    return minutes * WEEKS_A_MONTH if unit is HoursUnit.WEEK else minutes


def unmet_minutes(granted: int, agreed: int) -> int:
    """Return the minutes a month nobody gives yet; less than a quarter is none.

    Both are minutes a month, of all solutions together.
    """
    missing = granted - agreed
    return missing if missing >= QUARTER else 0


def unmet_text(minutes: int, unit: HoursUnit) -> str:
    """Return ``6 t/uke`` for minutes a month, in the unit of the decision."""
    short = "t/uke" if unit is HoursUnit.WEEK else "t/mnd"
    return f"{hours_text(in_unit(minutes, unit))} {short}"


def in_unit(minutes: int, unit: HoursUnit) -> int:
    """Return minutes a month of four weeks as minutes of ``unit``."""
    return minutes // WEEKS_A_MONTH if unit is HoursUnit.WEEK else minutes


def granted_since(held: Iterable[Force], today: date) -> date | None:
    """Return the first day of the time, without a gap, in which something is granted.

    A decision that takes over from another the day after goes on with its wait. None
    when nothing is granted today.
    """
    known = tuple(held)
    since = min((each.first for each in known if each.holds_on(today)), default=None)
    if since is None:
        return None
    while True:
        before = since - ONE_DAY
        earlier = [each.first for each in known if each.holds_on(before)]
        if not earlier:
            return since
        since = min(earlier)


def waiting_since(granted: date, last_ended: date | None) -> date:
    """Return the day the hours began to be missing.

    The first day they are granted, or the day after the last assignment ended.
    """
    return granted if last_ended is None else max(granted, last_ended + ONE_DAY)


def weeks_waited(since: date, today: date) -> int:
    """Return whole weeks from ``since`` to ``today``; none before it begins."""
    return max(0, (today - since).days // DAYS_A_WEEK)


def waited_text(since: date, today: date) -> str:
    """Return ``12 uker``, or ``4 dager`` in the first week."""
    weeks = weeks_waited(since, today)
    if weeks:
        return count(weeks, "uke", "uker")
    return count(max(0, (today - since).days), "dag", "dager")


@dataclass(frozen=True, slots=True)
class Urgency:
    """How much somebody hurries today, and why."""

    level: WaitUrgency
    aged: bool = False  # the time waited has raised it


STEPS = tuple(WaitUrgency)  # from the least to the most
MOST_URGENT = {level: -at for at, level in enumerate(STEPS)}  # to sort by


def urgency_now(
    base: WaitUrgency, reason: WaitReason, weeks: int, rules: CaseRules
) -> Urgency:
    """Return how much somebody hurries after so many whole weeks.

    What the office noted is raised one step after the first limit and two after the
    second, never above the highest. Who wants to wait does not hurry more with time.
    Source: the office's own rule; both limits are data (``CaseRule``).
    """
    if reason is WaitReason.OWN_WISH:
        return Urgency(base)
    limits = (CaseRule.WAIT_HIGH_WEEKS, CaseRule.WAIT_URGENT_WEEKS)
    raised = sum(weeks >= rules[limit] for limit in limits)
    at = min(STEPS.index(base) + raised, len(STEPS) - 1)
    return Urgency(STEPS[at], STEPS[at] is not base)


def average_weeks(days: Iterable[int]) -> int | None:
    """Return whole weeks, halves upwards, of so many waits in days; None of none."""
    known = tuple(days)
    if not known:
        return None
    return (2 * sum(known) + DAYS_A_WEEK * len(known)) // (2 * DAYS_A_WEEK * len(known))
