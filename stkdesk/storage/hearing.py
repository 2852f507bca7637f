"""Hearing at once that somebody else has saved, from the server itself.

Each save sends the names of the tables it changed, and which program sends; the server
passes it on when the save takes hold, and never when it is undone.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection
from typing import Any

import psycopg
from sqlalchemy import Connection

from stkdesk.storage.file_hearing import EVERYTHING

log = logging.getLogger(__name__)

CHANNEL = "stkdesk"


def new_voice() -> str:
    """Return what tells the news of one open register from those of others."""
    return uuid.uuid4().hex[:12]


def tell_others(connection: Connection, voice: str, tables: Collection[str]) -> None:
    """Let the others hear of ``tables`` when this transaction has taken hold."""
    if tables:
        told = (CHANNEL, f"{voice} {' '.join(sorted(tables))}")
        connection.exec_driver_sql("SELECT pg_notify(%s, %s)", told)


class Hearing:
    """Listens on a connection of its own; for one thread at a time."""

    def __init__(self, connecting: dict[str, Any], voice: str) -> None:
        """Listen to all but ``voice``; connects when it is first asked."""
        self._connecting, self._voice = connecting, voice
        self._connection: psycopg.Connection[Any] | None = None
        self._has_listened = False

    @property
    def is_heard(self) -> bool:
        """Whether news would be heard; False while the server is out of reach."""
        return self._connection is not None

    def stop(self) -> None:
        """Wait no longer; from any thread. What is waited for is short."""

    def changed(self, *, wait: float = 0) -> frozenset[str]:
        """Return the tables others have changed since last time.

        Waits up to ``wait`` seconds for the first. After the line has been broken
        nobody knows what was missed: then ``EVERYTHING`` is among them.
        """
        try:
            if self._connection is None:
                return self._listen()
            self._connection.execute("SELECT 1")  # else a dead line is only silent
            heard = [*self._connection.notifies(timeout=wait, stop_after=1)]
            heard += self._connection.notifies(timeout=0)
        except psycopg.Error:
            log.info("the line for news broke")
            self.close()
            return frozenset()  # until it can be listened again
        return frozenset().union(*(self._tables(each.payload) for each in heard))

    def close(self) -> None:
        """Listen no more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listen(self) -> frozenset[str]:
        connection = psycopg.connect(**self._connecting, autocommit=True)
        connection.execute(f"LISTEN {CHANNEL}")
        self._connection = connection
        again, self._has_listened = self._has_listened, True
        return frozenset({EVERYTHING}) if again else frozenset()

    def _tables(self, told: str) -> frozenset[str]:
        voice, *tables = told.split()
        return frozenset() if voice == self._voice else frozenset(tables)
