"""One page of a long list, and how long the list is, searching as little as can be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, UnaryExpression, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListQuery
from stkdesk.services.access import inner


@inner
def page_of(
    session: Session,
    found: Select[int],
    ordered: Select[int],
    query: ListQuery,
    *,
    unsearched: int,
) -> tuple[Sequence[int], int]:
    """Return the numbers on the page ``query`` asks for, and how many match in all.

    ``found`` gives the numbers of all that match, ``ordered`` the same in order. They
    are counted only if the page is full, and not when nothing is searched for: then
    they are the ``unsearched`` ones behind the filter.
    """
    numbers = session.scalars(ordered.offset(query.offset).limit(query.limit)).all()
    if not query.search.strip():
        return numbers, unsearched
    if len(numbers) < query.limit and (numbers or not query.offset):
        return numbers, query.offset + len(numbers)
    counted = select(func.count()).select_from(found.subquery())
    return numbers, session.scalar(counted) or 0


def sorted_by(column: Any, *, descending: bool = False) -> UnaryExpression[Any]:
    """Return the order by ``column``: what is empty first, or last when descending.

    PostgreSQL would have it the other way round. It is said only of what may be empty:
    an index there is not used for an order it does not know it has.
    """
    by: UnaryExpression[Any] = column.desc() if descending else column.asc()
    if not getattr(column, "nullable", False):
        return by
    return by.nulls_last() if descending else by.nulls_first()
