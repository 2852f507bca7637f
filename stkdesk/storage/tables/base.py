"""The parent of every table, and the few column shapes all rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    declared_attr,
    mapped_column,
)

from stkdesk.storage.types import Number, UtcMoment

NAMES = {  # every constraint has a name, so that a migration can find it again
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


_STANDS: ContextVar[datetime | None] = ContextVar("clock stands", default=None)


def now() -> datetime:
    """Return this moment, in UTC; inside ``clock_stands`` the one given there."""
    return _STANDS.get() or datetime.now(UTC)


@contextmanager
def clock_stands(at: datetime) -> Iterator[None]:
    """Let ``now`` be ``at`` inside: for what is done as if it were another day."""
    token = _STANDS.set(at)
    try:
        yield
    finally:
        _STANDS.reset(token)


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A table with a typed constructor, strict columns and named constraints."""

    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: sa.Text,
        date: sa.Date,
        datetime: UtcMoment,
    }
    rules: ClassVar[tuple[Any, ...]] = ()  # constraints and indexes of the table

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:
        """Collect the rules of the table and make it STRICT."""
        return (*cls.rules, {"sqlite_strict": True})


class Edited(MappedAsDataclass, kw_only=True):
    """What a person edits: a save of an outdated copy is refused, not merged.

    ``version`` counts saves; SQLAlchemy raises ``StaleDataError`` when it has moved.
    ``changed_by`` is the number of who saved it last in the staff list, None when the
    program did; the database fills it in.
    """

    version: Mapped[int] = mapped_column(init=False)
    changed_at: Mapped[datetime] = mapped_column(
        init=False, insert_default=now, onupdate=now
    )
    changed_by: Mapped[int | None] = mapped_column(Number, init=False, default=None)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let SQLAlchemy keep the count."""
        return {"version_id_col": cls.version}


def number_key() -> Any:
    """Return the primary key: the record's short number, counting from 1."""
    return mapped_column(Number, primary_key=True, init=False)


def points_to(
    target: str, *, ondelete: str = "RESTRICT", index: bool = True, **options: Any
) -> Any:
    """Return a foreign key column to ``target`` (``table.column``)."""
    key = sa.ForeignKey(target, ondelete=ondelete)
    return mapped_column(Number, key, index=index, **options)


def yes_no(name: str, *, default: bool = False) -> Any:
    """Return a column that holds yes or no, checked by the database."""
    return mapped_column(
        sa.Boolean(create_constraint=True, name=f"{name}_bool"), default=default
    )


def not_backwards(first: str, last: str) -> sa.CheckConstraint:
    """Return the rule that a period does not end before it starts."""
    return sa.CheckConstraint(
        f"{last} IS NULL OR {last} >= {first}", name=f"{first}_{last}"
    )


def not_negative(*columns: str) -> tuple[sa.CheckConstraint, ...]:
    """Return the rule that amounts are 0 or more, one for each column."""
    return tuple(
        sa.CheckConstraint(f"{c} >= 0", name=f"{c}_not_negative") for c in columns
    )
