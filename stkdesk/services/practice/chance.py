"""Chance that comes out the same every time, and shares that come out right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

Kind = TypeVar("Kind")


class Chance(Random):
    """The dice of the practice office: the same seed, the same office."""

    def below(self, limit: int) -> int:
        """Return a whole number from 0 up to and without ``limit``; fast."""
        return int(self.random() * limit)

    def one_of(self, choices: Sequence[Kind]) -> Kind:
        """Return one of ``choices``, each as likely as the others."""
        return choices[int(self.random() * len(choices))]

    def early_of(self, choices: Sequence[Kind]) -> Kind:
        """Return one of ``choices``, the first ones far oftener than the last."""
        return choices[int(self.random() ** 2 * len(choices))]

    def happens(self, percent: int) -> bool:
        """Return True so many times in a hundred."""
        return self.random() * 100 < percent

    def day(self, first: date, last: date) -> date:
        """Return a day from ``first`` to ``last``, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))

    def shares(self, count: int, percents: Mapping[Kind, int]) -> list[Kind]:
        """Return ``count`` kinds in mixed order, each with its share of the whole.

        A small office gets its two of a hundred as surely as a large one: shares
        are rounded, never left to luck.
        """
        whole = sum(percents.values())
        dealt: list[Kind] = []
        so_far = 0
        for kind, percent in percents.items():
            so_far += percent
            dealt += [kind] * (round(count * so_far / whole) - len(dealt))
        self.shuffle(dealt)
        return dealt
