"""How duties are found: one question in SQL text, one rule for each of its rows.

SQL text, so that the first page need not wait for SQLAlchemy to load; ``Ask`` takes it
with ``?`` for values and gives rows back, days as text, on both engines.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from stkdesk.domain.duty import About, Day, Duty, Urgency
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right
from stkdesk.services.out_of_sight import but

Ask = Callable[[str, tuple[object, ...]], Sequence[Sequence[Any]]]
Hidden = Collection[int]  # clients the one at work may not see

MOST = 100  # candidates of one kind; the first page has no room for more


class Asked(NamedTuple):
    """What is asked: whose duties, and on which day."""

    on: Day
    hidden: Hidden = ()
    client: int | None = None  # of one client only, those that come later too
    sees_protected: bool = False
    most: int = MOST

    @property
    def today(self) -> date:
        """The day it is."""
        return self.on.today

    def seen(self, column: str) -> str:
        """Return the condition that ``column`` is a client asked about."""
        if self.client is not None:
            return f" AND {column} = {self.client:d}"
        return but(self.hidden, column)


class Found(NamedTuple):
    """One candidate: its duties and facts, whom it is about, what it opens."""

    duties: tuple[Duty[Any], ...]
    facts: Any
    who: str
    about: About


class Finder(NamedTuple):
    """What finds candidates, for those who may see them."""

    sees: Right  # without it nothing is asked: a server would refuse
    find: Callable[[Ask, Asked], Iterable[Found]]


class Task(NamedTuple):
    """One thing to do, in words."""

    key: str  # of its duty
    heading: str  # what all of its kind are called
    icon: str
    title: str  # without a name
    detail: str
    who: str
    urgency: Urgency
    begins_on: date
    due_on: date | None
    remedy: Remedy
    does: tuple[Right, ...]
    about: About

    @property
    def order(self) -> tuple[int, bool, date]:
        """What the most urgent is found by; what has no last day should be over."""
        has_limit = self.due_on is not None
        return self.urgency.rank, has_limit, self.due_on or self.begins_on


def tasks_of(ask: Ask, asked: Asked, finders: Iterable[Finder]) -> list[Task]:
    """Return what is to be done, the most urgent first.

    What has not begun is left out, unless one client is asked about.
    """
    tasks = []
    for finder in finders:
        for found in finder.find(ask, asked):
            for duty in found.duties:
                task = _task(duty, found, asked)
                if task is not None:
                    tasks.append(task)
    return sorted(tasks, key=lambda task: task.order)


def _task(duty: Duty[Any], found: Found, asked: Asked) -> Task | None:
    standing = duty.stands(found.facts, asked.on)
    if standing is None:
        return None
    if standing.urgency is Urgency.LATER and asked.client is None:
        return None
    return Task(
        duty.key,
        duty.heading,
        duty.icon,
        duty.says(found.facts),
        duty.adds(found.facts),
        found.who,
        standing.urgency,
        standing.begins_on,
        standing.due_on,
        duty.helps(found.facts),
        duty.does,
        found.about,
    )


def day(text: str | None) -> date | None:
    """Return the day that stands in a row; the first ten signs of a moment."""
    return date.fromisoformat(text[:10]) if text else None
