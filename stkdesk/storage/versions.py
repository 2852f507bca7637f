"""Which libraries keep the register; opens nothing."""

from __future__ import annotations

from importlib import metadata

from sqlcipher3 import dbapi2 as driver

LIBRARIES = ("SQLAlchemy", "alembic", "cryptography", "reportlab", "psycopg")


def library_versions() -> dict[str, str]:
    """Return the version of each library by its name; "" when it does not tell."""
    found = {"SQLCipher": _cipher(), "SQLite": driver.sqlite_version}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:  # the frozen program leaves most out
            found[name] = ""
    return found


def _cipher() -> str:
    connection = driver.connect(":memory:")
    try:
        [(version,)] = connection.execute("PRAGMA cipher_version").fetchall()
        return str(version)
    except (driver.DatabaseError, ValueError):
        return ""
    finally:
        connection.close()
