"""One decision in an answer to a request for insight: all that is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stkdesk.documents.texts import Texts
from stkdesk.domain.formats import hours_text, km_text, kr, long_date
from stkdesk.storage.tables import Decision

Rows = Iterator[tuple[str, str]]


def decision_told(each: Decision, words: Texts) -> Rows:
    """Yield caption and text of every field that is filled in, the outcome first."""
    yield words["decision.kind"], words[f"decision_kinds.{each.kind.value}"]
    yield words["decision.applied_on"], _day(each.applied_on)
    yield words["decision.applied"], _amount(each.applied_minutes, each, words)
    yield words["decision.decided_on"], _day(each.decided_on)
    yield words["decision.period"], _period(each, words)
    yield words["decision.review_on"], _day(each.review_on)
    for item in each.items:
        organised = words[f"decision_solutions.{item.solution.value}"]
        yield organised, _amount(item.minutes, each, words)
    yield words["decision.expenses"], _kroner(each.expense_cap_ore)
    yield words["decision.driving"], _km(each.drive_cap_metres)
    yield words["decision.goal"], each.goal
    yield words["decision.facts"], each.facts
    yield words["decision.own_view"], each.own_view
    yield words["decision.grounds"], each.grounds
    yield words["decision.refused_part"], each.refused_part
    yield words["decision.correction"], each.correction
    yield words["decision.legal_basis"], each.legal_basis


def _kroner(ore: int | None) -> str:
    return "" if ore is None else kr(ore)


def _amount(minutes: int | None, each: Decision, words: Texts) -> str:
    if not minutes:
        return ""
    unit = words[f"values.{each.hours_unit.value}"]
    return words["words.amount"].format(hours=hours_text(minutes), unit=unit)


def _period(each: Decision, words: Texts) -> str:
    if each.valid_from is None:
        return ""
    shape = words["words.until" if each.valid_to else "words.open"]
    return shape.format(first=long_date(each.valid_from), last=_day(each.valid_to))


def _km(metres: int | None) -> str:
    return "" if metres is None else f"{km_text(metres)} km"


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
