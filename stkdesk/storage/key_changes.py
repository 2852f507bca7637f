"""Letting others in to a register or out of it, and changing what opens it.

Every change writes a new edition of the key file whole, and its number is then to be
noted in the register (``storage.generation``), which says what to do if that fails.
All that change it need the master key, so the register is open already.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    InvalidInputError,
    Problem,
)
from stkdesk.domain.recovery_code import secret_of
from stkdesk.storage import key_slots
from stkdesk.storage.effort import Effort
from stkdesk.storage.key_file import FIRST_VERSION, KeyFile, read_key_file
from stkdesk.storage.keys import Opened, effort_for, open_key_file, sound
from stkdesk.storage.sealing import MasterKey


def add_user(
    file: Path,
    key: MasterKey,
    login: str,
    password: str,
    *,
    effort: Effort | None = None,
) -> Opened:
    """Let ``password`` open the register for ``login``; return the slot it got.

    Raises:
        InvalidInputError: if ``login`` has a slot already; field ``login``.
        CannotOpenError: if the file is not one that ``key`` sealed.
        CannotSaveError: if it cannot be written; the old one still stands.

    """
    with _changing(file, key) as content:
        if content.slot_of(login) is not None:
            raise InvalidInputError(
                (Problem("login", "En annen ansatt har dette brukernavnet."),)
            )
        effort = effort_for(content, effort)
        slot = key_slots.password_slot(content.office, login, password, effort, key)
        return _saved(content.with_slot(slot), file, key, slot["id"])


def reset_password(
    file: Path,
    key: MasterKey,
    slot: str,
    new: str,
    *,
    effort: Effort | None = None,
) -> Opened:
    """Let ``new`` open ``slot``, whose password is forgotten; a fresh key pair.

    Raises:
        CannotOpenError: if there is no such slot, or ``key`` did not seal the file.
        CannotSaveError: if it cannot be written; the old one still stands.

    """
    with _changing(file, key) as content:
        found = [one for one in content.passwords if one["id"] == slot]
        if not found:
            raise CannotOpenError(
                "Den ansatte har ingen nøkkel til registeret.",
                "Gi den ansatte tilgang på nytt.",
            )
        effort = effort_for(content, effort)
        made = key_slots.resealed(content.office, found[0], new, effort, key)
        return _saved(content.with_slot(made), file, key, slot)


def change_password(
    file: Path,
    old: str,
    new: str,
    *,
    login: str = "",
    effort: Effort | None = None,
) -> Opened:
    """Let ``new`` open what ``old`` opened; the register itself is not touched.

    Raises:
        WrongPasswordError: if ``old`` is not the password of ``login``.
        InvalidInputError: if there are several and no ``login`` is given.
        CannotOpenError: if the file is missing, damaged, newer or tampered with.
        CannotSaveError: if the file cannot be written; the old one still stands.

    """
    opened = open_key_file(file, old, login)
    return reset_password(file, opened.key, opened.slot, new, effort=effort)


def remove_slot(file: Path, key: MasterKey, slot: str) -> Opened:
    """Take ``slot`` away: its password opens the register no longer.

    Whoever kept a copy of register and key file, and knows the password, still opens
    that copy; a new master key (``storage.rotation``) is what shuts them out of what
    is written from then on. A slot that is gone already is no error.

    Raises:
        CannotSaveError: if it is the last that a password opens, or the file cannot
            be written; the old one still stands.
        CannotOpenError: if the file is not one that ``key`` sealed.

    """
    with _changing(file, key) as content:
        left = tuple(one for one in content.slots if one["id"] != slot)
        kept = replace(content, slots=left)
        if not kept.passwords:
            raise CannotSaveError(
                "Den siste som kan åpne registeret, kan ikke fjernes.",
                "Gi en annen ansatt tilgang først.",
            )
        return _saved(kept, file, key, slot)


def set_recovery(file: Path, key: MasterKey, code: str) -> Opened:
    """Let ``code`` open the register, and no earlier code any more.

    The office is asked to type parts of it back before it comes to this: a code
    nobody has on paper would shut the earlier paper out for nothing.

    Raises:
        ValueError: if ``code`` is none.
        CannotOpenError: if the file is not one that ``key`` sealed.
        CannotSaveError: if it cannot be written; the earlier code still holds.

    """
    secret = secret_of(code)
    with _changing(file, key) as content:
        made = key_slots.recovery_slot(content.office, secret, key)
        slots = (*content.passwords, made)
        return _saved(replace(content, slots=slots), file, key, made["id"])


def modernise(file: Path, password: str, login: str) -> Opened:
    """Rewrite a key file of the first version as one of today, for ``login``.

    Its slot is sealed anew under the same id, with the same password and effort; the
    master key stays. Safe to stop anywhere and to do again; one of today is left alone.

    Raises:
        WrongPasswordError: if the password opens nothing.
        CannotOpenError: if the file is missing, damaged, newer or tampered with.
        CannotSaveError: if it cannot be written; the old one still stands.

    """
    opened = open_key_file(file, password, login)
    content = read_key_file(file)
    if content.version != FIRST_VERSION:
        return opened
    office, old = content.office, content.passwords[0]
    slot = {"id": old["id"], "kind": old["kind"], "who": office.who(login)}
    effort = key_slots.effort_of(office, old)
    made = key_slots.resealed(office, slot, password, effort, opened.key)
    return _saved(replace(content, slots=(made,)), file, opened.key, made["id"])


def accept_older(file: Path, key: MasterKey, generation: int) -> Opened:
    """Take an older key file for the one in force, as the paper proves who asks.

    The next edition is numbered after ``generation``, the one the register knows of.

    Raises:
        CannotOpenError: if the file is not one that ``key`` sealed.
        CannotSaveError: if it cannot be written; the old one still stands.

    """
    with _changing(file, key) as content:
        newest = max(generation, content.generation)
        return _saved(replace(content, generation=newest), file, key, "")


def _saved(content: KeyFile, file: Path, key: MasterKey, slot: str) -> Opened:
    return Opened(key, slot, content.save(file, key).generation)


@contextmanager
def _changing(file: Path, key: MasterKey) -> Iterator[KeyFile]:
    """Give the key file to change, after a look at its seal."""
    content = read_key_file(file)
    with sound():
        content.check(key)
        changing = content.is_changing
    if changing:
        raise CannotSaveError(
            "Nøkkelen til registeret byttes nå.", "Prøv igjen når det er ferdig."
        )
    yield content
