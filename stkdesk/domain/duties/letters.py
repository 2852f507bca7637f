"""What letters ask of the office: those begun, and those that gave a time limit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain import clock
from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.formats import count
from stkdesk.domain.rule import Remedy


class NoticeFacts(NamedTuple):
    """An advance notice that was issued (forhåndsvarsel)."""

    issued_on: date
    answer_by: date | None = None  # as the letter says
    is_followed: bool = False  # a decision came after it
    is_begun: bool = False  # a decision is being written


class LetterFacts(NamedTuple):
    """A letter that is begun."""

    title: str
    begun_on: date
    missing: tuple[str, ...] = ()  # labels of the fields that lack something


def _last_day(facts: NoticeFacts, rules: CaseRules) -> date:
    return facts.answer_by or clock.statement_by(facts.issued_on, rules)


def _go_on_from(facts: NoticeFacts, rules: CaseRules) -> date | None:
    if facts.is_followed:
        return None
    return _last_day(facts, rules) + timedelta(days=1)


def _unfinished(facts: LetterFacts) -> str:
    return "Brev mangler noe" if facts.missing else "Brev er ikke gjort ferdig"


def _lacks(facts: LetterFacts) -> str:
    if not facts.missing:
        return facts.title
    first, *rest = facts.missing
    more = f" og {count(len(rest), 'felt', 'felt')} til" if rest else ""
    return f"{facts.title}: {first}{more}"


GO_ON: Duty[NoticeFacts] = Duty(
    "notice_over",
    "Forhåndsvarsler",
    "Clock",
    "Forvaltningsloven § 16",
    _go_on_from,
    "Fristen for å uttale seg er ute",
    lambda facts: Remedy(
        "Fortsett vedtaket" if facts.is_begun else "Lag vedtak", "decision/changed"
    ),
    detail=lambda facts: f"Forhåndsvarsel sendt {day_text(facts.issued_on)}",
    calm=Urgency.SOON,
)
FINISH: Duty[LetterFacts] = Duty(
    "unfinished_letter",
    "Brev som mangler noe",
    "DocPencil",
    "Kontorets egen regel",
    lambda facts, _rules: facts.begun_on,
    _unfinished,
    lambda facts: Remedy("Fyll ut" if facts.missing else "Gjør ferdig", "letter/open"),
    detail=_lacks,
)
