"""A register in a PostgreSQL database on a server, shared by the whole office.

One saves at a time, as in a file: whoever means to write first takes a lock of the
whole register, so that a rule which looks first and writes then still holds.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DatabaseError

from stkdesk.storage.address import VERIFIED, Address
from stkdesk.storage.hearing import Hearing, new_voice, tell_others
from stkdesk.storage.server_errors import discreet, explained
from stkdesk.storage.tables import Commit
from stkdesk.storage.tables.base import now

ONE_WRITER = 7261  # the advisory lock of whoever writes; any number of our own
CONNECT_WAIT = 10  # seconds for the server to answer at all
SETTINGS = {  # of every session; times in milliseconds
    "search_path": "public",
    "timezone": "UTC",
    "statement_timeout": 60_000,
    "lock_timeout": 10_000,  # for another to finish saving
    # A program that died while saving must not keep the others waiting for long.
    "idle_in_transaction_session_timeout": 60_000,
}
ONE_MOMENT = "REPEATABLE READ"
KEPT = timedelta(days=7)  # marks of saves; asked for within the minute

log = logging.getLogger(__name__)


class ServerRegister:
    """A register in a database on a server, and who is signed in to it."""

    def __init__(self, address: Address, login: str, password: str) -> None:
        """Work at ``address`` as ``login``."""
        self.address, self.login, self.password = address, login, password
        self._voice = new_voice()

    @property
    def file(self) -> None:
        """None: it lies in no file that the program may touch."""
        return None

    @property
    def place(self) -> str:
        """Where it lies, as a person would say it."""
        return self.address.place

    def engine(self) -> Engine:
        """Return a new engine that works in the database."""
        return server_engine(self.address, self.login, self.password)

    def is_in_place(self) -> bool:
        """Say yes: a server that is gone is told by the first who asks it."""
        return True

    def explained(self, error: DatabaseError) -> Exception:
        """Return what to tell the person, or ``error`` itself when it is a fault."""
        return explained(error, at_work=True)

    def mark(self, connection: Connection) -> str:
        """Note in the transaction that it took hold; return what to ask for."""
        mark = uuid.uuid4().hex
        connection.execute(sa.insert(Commit).values(id=mark, at=now()))
        return mark

    def took_hold(self, mark: str) -> bool:
        """Tell whether the transaction with ``mark`` was saved before the line broke.

        The answer is final: the lock is had only after that transaction has ended.

        Raises ``DatabaseError`` when the server does not answer.
        """
        engine = self.engine().execution_options(writes=True)
        try:
            with engine.begin() as connection:
                asked = sa.select(sa.exists().where(Commit.id == mark))
                return bool(connection.scalar(asked))
        finally:
            engine.dispose()

    def tell(self, connection: Connection, tables: Collection[str]) -> None:
        """Let the others hear of ``tables`` when the transaction has taken hold."""
        tell_others(connection, self._voice, tables)

    def hearing(self, _sitting: Callable[[], int | None] | None = None) -> Hearing:
        """Return what hears of the saves of all but this register."""
        arguments = _connect_arguments(self.address, self.login, self.password)
        return Hearing(arguments | {"dbname": self.address.name}, self._voice)

    def tidy(self, connection: Connection) -> None:
        """Take out the marks nobody will ask for any more."""
        connection.execute(sa.delete(Commit).where(Commit.at < now() - KEPT))
        connection.commit()


def server_engine(address: Address, login: str, password: str) -> Engine:
    """Return an engine for the database at ``address``."""
    engine = create_engine(
        URL.create("postgresql+psycopg", database=address.name),
        connect_args=_connect_arguments(address, login, password),
        pool_pre_ping=True,  # a connection that broke overnight is made anew
        hide_parameters=True,  # no personal data in the texts of errors
        isolation_level="READ COMMITTED",
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
        else:  # what a list and its counts say belongs together
            connection.exec_driver_sql(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
            )

    @event.listens_for(engine, "handle_error")
    def _handle_error(context: ExceptionContext) -> None:
        discreet(context.original_exception, context.sqlalchemy_exception)

    return engine


def _connect_arguments(address: Address, login: str, password: str) -> dict[str, Any]:
    settings = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    arguments: dict[str, Any] = {
        "host": address.host,
        "port": address.port,
        "user": login,
        "password": password or None,
        "connect_timeout": CONNECT_WAIT,
        "application_name": "stkdesk",
        "client_encoding": "utf8",
        "options": settings,
        "sslmode": address.sslmode,
        "gssencmode": "disable",
        # A server that went away without a word is noticed within a minute.
        "keepalives_idle": 20,
        "keepalives_interval": 5,
        "keepalives_count": 4,
        "tcp_user_timeout": 40_000,
    }
    if address.sslmode == VERIFIED:
        arguments["sslrootcert"] = address.sslrootcert
    return arguments
