"""What is known when a decision is judged: the draft, and what the register holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from stkdesk.domain.assignment import Solution
from stkdesk.domain.client import OF_AGE, Relation
from stkdesk.domain.decision import DecisionDraft, DecisionKind, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force
from stkdesk.domain.language import Language


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """An issued decision, as a later one changes, ends, reverses or corrects it."""

    number: int
    reference: str
    kind: DecisionKind
    decided_on: date
    valid_from: date | None = None
    ends_on: date | None = None  # as later decisions have left it; None: open
    items: tuple[GrantItem, ...] = ()
    hours_unit: HoursUnit = HoursUnit.WEEK
    expense_cap_ore: int | None = None
    drive_cap_metres: int | None = None


@dataclass(frozen=True, slots=True)
class GivenNotice:
    """An advance notice (forhåndsvarsel) that was sent, and what came of it."""

    issued_on: date
    answer_by: date | None
    answered_on: date | None = None  # the first statement that came after it was sent

    @property
    def is_answered(self) -> bool:
        """Whether a statement has come."""
        return self.answered_on is not None


@dataclass(frozen=True, slots=True)
class KnownApplication:
    """What is asked of the application a decision answers."""

    is_decided: bool = False  # by another decision
    is_withdrawn: bool = False
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownComplaint:
    """What is asked of the complaint a decision answers."""

    decision_number: int
    received_on: date
    is_sent_back: bool = False  # by the county governor, to be treated anew
    answers: tuple[int, ...] = ()  # decisions issued because of it


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody the office has confirmed as getting the decision."""

    relation: Relation | None  # None: the client
    has_address: bool = True


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """The draft, and what is known; what is not known hinders nothing."""

    draft: DecisionDraft
    today: date | None = None
    changed: EarlierDecision | None = None  # of ``changes_number``, or complained of
    is_over: bool = False  # later decisions have left no day of ``changed``
    corrected: EarlierDecision | None = None  # the one of ``corrects_number``
    corrected_by: str = ""  # reference of another that has corrected it already
    others: tuple[Force, ...] = ()  # what other decisions grant the client
    references: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    notices: tuple[GivenNotice, ...] = ()  # about the decision changed
    application: KnownApplication | None = None
    complaint: KnownComplaint | None = None
    language: Language | None = None  # of the letter
    age: int | None = None  # of the client, in whole years
    is_heard: bool = True  # a minor: the own view stands in the assessment
    has_representative: bool = False  # a fullmektig who is to have the letters
    addressees: tuple[Addressee, ...] | None = None  # None: nobody is asked yet

    @property
    def is_minor(self) -> bool:
        """Whether the client is under age."""
        return self.age is not None and self.age < OF_AGE

    @property
    def is_to_be_heard(self) -> bool:
        """Whether the client is a child old enough to be asked."""
        return self.is_minor and self.age is not None and self.age >= HEARD_AGE

    @property
    def is_told_alone(self) -> bool:
        """Whether the client is old enough for parents not to be told."""
        return self.age is None or self.age >= CONSENT_AGE

    @property
    def is_to_detriment(self) -> bool:
        """Whether the client gets less than before; False when it is not known."""
        return is_to_detriment(self.draft, self.changed)

    @property
    def needs_notice(self) -> bool:
        """Whether the party must be warned before (forvaltningsloven § 16)."""
        asked = self.draft.is_own_wish and self.draft.kind in OFFICES_OWN
        return self.is_to_detriment and not asked

    @property
    def noticed(self) -> tuple[GivenNotice, ...]:
        """The notices sent before the decision: later ones warn of nothing."""
        decided = self.draft.decided_on or self.today
        return tuple(
            each
            for each in self.notices
            if decided is None or each.issued_on <= decided
        )


PARTY_AGE = 12  # years; pasient- og brukerrettighetsloven § 6-5
CONSENT_AGE = 16  # years; until then parents are told (pbrl §§ 3-4 and 4-3)
HEARD_AGE = 7  # years; pasient- og brukerrettighetsloven § 4-4, vergemålsloven § 17
OWN_COPY_AGE = 15  # years; forvaltningsloven §§ 16 and 27
#: Made without an application or a complaint, unless the client asked for it.
OFFICES_OWN = (DecisionKind.CHANGED, DecisionKind.ENDED)
_DAYS_A_YEAR, _MONTHS_A_YEAR, _DAYS_A_WEEK = 365, 12, 7


def is_to_detriment(draft: DecisionDraft, changed: EarlierDecision | None) -> bool:
    """Tell whether ``draft`` leaves the client with less than ``changed`` gave.

    Less is: the end of it, fewer hours in all, fewer hours of a solution the client
    had, an earlier last day, or a lower frame for expenses or driving. Hours a week and
    hours a month are compared by what they come to in a year.

    Source: forvaltningsloven § 16 (advance notice), § 35 første ledd bokstav a.
    """
    if changed is None or not changed.items:
        return False
    if draft.kind is DecisionKind.ENDED:
        return True
    if not draft.kind.changes_another:
        return False
    had, gets = (
        _a_year(changed.items, changed.hours_unit),
        _a_year(draft.items, draft.hours_unit),
    )
    return (
        sum(gets.values()) < sum(had.values())
        or any(gets.get(each, 0) < had[each] for each in had)
        or _ends_earlier(draft.valid_to, changed.ends_on)
        or (draft.expense_cap_ore or 0) < (changed.expense_cap_ore or 0)
        or (draft.drive_cap_metres or 0) < (changed.drive_cap_metres or 0)
    )


def _ends_earlier(new: date | None, old: date | None) -> bool:
    return new is not None and (old is None or new < old)


def _a_year(items: tuple[GrantItem, ...], unit: HoursUnit) -> dict[Solution, int]:
    """Return minutes a year of each solution, times the days of a week."""
    week = unit is HoursUnit.WEEK
    times = _DAYS_A_YEAR if week else _MONTHS_A_YEAR * _DAYS_A_WEEK
    found: dict[Solution, int] = {}
    for item in items:
        found[item.solution] = found.get(item.solution, 0) + item.minutes * times
    return found
