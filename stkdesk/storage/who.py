"""Who a key opens the register for, read without SQLAlchemy.

Signing in shows the first rows before SQLAlchemy has loaded, so this is SQL text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from stkdesk.domain.errors import CannotOpenError
from stkdesk.domain.login import fold_login
from stkdesk.domain.staff import FIRST_STAFF, Actor, Role, StaffDraft

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"  # as storage.types.UtcMoment writes it
_ROLES = tuple(Role)
_COLUMNS = ", ".join(role.value for role in _ROLES)


class Authorised(NamedTuple):
    """A member of the staff, and the days on which the office lets them in."""

    actor: Actor
    first: date | None
    last: date | None


def authorised(connection: Any, slot: str) -> Authorised:
    """Return whom the slot ``slot`` of the key file belongs to.

    Raises:
        CannotOpenError: if the staff list knows nobody with it.

    """
    row = connection.execute(
        f"SELECT number, name, sees_protected, authorised_from, authorised_to, "
        f"{_COLUMNS} FROM staff WHERE slot = ?",
        (slot,),
    ).fetchone()
    if row is None:
        raise CannotOpenError(
            "Brukernavnet er ikke lenger i bruk.",
            "Be den som er administrator om tilgang.",
        )
    number, name, sees_protected, first, last, *plays = row
    roles = frozenset(role for role, yes in zip(_ROLES, plays, strict=True) if yes)
    actor = Actor(number, name, roles, bool(sees_protected))
    return Authorised(actor, _day(first), _day(last))


def add_first_staff(
    connection: Any, slot: str, draft: StaffDraft = FIRST_STAFF
) -> None:
    """Let ``slot`` belong to the first member of the staff, if there is none yet."""
    if connection.execute("SELECT 1 FROM staff").fetchone():
        return
    roles = ", ".join("1" if role in draft.roles else "0" for role in _ROLES)
    connection.execute(
        f"INSERT INTO staff (name, login, slot, {_COLUMNS}, sees_protected, version, "
        f"changed_at) VALUES (?, ?, ?, {roles}, ?, 1, ?)",
        (
            draft.name,
            fold_login(draft.login),
            slot,
            int(draft.sees_protected),
            datetime.now(UTC).strftime(MOMENT),
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
