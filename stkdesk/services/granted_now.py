"""What is granted to every client on one day, read at once for all of them.

The same as ``services.in_force`` finds, for thousands: most clients have one decision,
or one that took over from another, which needs little working out. A test holds the
two equal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionKind, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import IssuedDecision, forces
from stkdesk.domain.waiting import ONE_DAY, a_month, granted_since
from stkdesk.services.access import inner
from stkdesk.services.gate_reading import numbers_text

_KINDS = ", ".join(
    f"'{kind.value}'" for kind in DecisionKind if kind.grants or kind.changes_another
)
# No column that stands behind the long texts: to read those costs ten times as much.
_ISSUED = (
    "SELECT number, client_number, kind, valid_from, valid_to, hours_unit"
    f" FROM decisions WHERE state = 'issued' AND kind IN ({_KINDS})"
)
_ITEMS = "SELECT decision_number, solution, minutes FROM decision_items"
_OF_SOME = " AND client_number IN {}"
_ITEMS_OF_SOME = (
    " WHERE decision_number IN (SELECT number FROM decisions WHERE client_number IN {})"
)
_CHANGES, _CORRECTS = (
    f"SELECT number, {column} FROM decisions WHERE {column} IS NOT NULL"
    for column in ("changes_number", "corrects_number")
)
Issued = Sequence[Any]  # a row of ``_ISSUED``
Items = dict[int, list[tuple[str, int]]]  # solution and minutes, by decision
# Looking one up takes a tenth of asking the enumeration, thousands of times.
_KIND = {each.value: each for each in DecisionKind}
_GRANTS = frozenset(each.value for each in DecisionKind if each.grants)
_UNIT = {each.value: each for each in HoursUnit}
_SOLUTION = {each.value: each for each in Solution}


class Granted(NamedTuple):
    """What one client is granted today."""

    minutes: int  # a month of four weeks
    unit: HoursUnit  # a week if any of it is counted so
    since: date  # without a gap


@inner
def granted_now(
    session: Session, *, today: date, only: Collection[int] | None = None
) -> dict[int, Granted]:
    """Return what each client is granted today; nobody who is granted nothing.

    ``only``: of these clients.
    """
    items: Items = {}
    for number, solution, minutes in asked(session, _ITEMS, _ITEMS_OF_SOME, only):
        items.setdefault(number, []).append((solution, minutes))
    by_client: dict[int, list[Issued]] = {}
    for row in asked(session, _ISSUED, _OF_SOME, only):
        by_client.setdefault(row[1], []).append(row)
    changes, corrects = (
        {number: other for number, other in asked(session, sql, "", None)}
        for sql in (_CHANGES, _CORRECTS)
    )
    related = {*changes, *changes.values(), *corrects, *corrects.values()}
    found: dict[int, Granted] = {}
    for client, rows in by_client.items():
        if _is_plain(rows, items, related):
            granted = _of_plain(rows, items, today)
        else:
            granted = _of_several(rows, items, changes, corrects, today)
        if granted is not None:
            found[client] = granted
    return found


@inner
def asked(
    session: Session, sql: str, of_some: str, only: Collection[int] | None
) -> Sequence[Sequence[Any]]:
    """Return the rows of ``sql``; of the clients in ``only``, with ``of_some``."""
    some = "" if only is None else of_some.format(numbers_text(only))
    return session.connection().exec_driver_sql(sql + some).all()


def day(value: date | str | None) -> date | None:
    """Return the day that stands in a row: a server gives days, a file their text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _is_plain(rows: Sequence[Issued], items: Items, related: Collection[int]) -> bool:
    """Tell whether each only takes over from the one before; as most are."""
    only: str | None = None
    for row in rows:
        mine = items.get(row[0], ())
        if len(mine) != 1 or row[2] not in _GRANTS or row[0] in related:
            return False
        solution = mine[0][0]
        if only is not None and solution != only:
            return False
        only = solution
    return True


def _of_plain(rows: list[Issued], items: Items, today: date) -> Granted | None:
    """Return what the newest that has begun grants, and since when without a gap."""
    if len(rows) > 1:
        rows.sort(key=lambda row: (row[3], row[0]))
    granted: Granted | None = None
    for number, _client, _kind, first, last, unit_word in reversed(rows):
        since, until = day(first), day(last)
        minutes = items[number][0][1]
        if since is None or since > today:
            continue
        holds_until = granted.since - ONE_DAY if granted else today
        if not minutes or (until is not None and until < holds_until):
            break
        unit = granted.unit if granted else _UNIT[unit_word]
        total = granted.minutes if granted else a_month(minutes, unit)
        granted = Granted(total, unit, since)
    return granted


def _of_several(
    rows: Sequence[Issued],
    items: Items,
    changes: dict[int, int],
    corrects: dict[int, int],
    today: date,
) -> Granted | None:
    held = forces(
        IssuedDecision(
            number,
            _KIND[kind],
            day(first),
            day(last),
            _UNIT[unit],
            tuple([GrantItem(_SOLUTION[s], m) for s, m in items.get(number, ())]),
            changes.get(number),
            corrects.get(number),
        )
        for number, _client, kind, first, last, unit in rows
    )
    now = [each for each in held if each.holds_on(today)]
    since = granted_since(held, today)
    if since is None:
        return None
    weekly = any(each.unit is HoursUnit.WEEK for each in now)
    return Granted(
        sum(a_month(each.minutes, each.unit) for each in now),
        HoursUnit.WEEK if weekly else HoursUnit.MONTH,
        since,
    )
