"""From a password to the first page: what the worker does, without SQLAlchemy.

Knows no Qt, and loads nothing but what it needs, when it needs it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stkdesk import logs
from stkdesk.ui.start.holding import Holding, is_anything_there
from stkdesk.ui.start.managed import note_troubles, require_managed_place

if TYPE_CHECKING:
    from stkdesk.services.signing_in import Door
    from stkdesk.services.today import Today
    from stkdesk.storage.opening import Unlocked


class Opened(NamedTuple):
    """A register that a password has opened, and its first page."""

    register: Unlocked
    today: Today


def look_at_door(holding: Holding, file: Path) -> Door:
    """Return what can be told of ``file`` before it is open; runs on the worker.

    Raises:
        NoAnswerError: if its disk does not answer: then nothing more is asked of it.
        CannotOpenError: if it lies where it may be destroyed.
        RegisterHeldError, CannotSaveError: as ``Holding.take``.

    """
    from stkdesk.services.signing_in import look_at
    from stkdesk.storage.answering import require_answer
    from stkdesk.storage.places import require_local

    logs.begin()
    note_troubles()
    require_managed_place(file)
    require_answer(file.parent)
    if is_anything_there(file):
        require_local(file)
        holding.take(file)
    return look_at(file)


def unlock(
    holding: Holding, file: Path, login: str, password: str, today: date
) -> Opened:
    """Open ``file`` and read the first page, without SQLAlchemy; on the worker."""
    from stkdesk.services.signing_in import sign_in

    require_managed_place(file)
    holding.take(file)
    return first_page(sign_in(file, login, password, today=today), today)


def first_page(unlocked: Unlocked, today: date) -> Opened:
    """Read the first page of what is unlocked; on the worker."""
    from stkdesk.services.today import today_in
    from stkdesk.storage.cipher import connect

    connection = connect(unlocked.file, unlocked.key.database_key)
    try:
        first = today_in(
            lambda sql, values: connection.execute(sql, values).fetchall(),
            today=today,
            actor=unlocked.actor,
            at_start=True,
        )
    finally:
        connection.close()
    return Opened(unlocked, first)
