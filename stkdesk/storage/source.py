"""Where an opened register lies, and how to speak with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Protocol

import sqlcipher3
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.storage.cipher import connect
from stkdesk.storage.file_hearing import FileHearing
from stkdesk.storage.keys import MasterKey

_FULL, _READ_ONLY, _BUSY = "database or disk is full", "readonly", "locked"
_DAMAGED = ("malformed", "not a database")
_NO_ANSWER = "disk I/O error"  # also a full disk, where SQLite maps memory to a file


class Hearer(Protocol):
    """Hears that others have saved; for one thread at a time."""

    @property
    def is_heard(self) -> bool:
        """Whether news would be heard now."""

    def changed(self, *, wait: float = 0) -> frozenset[str]:
        """Return the tables others have changed since last time."""

    def stop(self) -> None:
        """Wait no longer; from any thread."""

    def close(self) -> None:
        """Listen no more."""


class Register(Protocol):
    """An opened register: an encrypted file, or a database on a server."""

    @property
    def place(self) -> str:
        """Where it lies, as a person would say it."""

    @property
    def file(self) -> Path | None:
        """The file it lies in; None on a server."""

    def engine(self) -> Engine:
        """Return a new engine that works in it."""

    def is_in_place(self) -> bool:
        """Tell whether it still lies where it was opened."""

    def explained(self, error: DatabaseError) -> Exception:
        """Return what to tell the person, or ``error`` itself when it is a fault."""

    def mark(self, connection: Connection) -> str:
        """Note in the transaction that it is saved; "" where nobody need ask."""

    def took_hold(self, mark: str) -> bool:
        """Tell whether the transaction with ``mark`` was saved."""

    def tell(self, connection: Connection, tables: Collection[str]) -> None:
        """Let others who work in it hear of ``tables``, when they are saved."""

    def hearing(self, sitting: Callable[[], int | None]) -> Hearer:
        """Return what hears of the saves of all but ``sitting``."""

    def tidy(self, connection: Connection) -> None:
        """Leave the register in good order when the work is done."""


class FileRegister:
    """A register in an encrypted file on this machine."""

    def __init__(self, file: Path, key: MasterKey) -> None:
        """Work in ``file``, which ``key`` opens."""
        self._file, self.key = file, key
        self._identity = _identity_of(file)

    @property
    def file(self) -> Path:
        """The file it lies in."""
        return self._file

    @property
    def place(self) -> str:
        """The path of the file."""
        return str(self._file)

    def engine(self) -> Engine:
        """Return a new engine that works in the file."""
        return engine_for(self.file, self.key.database_key)

    def is_in_place(self) -> bool:
        """Tell whether the file that was opened still lies there."""
        return _identity_of(self.file) == self._identity

    def explained(self, error: DatabaseError) -> Exception:
        """Return what to tell the person, or ``error`` itself when it is a fault."""
        return _explained(error)

    def mark(self, _connection: Connection) -> str:
        """Return "": there is no line to a file that could break."""
        return ""

    def took_hold(self, _mark: str) -> bool:
        """Say no: an error while saving in a file means that nothing was saved."""
        return False

    def tell(self, _connection: Connection, _tables: Collection[str]) -> None:
        """Say nothing: nobody else works in a file."""

    def hearing(self, sitting: Callable[[], int | None]) -> Hearer:
        """Return what hears of the saves of other programs, such as the console."""
        return FileHearing(self.file, self.key.database_key, sitting)

    def tidy(self, connection: Connection) -> None:
        """Leave the planner's statistics fresh."""
        connection.exec_driver_sql("PRAGMA optimize")


def engine_for(file: Path, key: str, *, foreign_keys: bool = True) -> Engine:
    """Return an engine for the encrypted register in ``file``.

    ``foreign_keys`` is off only while a migration rebuilds tables: SQLite ignores
    that switch inside a transaction.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: connect(file, key, foreign_keys=foreign_keys),
        poolclass=QueuePool,
        hide_parameters=True,  # no personal data in the texts of errors
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A deferred transaction that reads and then writes fails at once when
        # somebody else has written; so whoever means to write says so first.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _identity_of(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None if it is gone."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _explained(error: DatabaseError) -> Exception:
    """Return what to tell the person, or the error itself when it is a fault."""
    text = str(error.orig)
    if _FULL in text:
        return CannotSaveError(
            "Disken er full. Det siste ble ikke lagret.",
            "Rydd plass og lagre igjen. Alt som var lagret fra før, er i behold.",
        )
    if _NO_ANSWER in text:
        return CannotSaveError(
            "Disken tar ikke imot mer. Det siste ble ikke lagret.",
            "Se etter at den har plass og sitter i, og lagre igjen. Alt som var lagret "
            "fra før, er i behold.",
        )
    if _READ_ONLY in text:
        return CannotSaveError(
            "Registeret kan bare leses.", "Be IT om skrivetilgang til mappen."
        )
    if any(word in text for word in _DAMAGED):
        return CannotOpenError(
            "Registerfilen er skadet.",
            "Lukk programmet og hent den siste sikkerhetskopien.",
        )
    if _BUSY in text:
        return CannotSaveError(
            "Et annet program holder registeret.",
            "Vent et øyeblikk og lagre igjen. Ingenting gikk tapt.",
        )
    return error
