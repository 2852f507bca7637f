"""One sitting, from sign-in to sign-out: what is open in it, and what is looked for.

One record that is opened is one event, however often the window reads it again, and
putting it away is another: together they are the period of access. A search is one
event when it has settled, not one for each key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from threading import Lock
from typing import Any, NamedTuple

from stkdesk.domain.trail import Action
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail_chain import Entry

#: A search that is typed on within this time is the same search.
SETTLES = timedelta(seconds=10)
LOOKS = (Action.LISTED, Action.SEARCHED)

Place = tuple[str, int | None, int | None]  # table, record, period of a sheet


class Opening(NamedTuple):
    """A record that is open: the event that tells of it, and whom it is about."""

    event: int
    person: int | None


class Sitting:
    """What the trail must remember while somebody is at work; safe between threads."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.number: int | None = None  # of the event that signed in
        self._lock = Lock()
        self._open: dict[Place, Opening | None] = {}  # None: being written
        self._looks: dict[str, Entry] = {}  # the last of each list, written
        self._waiting: dict[str, Entry] = {}  # the last of each list, not yet settled

    def claim(self, entries: Sequence[Entry]) -> list[Entry]:
        """Return what is to be written now that ``entries`` came; nobody else will.

        That is not a record which is open, nor a list that shows what it showed; but
        it is what was looked for before and has settled by now.
        """
        with self._lock:
            found = self._to_write(entries)
            for entry in found:
                if entry.action is Action.OPENED:
                    self._open[place_of(entry)] = None
                elif entry.action in LOOKS:
                    self._waiting.pop(entry.table)
                    self._looks[entry.table] = entry
            for entry in entries:
                if entry.action in LOOKS:
                    self._wait(entry)
            return found

    def written(self, entries: Iterable[tuple[int, Entry]]) -> None:
        """Remember that ``entries`` stand in the trail, by these numbers."""
        with self._lock:
            for number, entry in entries:
                if entry.action is Action.OPENED:
                    self._open[place_of(entry)] = Opening(number, entry.person)
                elif entry.action is Action.CLOSED:
                    self._open.pop(place_of(entry), None)

    def give_back(self, entries: Iterable[Entry]) -> None:
        """Forget that ``entries`` were claimed: they could not be written."""
        with self._lock:
            for entry in entries:
                if entry.action is Action.OPENED:
                    self._open.pop(place_of(entry), None)
                elif entry.action in LOOKS:
                    self._looks.pop(entry.table, None)
                    self._waiting.setdefault(entry.table, entry)

    def closings(self, place: Place | None = None) -> list[Entry]:
        """Return what tells that ``place`` is put away; None: everything that is open.

        A list is named by its table alone.
        """
        with self._lock:
            if place is None or place[1] is None:
                for table in [place[0]] if place else [*self._looks, *self._waiting]:
                    self._looks.pop(table, None)
                    if table in self._waiting:  # it has settled
                        self._waiting[table].settled = True
            places = [place] if place else list(self._open)
            return [
                Entry(
                    action=Action.CLOSED,
                    table=each[0],
                    record=each[1],
                    person=opening.person,
                    reference=opening.event,
                    detail=None if each[2] is None else {"period": each[2]},
                )
                for each in places
                if (opening := self._open.get(each)) is not None
            ]

    def _to_write(self, entries: Sequence[Entry]) -> list[Entry]:
        looks = {entry.table: entry for entry in entries if entry.action in LOOKS}
        settled = [
            old
            for table, old in self._waiting.items()
            if old.settled
            or now() - old.at > SETTLES
            or (table in looks and not _goes_on(old, looks[table]))
        ]
        found: dict[Any, Entry] = {}
        for entry in entries:
            if entry.action is Action.OPENED:
                if place_of(entry) not in self._open:
                    found.setdefault(place_of(entry), entry)
            elif entry.action not in LOOKS:
                found[id(entry)] = entry
        return [*settled, *found.values()]

    def _wait(self, entry: Entry) -> None:
        """Let the newest look at a list wait until it has settled."""
        last, waiting = self._looks.get(entry.table), self._waiting.get(entry.table)
        if waiting is None and last is not None and _same(last, entry):
            return
        if waiting is not None and _same(waiting, entry):
            entry.at = waiting.at
        self._waiting[entry.table] = entry

    @property
    def is_waiting(self) -> bool:
        """Whether a look at a list has not settled yet."""
        return bool(self._waiting)


def place_of(entry: Entry) -> Place:
    """Return what is opened or put away by ``entry``."""
    return entry.table, entry.record, (entry.detail or {}).get("period")


def _look(entry: Entry) -> dict[str, Any]:
    return {name: v for name, v in (entry.detail or {}).items() if name != "hits"}


def _same(one: Entry, other: Entry) -> bool:
    return one.action is other.action and _look(one) == _look(other)


def _goes_on(old: Entry, new: Entry) -> bool:
    """Tell whether ``new`` is ``old`` typed on, or some of it taken away again."""
    if _same(old, new):
        return True
    if old.action is not Action.SEARCHED or new.action is not Action.SEARCHED:
        return False
    before, after = _look(old), _look(new)
    one, other = before.pop("words", ""), after.pop("words", "")
    typed_on = one.startswith(other) or other.startswith(one)
    return before == after and typed_on and new.at - old.at <= SETTLES
