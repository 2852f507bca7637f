"""What is printed on an agreement (oppdragsavtale), and its frozen form."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from stkdesk.documents.own_words import OwnWords, from_plain, to_plain
from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.office import NameMode, OfficeDraft
from stkdesk.domain.person import Address
from stkdesk.domain.rate import RateKind, RateRow


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """Everything printed on the agreement; nothing is looked up while printing."""

    reference: str  # of the paper, "A-2026-000018-7K"; by which it is found again
    language: Language
    sender: OfficeDraft
    address: Address  # of the support contact; shows in the window
    contact_name: str
    employee_number: str  # may be empty
    client_label: str  # in the office's name mode: name, initials or case number
    assignment_number: int
    solution: Solution
    employment: Employment
    valid_from: date
    valid_to: date | None  # None: until it is ended
    minutes: int
    hours_unit: HoursUnit
    made_on: date
    goal: str = ""
    expense_cap_ore: int | None = None  # a month; None: no expenses are agreed
    drive_cap_metres: int | None = None  # a month
    contact_person: str = ""
    contact_person_phone: str = ""
    renews: bool = False
    replaces_from: date | None = None  # first day of the agreement it takes over from
    rates: tuple[RateRow, ...] = ()  # in force on the first day, and those known later
    due_day: int = 5  # of the month, for the timesheet
    carry_over_minutes: int = 0
    needs_guardian: bool = False  # the support contact is under 18: one signs too
    own: OwnWords = field(default_factory=OwnWords)  # the office's texts that day
    revision: int = 1
    draft: bool = False  # prints UTKAST across every page
    practice: bool = False  # prints ØVING across every page


def agreement_to_json(content: AgreementContent) -> str:
    """Return the content as JSON text that ``agreement_from_json`` reads back equal.

    The keys are sorted, so the same content always gives the same text.
    """
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, indent=1)


def agreement_from_json(text: str) -> AgreementContent:
    """Return the content that was frozen as ``text``.

    Raises:
        ValueError: if the text is not a frozen agreement.

    """
    try:
        stored = json.loads(text)
        return AgreementContent(**{key: _thawed(key, stored[key]) for key in stored})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a frozen agreement") from error


def _plain(value: object) -> object:
    """Return ``value`` as what JSON knows."""
    match value:
        case OwnWords():
            return to_plain(value)
        case AgreementContent() | OfficeDraft() | Address() | RateRow():
            return {
                each.name: _plain(getattr(value, each.name)) for each in fields(value)
            }
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


_DATES = {"valid_from", "valid_to", "made_on", "replaces_from", "new_act_from"}
_WORDS: dict[str, type[StrEnum]] = {
    "language": Language,
    "solution": Solution,
    "employment": Employment,
    "hours_unit": HoursUnit,
    "name_mode": NameMode,
    "kind": RateKind,
}


def _thawed(key: str, value: Any) -> Any:
    """Return what ``_plain`` made ``value`` from, by the name of its field."""
    if value is None:
        return None
    if key in _DATES:
        return date.fromisoformat(value)
    if key in _WORDS:
        return _WORDS[key](value)
    match key:
        case "sender":
            return OfficeDraft(**{name: _thawed(name, value[name]) for name in value})
        case "address":
            return Address(**{name: _thawed(name, value[name]) for name in value})
        case "rates":
            return tuple(
                RateRow(**{name: _thawed(name, row[name]) for name in row})
                for row in value
            )
        case "own":
            return from_plain(value)
        case "lines":
            return tuple(value)
        case _:
            return value
