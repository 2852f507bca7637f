"""Working in an open register, one short transaction at a time."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlalchemy import Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    ChangedByAnotherError,
    OfficeError,
)
from stkdesk.storage.cipher import connect

log = logging.getLogger(__name__)

_FULL, _READ_ONLY, _BUSY = "database or disk is full", "readonly", "locked"
_DAMAGED = ("malformed", "not a database")
_NO_ANSWER = "disk I/O error"  # also a full disk, where SQLite maps memory to a file


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


class Database:
    """An open register.

    Several threads may work in it at once, each in a session of its own.
    """

    def __init__(self, file: Path, key: str) -> None:
        """Work in ``file``, which ``key`` (64 hexadecimal digits) opens."""
        self.file = file
        self._identity = _identity_of(file)
        self._engine = engine_for(file, key)
        writer = self._engine.execution_options(writes=True)
        self._writing = sessionmaker(writer, expire_on_commit=False)
        self._reading = sessionmaker(self._engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session; save everything at the end, or nothing at all.

        ``session.info["changed"]`` holds the names of the tables saved so far.

        Raises:
            ChangedByAnotherError: if someone else saved the same record meanwhile.
            CannotSaveError: if the disk is full, another program holds the file, or it
                is no longer where it was opened.

        """
        # SQLite would write on, into a file that nobody will ever open again.
        if not self._is_in_place():
            raise CannotSaveError(
                "Registerfilen ligger ikke lenger der den lå. Det siste ble ikke "
                "lagret.",
                "Noen har flyttet, slettet eller byttet den ut. Legg den tilbake, lukk "
                "programmet og start igjen.",
            )
        try:
            with self._writing.begin() as session:
                session.info["changed"] = set[str]()
                event.listen(session, "after_flush", _note_flushed)
                event.listen(session, "do_orm_execute", _note_executed)
                yield session
        except StaleDataError as stale:
            raise ChangedByAnotherError(
                "Noen andre har endret det samme i mellomtiden.",
                "Åpne det på nytt og gjør endringen om igjen.",
            ) from stale
        except DatabaseError as error:
            raise _explained(error) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session to read in; whatever is changed in it is thrown away."""
        try:
            with self._reading() as session:
                yield session
        except DatabaseError as error:
            raise _explained(error) from error

    def close(self) -> None:
        """Let go of the file, and leave the planner's statistics fresh."""
        try:
            if self._is_in_place():  # connecting would make an empty file
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA optimize")
        except (DatabaseError, OfficeError):  # a full disk must not hinder closing
            log.info("the planner's statistics were not refreshed")
        finally:
            self._engine.dispose()

    def _is_in_place(self) -> bool:
        return _identity_of(self.file) == self._identity


def _identity_of(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from another of the same name; None if it is gone."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _note_flushed(session: Session, _flush: UOWTransaction) -> None:
    touched = [*session.new, *session.dirty, *session.deleted]
    session.info["changed"] |= {item.__tablename__ for item in touched}


def _note_executed(state: ORMExecuteState) -> None:
    if state.is_select:
        return
    table = getattr(state.statement, "table", None)
    if table is not None:
        state.session.info["changed"].add(table.name)


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
