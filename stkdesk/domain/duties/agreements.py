"""What agreements ask of the office: to be made, signed, and renewed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duty import Duty, day_text
from stkdesk.domain.formats import count
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right

_OWN = "Kontorets egen regel"
BEFORE = timedelta(days=30)  # a draft is to be made that long before it holds


class WaitingFacts(NamedTuple):
    """An agreement that is made, and waits to be signed."""

    made_on: date
    valid_from: date
    about: str  # "Oppdrag O-12 · med Per Dal"
    is_signed: bool = False


class DraftFacts(NamedTuple):
    """A draft of an agreement."""

    valid_from: date
    about: str
    is_made: bool = False


class RenewalFacts(NamedTuple):
    """Agreements that run out, and are to be renewed."""

    number: int
    first_on: date | None  # the first of them to run out


def _reminded(facts: WaitingFacts, days: int) -> date | None:
    return None if facts.is_signed else facts.made_on + timedelta(days=days)


UNSIGNED: Duty[WaitingFacts] = Duty(
    "agreement_unsigned",
    "Avtaler som ikke er signert",
    "DocPencil",
    _OWN,
    lambda facts, rules: _reminded(facts, rules[CaseRule.AGREEMENT_SIGN_DAYS]),
    lambda facts: f"Oppdragsavtalen fra {day_text(facts.made_on)} er ikke signert",
    Remedy("Purr", "agreement/open"),
    detail=lambda facts: facts.about,
)
NOT_MADE: Duty[DraftFacts] = Duty(
    "agreement_draft",
    "Avtaler som er kladd",
    "DocPencil",
    _OWN,
    lambda facts, _rules: None if facts.is_made else facts.valid_from - BEFORE,
    lambda facts: f"Oppdragsavtalen fra {day_text(facts.valid_from)} er bare kladd",
    Remedy("Gjør ferdig", "agreement/open"),
    due=lambda facts, _rules: facts.valid_from,
    detail=lambda facts: facts.about,
)
RENEW: Duty[RenewalFacts] = Duty(
    "agreement_renew",
    "Fornye avtaler",
    "Calendar",
    _OWN,
    lambda facts, rules: (
        facts.first_on - timedelta(days=rules[CaseRule.AGREEMENT_RENEWAL_DAYS])
        if facts.number and facts.first_on and rules[CaseRule.AGREEMENT_RENEWAL_DAYS]
        else None
    ),
    lambda facts: f"Fornye {count(facts.number, 'avtale', 'avtaler')}",
    Remedy("Fornye", "agreement/renew"),
    due=lambda facts, _rules: facts.first_on,
    detail="Oppdragsavtaler som går ut og er merket for fornyelse",
    does=(Right.EDIT_CASES,),
)
