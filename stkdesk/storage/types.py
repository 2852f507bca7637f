"""Column kinds that behave the same on SQLCipher and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine

from stkdesk.storage.who import MOMENT

# STRICT tables know INTEGER, TEXT and BLOB only; every other name is refused there.


@compiles(sa.String, "sqlite")
@compiles(sa.Text, "sqlite")
@compiles(sa.Date, "sqlite")
@compiles(sa.DateTime, "sqlite")
@compiles(sa.Enum, "sqlite")
def _as_text(_kind: TypeEngine[Any], _compiler: object, **_options: object) -> str:
    return "TEXT"


@compiles(sa.Boolean, "sqlite")
@compiles(sa.BigInteger, "sqlite")
@compiles(sa.SmallInteger, "sqlite")
def _as_integer(_kind: TypeEngine[Any], _compiler: object, **_options: object) -> str:
    return "INTEGER"


class UtcMoment(TypeDecorator[datetime]):
    """A moment in UTC; on SQLCipher a text of fixed width, so that it sorts."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True
    _SHAPE = MOMENT

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Keep text where the engine has no moments of its own."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.Text())
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Store ``value``; a moment without a time zone is a fault."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value.strftime(self._SHAPE) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Give ``value`` back in UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC) if value is not None else None


def code(kind: type[StrEnum], name: str, *, checked: bool = True) -> sa.Enum:
    """Return a column of the values of ``kind``, by default checked by the database.

    Written as text with a named CHECK on both engines: a native enumeration is
    awkward to change on PostgreSQL and absent on SQLite.
    """
    return sa.Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=checked,
        length=32,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
    )


#: Text compared byte by byte on both engines, whatever the server's language.
KeyText = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

#: Amounts of money, whole øre.
Ore = sa.BigInteger

#: Short numbers of records.
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
