"""Asking a register in SQL text, in words both engines understand.

For the first page, whose questions are written before it is known where the register
lies: ``?`` for values, days as text, yes and no as 1 and 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from stkdesk.services.access import needs
from stkdesk.services.duties.finding import Ask


@needs()
def asker(session: Session) -> Ask:
    """Return what asks ``session``, and answers as SQLCipher does."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        return lambda sql, values: connection.exec_driver_sql(sql, values).all()

    def ask(sql: str, values: tuple[object, ...]) -> Sequence[Sequence[Any]]:
        text = sql.replace("%", "%%").replace("?", "%s")
        found = connection.exec_driver_sql(text, values)
        return [tuple(_plain(value) for value in row) for row in found]

    return ask


def _plain(value: object) -> object:
    match value:
        case bool() | Decimal():
            return int(value)
        case date():
            return value.isoformat()
        case _:
            return value
