"""A duty of the office: what is to be done, from which day, by when, and how.

One object for each kind. It holds no dates of its own: it is asked how it stands for
some facts on some day. The same object says what is to be done on the first page and
on the card of a client, and gives the reason of a button that is asleep.

What the first page is made from are tuples with names: they load eight times as fast as
other small classes, and the first page is waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.rule import Remedy, Rule
from stkdesk.domain.staff import Right

Facts = TypeVar("Facts")
Limit = Callable[[Facts, CaseRules], date | None]


class Urgency(StrEnum):
    """How much a duty hurries; the worst first."""

    LATE = "late"  # its last day has come
    SOON = "soon"
    NOW = "now"  # to be done, nothing hurries
    LATER = "later"  # has not begun: known of, and not yet to be done

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Urgency).index(self)


class Day(NamedTuple):
    """A day, and the office's numbers in force on it."""

    today: date
    rules: CaseRules = CaseRules()


class About(NamedTuple):
    """What a duty is about, by short numbers: what its remedy opens."""

    client: int | None = None
    application: int | None = None
    decision: int | None = None
    draft: int | None = None  # the decision that is being written because of it
    complaint: int | None = None
    letter: int | None = None
    paper: int | None = None
    assignment: int | None = None
    period: int | None = None
    contact: int | None = None
    staff: int | None = None
    agreement: int | None = None
    group: int | None = None
    organisation: int | None = None
    certificate: int | None = None


class Standing(NamedTuple):
    """How a duty stands on a day."""

    urgency: Urgency
    begins_on: date
    due_on: date | None


def no_limit(_facts: object, _rules: CaseRules) -> date | None:
    """Return that there is no last day."""
    return None


class Duty(NamedTuple, Generic[Facts]):
    """One duty, judged by ``Facts``.

    ``begins`` gives the first day it is to be done, None when there is nothing to do;
    ``due`` the last day it is done in time, from which it is late. Before that it is
    ``calm``.
    """

    key: str
    heading: str  # what all of its kind are called: "Foreløpig svar"
    icon: str
    source: str  # law and section, or "Kontorets egen regel"
    begins: Limit[Facts]
    sentence: str | Callable[[Facts], str]  # what is to be done, without a name
    remedy: Remedy | Callable[[Facts], Remedy]
    due: Limit[Facts] = no_limit
    detail: str | Callable[[Facts], str] = ""
    calm: Urgency = Urgency.NOW
    does: tuple[Right, ...] = (Right.EDIT_CASES,)  # one lets the remedy be used

    def stands(self, facts: Facts, on: Day) -> Standing | None:
        """Return how the duty stands on a day; None when there is nothing to do."""
        begins = self.begins(facts, on.rules)
        if begins is None:
            return None
        due = self.due(facts, on.rules)
        if due is not None and on.today >= due:
            urgency = Urgency.LATE
        elif on.today < begins:
            urgency = Urgency.LATER
        else:
            urgency = self.calm
        return Standing(urgency, begins, due)

    def says(self, facts: Facts) -> str:
        """Return what is to be done."""
        return self.sentence if isinstance(self.sentence, str) else self.sentence(facts)

    def adds(self, facts: Facts) -> str:
        """Return the line under it."""
        return self.detail if isinstance(self.detail, str) else self.detail(facts)

    def helps(self, facts: Facts) -> Remedy:
        """Return what puts it right."""
        return self.remedy if isinstance(self.remedy, Remedy) else self.remedy(facts)

    def rule(self, on: Day) -> Rule[Facts]:
        """Return the rule that there is nothing to do on a day."""

        def done(facts: Facts) -> bool:
            standing = self.stands(facts, on)
            return standing is None or standing.urgency is Urgency.LATER

        remedy = self.remedy if isinstance(self.remedy, Remedy) else None
        return Rule(self.key, done, self.sentence, self.source, remedy, blocks=False)


def day_text(day: date) -> str:
    """Return ``5. desember``: on the first page the year goes without saying."""
    from stkdesk.domain.formats import long_date

    return long_date(day).rsplit(" ", 1)[0]
