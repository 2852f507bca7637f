"""Long lists, asked for a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE = 300  # rows; what a table fetches at a time


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows of a long list are wanted, and in what order."""

    search: str = ""  # words in any order, typed any way
    chip: str = ""  # name of a filter; "" shows all
    sort: str = ""  # key of a column; "" is the list's own order
    descending: bool = False
    offset: int = 0
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Row]):
    """One page of a list, with what stands around it."""

    rows: tuple[Row, ...]
    total: int  # rows that match, on all pages
    everything: int = 0  # rows there are without search and filter
    chips: Mapping[str, int] = field(default_factory=dict)  # rows behind each filter
