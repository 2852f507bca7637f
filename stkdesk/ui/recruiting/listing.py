"""The applicants as a list: its columns, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import search_text, sort_key
from stkdesk.services.recruiting_board import BoardCard
from stkdesk.ui.recruiting.words import applied, lacks, step_mark, waited
from stkdesk.ui.table import Column

COLUMNS = (
    Column("Navn", lambda row: row.name, key="name", strong=True),
    Column(
        "Steg",
        lambda row: row.step.label,
        key="step",
        width=160,
        keep=9,
        mark=lambda row: step_mark(row.step),
    ),
    Column("I steget", waited, key="waited", width=92, keep=8, right=True),
    Column("Mangler nå", lacks, width=330, keep=7, muted=True),
    Column("Søkte", applied, key="applied", width=96, keep=4, muted=True),
)


def found_by(words: str, cards: Sequence[BoardCard]) -> list[BoardCard]:
    """Return those whose names begin with ``words``, in the order they came."""
    wanted = search_text(words).split()
    return [
        each
        for each in cards
        if all(f" {word}" in search_text(each.name) for word in wanted)
    ]


def page_of(
    found: Sequence[BoardCard], query: ListQuery, everything: int
) -> ListPage[BoardCard]:
    """Return the rows ``query`` asks for; alike ones stay in the board's own order."""
    ordered = list(found)
    if key := _SORTS.get(query.sort):
        ordered.sort(key=key)
    if query.descending:
        ordered.reverse()
    rows = ordered[query.offset : query.offset + query.limit]
    return ListPage(tuple(rows), len(ordered), everything, {})


def _by_name(card: BoardCard) -> str:
    given, _, family = card.name.rpartition(" ")
    return sort_key(family, given)


_SORTS: dict[str, Callable[[BoardCard], Any]] = {
    "name": _by_name,
    "waited": lambda card: card.waited_days,
    "applied": lambda card: card.applied_on or date.min,
}
