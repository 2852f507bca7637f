"""What a decision in force asks of the office before it runs out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.rule import Remedy


class DecisionFacts(NamedTuple):
    """What the duties about one issued decision are judged by."""

    valid_to: date | None = None
    review_on: date | None = None
    is_followed: bool = False  # a newer one is issued or begun
    has_application: bool = False  # an open one
    assessed_on: date | None = None  # kartlegging


def _warned(day: date, rules: CaseRules) -> date:
    return day - timedelta(days=rules[CaseRule.REVIEW_WARNING_DAYS])


def _expires_from(facts: DecisionFacts, rules: CaseRules) -> date | None:
    if facts.valid_to is None or facts.is_followed:
        return None
    return _warned(facts.valid_to, rules)


def _review_from(facts: DecisionFacts, rules: CaseRules) -> date | None:
    if facts.review_on is None or facts.is_followed:
        return None
    begins = _warned(facts.review_on, rules)
    known = facts.assessed_on
    return None if known is not None and known >= begins else begins


EXPIRES: Duty[DecisionFacts] = Duty(
    "decision_expires",
    "Vedtak som utløper",
    "Hourglass",
    "Kontorets egen regel",
    _expires_from,
    lambda facts: f"Vedtak utløper {day_text(facts.valid_to or date.max)}",
    Remedy("Start fornyelse", "decision/granted"),
    due=lambda facts, _rules: facts.valid_to,
    detail=lambda facts: (
        "Ny søknad er kommet, nytt vedtak er ikke begynt"
        if facts.has_application
        else "Nytt vedtak er ikke begynt"
    ),
    calm=Urgency.SOON,
)
REVIEW: Duty[DecisionFacts] = Duty(
    "review_decision",
    "Ny vurdering",
    "Calendar",
    "Vedtaket selv; pasient- og brukerrettighetsloven § 2-7",
    _review_from,
    lambda facts: f"Vedtak skal vurderes {day_text(facts.review_on or date.max)}",
    Remedy("Kartlegg", "assessment/open"),
    due=lambda facts, _rules: facts.review_on,
    detail="Se om behovet er det samme, sammen med brukeren",
    calm=Urgency.SOON,
)
DUTIES = (EXPIRES, REVIEW)
