"""What two support contacts said before they became one, kept so that it can be undone.

A value is kept as text or a whole number, whatever its column holds.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from stkdesk.storage.tables import Contact, Person, PersonAddress

Columns = dict[str, Any]  # "people.phone" -> "99 88 77 66"
LEFT_OUT = frozenset({"number", "version", "changed_at", "changed_by"})
#: Moved and put back by the errand itself; the newest declaration follows from them.
LEFT_OUT_OF_CONTACT = frozenset({"person_number", "merged_into"})


def columns_of(contact: Contact) -> Columns:
    """Return what a support contact and the person behind say, by column."""
    return {
        f"{row.__tablename__}.{name}": _plain(getattr(row, name))
        for row in _rows(contact)
        for name in _names(row)
    }


def changed_columns(before: Columns, after: Columns) -> dict[str, list[Any]]:
    """Return before and after of each column that is another than it was."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }


def put_columns_back(contact: Contact, changed: dict[str, list[Any]]) -> None:
    """Write what stood there before, unless it has been changed since."""
    for row in _rows(contact):
        for name in _names(row):
            pair = changed.get(f"{row.__tablename__}.{name}")
            if pair is not None and _plain(getattr(row, name)) == pair[1]:
                setattr(row, name, _value(row, name, pair[0]))


def _rows(contact: Contact) -> list[Contact | Person | PersonAddress]:
    return [contact, contact.person, *contact.person.addresses[-1:]]


def _names(row: Contact | Person | PersonAddress) -> list[str]:
    left_out = LEFT_OUT | (
        LEFT_OUT_OF_CONTACT if isinstance(row, Contact) else {"person_number"}
    )
    return [
        column.name for column in row.__table__.columns if column.name not in left_out
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _value(row: Contact | Person | PersonAddress, name: str, plain: Any) -> Any:
    kind = row.__table__.columns[name].type
    if plain is None:
        return None
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return kind.enum_class(plain)
    return date.fromisoformat(plain) if isinstance(kind, sa.Date) else plain
