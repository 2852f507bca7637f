"""Hearing that another program has saved in the same file, such as the console.

SQLite counts the saves of others for each connection, which costs next to nothing to
ask. Only when the count has moved is the trail looked at: it tells whether anything
was changed, or merely read, and whether it was ourselves on another connection.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from stkdesk.domain.trail import Action
from stkdesk.storage.cipher import connect

log = logging.getLogger(__name__)

EVERYTHING = "*"  # among the tables: news may have been missed, read all again
POLL = 2.0  # seconds between two looks
_CHANGES = (
    Action.ADDED,
    Action.CHANGED,
    Action.REMOVED,
    Action.ISSUED,
    Action.RESTORED,
    Action.ERASED,
)
_NEWS = (
    "SELECT 1 FROM events WHERE seq > ? AND sitting IS NOT ? AND action IN "
    f"({', '.join('?' * len(_CHANGES))}) LIMIT 1"
)


class FileHearing:
    """Looks on a connection of its own; for one thread at a time."""

    def __init__(self, file: Path, key: str, sitting: Callable[[], int | None]) -> None:
        """Listen to all but ``sitting``; connects when it is first asked."""
        self._file, self._key, self._sitting = file, key, sitting
        self._connection: Any = None
        self._version, self._seq = 0, 0
        self._closing = Event()

    @property
    def is_heard(self) -> bool:
        """Whether news would be heard: a file is always within reach."""
        return True

    def changed(self, *, wait: float = POLL) -> frozenset[str]:
        """Return ``EVERYTHING`` if another has saved, after up to ``wait`` seconds."""
        if self._connection is None:
            self._connection = connect(self._file, self._key)
            self._version, self._seq = self._count(), self._end()
            return frozenset()
        if self._closing.wait(wait):
            return frozenset()
        try:
            return self._look()
        except self._connection.Error:  # the file is held: look again next time
            log.info("the count of saves could not be read")
            return frozenset()

    def stop(self) -> None:
        """Wait no longer; from any thread."""
        self._closing.set()

    def close(self) -> None:
        """Listen no more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _look(self) -> frozenset[str]:
        version = self._count()
        if version == self._version:
            return frozenset()
        before, self._version, self._seq = self._seq, version, self._end()
        asked = (before, self._sitting(), *(each.value for each in _CHANGES))
        has_news = self._connection.execute(_NEWS, asked).fetchone()
        return frozenset({EVERYTHING}) if has_news else frozenset()

    def _count(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _end(self) -> int:
        found = self._connection.execute("SELECT seq FROM event_head").fetchone()
        return int(found[0])
