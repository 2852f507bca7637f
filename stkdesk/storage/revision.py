"""Which shape a register has, asked without loading the migration tool."""

from __future__ import annotations

from enum import Enum
from typing import Any

#: The shape this program reads and writes; a test holds it to the last step.
NEWEST = "0005"
KNOWN = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
)  # every shape there has been, oldest first


class Shape(Enum):
    """How a file's shape stands to this program."""

    EMPTY = "empty"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"


def shape_of(connection: Any) -> Shape:
    """Return how the register behind ``connection`` (a driver's) stands to us."""
    tables = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        )
    }
    if not tables:
        return Shape.EMPTY
    if "alembic_version" not in tables or "register_facts" not in tables:
        return Shape.FOREIGN
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        return Shape.FOREIGN
    if found[0] == NEWEST:
        return Shape.CURRENT
    return Shape.OLDER if found[0] in KNOWN else Shape.NEWER
