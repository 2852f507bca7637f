"""A rule of the casework as an object: its test, its sentence and its remedy.

The same object serves the gate that hinders, the reason a button gives for being
asleep, and the line on the first page that says what is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from stkdesk.domain.errors import Problem

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Remedy:
    """What puts a rule right: the words on the button, and where it leads."""

    verb: str  # "Lag forhåndsvarsel"
    act: str  # a name the window knows: "letter/advance_notice", "field/facts"


@dataclass(frozen=True, slots=True)
class Rule(Generic[Facts]):
    """One rule about ``Facts``; it holds when ``test`` says so."""

    key: str  # the field of a form, when it is about one
    test: Callable[[Facts], bool]  # True: as it should be
    sentence: str | Callable[[Facts], str]  # what is missing, and what to do about it
    source: str  # law and section, or "office's own rule"
    remedy: Remedy | None = None
    blocks: bool = True  # False: a warning; the office may go on

    def says(self, facts: Facts) -> str:
        """Return the sentence for ``facts``."""
        return self.sentence if isinstance(self.sentence, str) else self.sentence(facts)


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold, in words."""

    key: str
    sentence: str
    remedy: Remedy | None
    blocks: bool
    source: str = ""  # law and section

    @property
    def problem(self) -> Problem:
        """The same as a problem by a field of a form."""
        return Problem(self.key, self.sentence, self.blocks)


def broken(rules: Iterable[Rule[Facts]], facts: Facts) -> tuple[Broken, ...]:
    """Return the rules that do not hold for ``facts``, in their own order."""
    return tuple(
        Broken(rule.key, rule.says(facts), rule.remedy, rule.blocks, rule.source)
        for rule in rules
        if not rule.test(facts)
    )
