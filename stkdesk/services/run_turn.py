"""Corrections that must wait: nothing is taken back before what it is taken from.

A correction says only the difference, so it goes with the run of the sheets before it
or with a later one; never ahead of one that was taken back to be done again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner
from stkdesk.services.run_sheets import RunSheet
from stkdesk.services.sheet_rows import chunks
from stkdesk.storage.tables import LeaderSheet, Timesheet

#: Gone before, or nothing there is to go.
GONE = (SheetState.SENT, SheetState.PAID, SheetState.NOTHING)


@inner
def out_of_turn(session: Session, ready: Sequence[RunSheet]) -> frozenset[RunSheet]:
    """Return those of ``ready`` whose earlier sheets neither are gone nor go along."""
    return frozenset(
        early for led in (False, True) for early in _early(session, ready, led)
    )


@inner
def later_runs(session: Session, run: int) -> frozenset[int]:
    """Return the other runs that hold a correction of a sheet in ``run``."""
    return frozenset(
        number
        for is_leader in (False, True)
        for number in session.scalars(_corrections(run, is_leader))
    )


def _early(
    session: Session, ready: Sequence[RunSheet], is_leader: bool
) -> Iterator[RunSheet]:
    kind = [each for each in ready if each.is_leader == is_leader]
    before = _before(session, [e.number for e in kind if e.serial > 1], is_leader)
    going = {each.number for each in kind}
    for sheet in sorted(kind, key=lambda each: each.serial):
        earlier = before.get(sheet.number, ())
        if any(number not in going and state not in GONE for number, state in earlier):
            going.discard(sheet.number)
            yield sheet


def _before(
    session: Session, numbers: Sequence[int], is_leader: bool
) -> dict[int, list[tuple[int, SheetState]]]:
    """Return the sheets before each correction, with how far they have come."""
    later, earlier = _twice(is_leader)
    found: dict[int, list[tuple[int, SheetState]]] = defaultdict(list)
    for some in chunks(numbers):
        asked = (
            select(later.number, earlier.number, earlier.state)
            .join(earlier, _same_chain(earlier, later, is_leader))
            .where(later.number.in_(some), earlier.serial < later.serial)
        )
        for number, *before in session.execute(asked):
            found[number].append((before[0], before[1]))
    return found


def _corrections(run: int, is_leader: bool) -> Select[int]:
    mine, later = _twice(is_leader)
    return (
        select(later.run_number)
        .join(mine, _same_chain(mine, later, is_leader))
        .where(
            mine.run_number == run,
            later.serial > mine.serial,
            later.run_number.is_not(None),
            later.run_number != run,
        )
        .distinct()
    )


def _twice(is_leader: bool) -> tuple[Any, Any]:
    table = LeaderSheet if is_leader else Timesheet
    return aliased(table), aliased(table)


def _same_chain(one: Any, other: Any, is_leader: bool) -> ColumnElement[bool]:
    whose = (
        (one.contact_number == other.contact_number)
        & (one.group_number == other.group_number)
        if is_leader
        else one.assignment_number == other.assignment_number
    )
    return and_(one.period_number == other.period_number, whose)
