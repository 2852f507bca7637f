"""Reminding of a sheet that does not come: which step is due, and which may be taken.

First a letter, then another, then the telephone; each once, in that order, by the
office's own numbers of days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.formats import short_date
from stkdesk.domain.rule import Rule
from stkdesk.domain.sheet_ledger import ReminderStep

OWN = "Kontorets egen regel"
BEFORE = {
    ReminderStep.SECOND: ReminderStep.FIRST,
    ReminderStep.PHONE: ReminderStep.SECOND,
}


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """What is asked about one assignment in one period before it is reminded of."""

    step: ReminderStep
    today: date
    due_on: date
    mailed_on: date | None = None  # the form
    taken: Mapping[ReminderStep, date] = field(
        default_factory=lambda: MappingProxyType({})
    )
    is_missing: bool = True
    is_hidden: bool = False  # a blocked client, to the one at work
    is_seen: bool = True  # the one at work may see where the support contact lives
    has_address: bool = True  # or gets letters by hand


REMINDING: tuple[Rule[ReminderFacts], ...] = (
    Rule(
        "hidden",
        lambda facts: not facts.is_hidden,
        "Brukeren er sperret for deg.",
        "folkeregisterloven § 10-4",
    ),
    Rule("missing", lambda facts: facts.is_missing, "Timelisten er kommet inn.", OWN),
    Rule(
        "due",
        lambda facts: facts.today > facts.due_on,
        lambda facts: f"Fristen er {short_date(facts.due_on)}.",
        OWN,
    ),
    Rule(
        "once",
        lambda facts: facts.step not in facts.taken,
        lambda facts: (
            f"{facts.step.label} er gjort {short_date(facts.taken[facts.step])}."
        ),
        OWN,
    ),
    Rule(
        "order",
        lambda facts: BEFORE.get(facts.step, facts.step) in {facts.step, *facts.taken},
        lambda facts: f"{BEFORE[facts.step].label} er ikke gjort.",
        OWN,
    ),
    Rule(
        "seen",
        lambda facts: facts.is_seen or facts.step is ReminderStep.PHONE,
        "Brevet må lages av en annen: adressen er fortrolig.",
        "folkeregisterloven § 10-4",
    ),
    Rule(
        "address",
        lambda facts: facts.has_address or facts.step is ReminderStep.PHONE,
        "Støttekontakten mangler adresse.",
        OWN,
    ),
)


def reminder_hindrance(facts: ReminderFacts) -> str:
    """Return why a step may not be taken, the first reason there is; "" if it may."""
    return next((rule.says(facts) for rule in REMINDING if not rule.test(facts)), "")


def next_step(taken: Mapping[ReminderStep, date]) -> ReminderStep | None:
    """Return the step that comes now; None when all are taken."""
    return next((step for step in ReminderStep if step not in taken), None)


def due_from(facts: ReminderFacts, rules: CaseRules) -> date:
    """Return the first day the office takes ``facts.step``.

    A form that was mailed late is given time to come and to go back.
    """
    if facts.step is ReminderStep.FIRST:
        on = facts.due_on + timedelta(days=rules[CaseRule.REMINDER_1_DAYS])
        if facts.mailed_on is None:
            return on
        way = timedelta(days=2 * rules[CaseRule.MAIL_DAYS])
        return max(on, facts.mailed_on + way)
    days = {
        ReminderStep.SECOND: CaseRule.REMINDER_2_DAYS,
        ReminderStep.PHONE: CaseRule.PHONE_DAYS,
    }[facts.step]
    last = facts.taken.get(BEFORE[facts.step], facts.due_on)
    return last + timedelta(days=rules[days])
