"""Engines of different tests share what was compiled, where they may."""

import sqlcipher3.dbapi2
from sqlalchemy import create_engine, literal, select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine.interfaces import CacheStats


def asked(number):
    """Return what a new engine answers, and whether it had to compile the question."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        answer = connection.execute(select(literal(number).label("shared")))
        told = answer.scalar_one(), answer.context.cache_hit
    engine.dispose()
    return told


def test_a_statement_is_compiled_once_for_all_engines_and_answered_anew():
    asked(1)
    assert asked(2) == (2, CacheStats.CACHE_HIT)


def test_another_library_or_another_server_shares_nothing():
    own, same, ciphers = (
        create_engine("sqlite://", module=module).dialect
        for module in (None, None, sqlcipher3.dbapi2)
    )
    assert own == same != ciphers
    old, new = PGDialect_psycopg(), PGDialect_psycopg()
    assert old == new
    old.server_version_info = (15, 0)
    assert old != new
    assert own not in (old, None)
