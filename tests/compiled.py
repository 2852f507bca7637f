"""What SQLAlchemy has made of a statement is kept from one test to the next.

It compiles each statement once for every engine. The program has one engine all day;
the tests have one each, and would spend a quarter of their time on compiling.
"""

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

KEPT = 1_500  # statements; the program has far fewer in use at a time

compiled = LRUCache(KEPT)


def share_compiled():
    """Let all engines that talk to the same kind of database share what is compiled."""
    DefaultDialect.__hash__ = lambda self: hash(type(self))
    DefaultDialect.__eq__ = _is_same
    event.listen(Engine, "engine_connect", _share)


def _share(connection):
    connection.engine._compiled_cache = compiled


def _is_same(dialect, other):
    return isinstance(other, DefaultDialect) and _told(dialect) == _told(other)


def _told(dialect):
    """Return all that a statement is compiled by: the library and what it can do."""
    version = getattr(dialect, "server_version_info", None)
    return type(dialect), dialect.dbapi, dialect.paramstyle, version
