"""How a letter with fields is put together, as data: parts, turns and fact rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One section: a heading, texts of ours, and what the caseworker has typed."""

    heading: str  # key among the headings of the letter
    text: str = ""  # key of our texts; "" when there are none
    typed: str = ""  # key of a field; the section is left out while it is empty
    as_list: bool = False  # what is typed: one item on each line
    text_first: bool = False  # our texts stand before what is typed
    text_stays: bool = False  # the section stands also while nothing is typed
    is_points: bool = False  # the arguments of the complaint, each with its answer


@dataclass(frozen=True, slots=True)
class Turns:
    """What a letter says in one of several ways."""

    ways: tuple[str, ...]  # the usual one first
    texts: tuple[str, ...]  # keys of the texts, each in the table of the way


@dataclass(frozen=True, slots=True)
class Build:
    """All that one kind of letter is put together of."""

    parts: tuple[Part, ...]
    rows: tuple[tuple[str, str], ...] = ()  # of the fact box: label, field or text
    turns: Turns | None = None
    asks: bool = True  # it ends with whom to ask
    tells_insight: bool = False  # and with the right to see the documents


def typed_after(heading: str, text: str, typed: str) -> Part:
    """Return a section of ours that stands, with what is typed below when it is."""
    return Part(heading, text, typed, text_first=True, text_stays=True)
