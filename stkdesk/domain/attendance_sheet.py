"""Two people's work on one sheet of attendance, put together line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Joined(Generic[Key, Value]):
    """Both people's lines: mine where both said something else about the same."""

    lines: dict[Key, Value]
    clashes: tuple[Key, ...]  # where both have changed, and differ
    news: tuple[Key, ...]  # taken from the other


def join(
    seen: Mapping[Key, Value], mine: Mapping[Key, Value], theirs: Mapping[Key, Value]
) -> Joined[Key, Value]:
    """Return ``mine`` and ``theirs`` together; ``seen`` is what both began with.

    A line only one of them has changed is that one's. What is not in ``theirs`` any
    more (a member who has left) is left out.
    """
    lines: dict[Key, Value] = {}
    clashes, news = [], []
    for key, their in theirs.items():
        mine_now, before = mine.get(key, their), seen.get(key, their)
        if mine_now in (before, their):
            lines[key] = their
            if their != before:
                news.append(key)
        else:
            lines[key] = mine_now
            if their != before:
                clashes.append(key)
    return Joined(lines, tuple(clashes), tuple(news))
