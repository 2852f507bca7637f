"""The recovery code of a register yet to be made.

1. ``first_key`` makes the code, and the id of the register.
2. ``first_sheet`` prints them, and the office types two groups back from the paper.
3. ``services.starting`` makes the register, which opens with a password and the code.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.recovery_code import new_code
from stkdesk.storage.key_file import new_register_id
from stkdesk.storage.keys import shortened


class FirstKey(NamedTuple):
    """What opens a register yet to be made, when every password is forgotten."""

    code: str
    register_id: str

    def __repr__(self) -> str:
        """Never show the code."""
        return "FirstKey(…)"


def first_key() -> FirstKey:
    """Return a fresh recovery code; nothing is made yet."""
    return FirstKey(new_code(), new_register_id())


def first_sheet(key: FirstKey, draft: OfficeDraft, *, today: date) -> bytes:
    """Return the sheet with the code of ``key``, as a PDF. It is kept nowhere.

    Raises:
        CannotPrintError: if a letter of the name of the office will not print.

    """
    from stkdesk.documents.recovery_sheet import RecoverySheet, build

    register_id = shortened(key.register_id)
    return build(RecoverySheet(key.code, draft, register_id, made_on=today))
