"""What is printed of a person's own log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.trail import Action


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One thing somebody did with what is kept about the person."""

    at: datetime  # UTC
    until: datetime | None  # when what was opened was put away
    who: str
    unit: str  # where in the municipality
    roles: tuple[str, ...]  # values of domain.staff.Role, as they were that day
    action: Action
    what: str  # the record, without anybody's name
    fields: str = ""  # what was changed, without values
    case: str = ""  # number in the case system
    reason: str = ""  # what was written when it was opened in need


@dataclass(frozen=True, slots=True)
class TrailExtract:
    """Everything printed; nothing is looked up while printing."""

    sender: OfficeDraft
    language: Language
    name: str
    birth_date: date | None
    made_on: date
    lines: tuple[TrailLine, ...]  # oldest first
    reference: str = ""  # of the paper it lies with
    practice: bool = False  # prints ØVING across every page
