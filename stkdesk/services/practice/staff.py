"""Who works in the practice office, to show the roles; nobody has a password."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from stkdesk.domain.staff import Role, StaffDraft, suggested_login

STAFF = (
    ("Kåre Næss Sørbø", (Role.CASEWORKER,), True),
    ("Marit Hægstad", (Role.LEADER,), True),
    ("Ingvild Ådnøy", (Role.PAYROLL,), False),
    ("Torbjørn Sæle", (Role.READER,), False),
)
SUBSTITUTE = ("Jonas Øyen", (Role.CASEWORKER,), False)
LASTS = timedelta(days=21)  # what is left of the substitute's time


def invented_staff(today: date) -> Iterator[StaffDraft]:
    """Return those who work there; one is a substitute whose time is soon over."""
    for name, roles, sees in (*STAFF, SUBSTITUTE):
        yield StaffDraft(
            name=name,
            login=suggested_login(name),
            roles=frozenset(roles),
            sees_protected=sees,
            authorised_to=today + LASTS if name == SUBSTITUTE[0] else None,
        )


def staff_row(draft: StaffDraft, stamp: dict[str, Any]) -> dict[str, Any]:
    """Return the row of one of them; without a slot, no password is theirs."""
    return {
        "name": draft.name,
        "login": draft.login,
        "slot": "",
        **{role.value: role in draft.roles for role in Role},
        "sees_protected": draft.sees_protected,
        "authorised_from": draft.authorised_from,
        "authorised_to": draft.authorised_to,
        **stamp,
    }
