"""The keys of a register: making the first, and opening what is there.

The register is encrypted with a key of 32 random bytes, the master key, which is
never written down. The key file beside it (``NAME.keys``) holds one slot for each who
may open it, and one for the recovery code on paper. All of them hold the same master
key: what each may do is kept by the program, not by the encryption.

How they are changed: ``storage.key_changes``, and ``storage.rotation`` for a new
master key.

Source of the design: measured prototype; argon2id as in RFC 9106.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from stkdesk.domain.errors import (
    CannotOpenError,
    InvalidInputError,
    Problem,
    WrongPasswordError,
)
from stkdesk.domain.recovery_code import code_problems, secret_of
from stkdesk.storage import key_slots
from stkdesk.storage.effort import LIGHT, NONE, STRONG, Effort, calibrated
from stkdesk.storage.key_file import (
    FIRST_VERSION,
    KeyFile,
    damaged,
    new_key_file,
    read_key_file,
)
from stkdesk.storage.sealing import MasterKey

__all__ = [
    "FIRST_LOGIN",
    "LIGHT",
    "NONE",
    "PRACTICE_PASSWORD",
    "STRONG",
    "Effort",
    "MasterKey",
    "Opened",
]

PRACTICE_PASSWORD = "øvingskontoret"  # practice data is invented: no secret
FIRST_LOGIN = "kontoret"  # until the office says who works there


@dataclass(frozen=True, slots=True)
class Opened:
    """What a password or the recovery code has opened."""

    key: MasterKey
    slot: str  # its id; the staff list knows whose it is. "": the first version's
    generation: int  # the edition of the key file
    upcoming: MasterKey | None = None  # while the master key is being changed
    by_code: bool = False


def key_file_of(register: Path) -> Path:
    """Return where the key file of ``register`` lies."""
    return register.with_suffix(".keys")


def create_key_file(
    file: Path,
    password: str,
    *,
    login: str = FIRST_LOGIN,
    practice: bool = False,
    effort: Effort | None = None,
    register_id: str = "",
) -> Opened:
    """Make a new master key, seal it with ``password`` and write the key file.

    ``effort`` is measured on this machine unless it is given; ``register_id`` is one
    that stands on paper already.

    Raises:
        CannotSaveError: if the folder does not take the file.

    """
    key = MasterKey(secrets.token_bytes(32))
    content = new_key_file(practice=practice, register=register_id)
    effort = effort_for(content, effort)
    slot = key_slots.password_slot(content.office, login, password, effort, key)
    saved = content.with_slot(slot).save(file, key)
    return Opened(key, slot["id"], saved.generation)


def open_key_file(file: Path, password: str, login: str = "") -> Opened:
    """Return what ``password`` opens.

    ``login`` chooses the slot; it may be left out while there is only one.

    Raises:
        WrongPasswordError: if the password is not that of ``login``, or nobody has
            that name; both are told alike and take as long.
        InvalidInputError: if there are several and no ``login`` is given.
        CannotOpenError: if the file is missing, damaged, newer or tampered with.

    """
    content = read_key_file(file)
    with sound():
        slot = _slot_for(content, login)
        try:
            private = key_slots.with_password(content.office, slot, password)
        except InvalidTag:
            raise _wrong(content) from None
        return _opened(content, slot, private)


def open_with_code(file: Path, code: str) -> Opened:
    """Return what the recovery ``code`` opens, however it was typed.

    Raises:
        InvalidInputError: if it is no code, or not the one in force; field ``code``.
        CannotOpenError: if the file is missing, damaged, newer or tampered with.

    """
    if problems := code_problems(code):
        raise InvalidInputError(problems)
    content = read_key_file(file)
    with sound():
        slot = content.recovery
        if slot is None:
            raise CannotOpenError(
                "Registeret har ingen gjenopprettingskode.",
                "En ansatt som har passordet sitt, kan lage en under Innstillinger.",
            )
        try:
            private = key_slots.with_code(content.office, slot, secret_of(code))
        except InvalidTag:
            raise InvalidInputError(
                (
                    Problem(
                        "code",
                        "Koden hører ikke til dette registeret, eller en nyere kode "
                        f"er laget. Den som gjelder, er fra {slot['made'][:10]}.",
                    ),
                )
            ) from None
        return replace(_opened(content, slot, private), by_code=True)


def knows(file: Path, login: str) -> bool:
    """Tell whether a password slot stands for ``login``, before it is open.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    return read_key_file(file).slot_of(login) is not None


def password_slots(file: Path) -> int:
    """Return how many passwords open the register.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    return len(read_key_file(file).passwords)


def recovery_made_on(file: Path) -> date | None:
    """Return when the recovery code in force was made; None if there is none.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    slot = read_key_file(file).recovery
    with sound():
        if slot is None:
            return None
        return datetime.fromisoformat(slot["made"]).astimezone().date()


def short_id(file: Path) -> str:
    """Return the eight signs by which papers tell one register from another.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    return shortened(read_key_file(file).office.register)


def shortened(register_id: str) -> str:
    """Return the eight signs of an id that stand on paper: ``3F9A-00C1``."""
    first = register_id[:8].upper()
    return f"{first[:4]}-{first[4:]}"


def is_practice(file: Path) -> bool:
    """Tell whether the key file belongs to a practice office.

    A claim until the register is open: the seal is checked then.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    return read_key_file(file).office.practice


def is_first_version(file: Path) -> bool:
    """Tell whether the key file is one to ``modernise``.

    Raises:
        CannotOpenError: if the file is missing, damaged or newer.

    """
    return read_key_file(file).version == FIRST_VERSION


def effort_for(content: KeyFile, effort: Effort | None) -> Effort:
    """Return ``effort``, or the most any password here costs, or what is right.

    What is right is measured on this machine when the register is made.
    """
    if effort or content.office.practice:
        return effort or NONE
    found = [key_slots.effort_of(content.office, slot) for slot in content.passwords]
    return max(found, key=lambda one: one.work) if found else calibrated()


@contextmanager
def sound() -> Iterator[None]:
    """Tell what is no slot, or no box, as damage."""
    try:
        yield
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        raise damaged() from None
    except MemoryError:
        raise CannotOpenError(
            "Maskinen har for lite ledig minne til å åpne registeret.",
            "Lukk andre programmer og prøv igjen.",
        ) from None


def _slot_for(content: KeyFile, login: str) -> key_slots.Slot:
    """Return the slot to try a password on."""
    slots = content.passwords
    if not slots:
        raise damaged()
    if content.version == FIRST_VERSION or (not login.strip() and len(slots) == 1):
        return slots[0]
    if not login.strip():
        raise InvalidInputError(
            (
                Problem(
                    "login", "Skriv brukernavnet ditt. Flere har hvert sitt passord."
                ),
            )
        )
    slot = content.slot_of(login)
    if slot is None:
        key_slots.guess_in_vain(content.office, slots[0])
        raise _wrong(content)
    return slot


def _opened(
    content: KeyFile, slot: key_slots.Slot, private: X25519PrivateKey
) -> Opened:
    key, upcoming = key_slots.keys_in(content.office, slot, private)
    content.check(key)
    return Opened(key, slot["id"], content.generation, upcoming)


def _wrong(content: KeyFile) -> WrongPasswordError:
    several = len(content.passwords) > 1
    return WrongPasswordError(
        "Brukernavnet eller passordet stemmer ikke."
        if several
        else "Passordet stemmer ikke.",
        "Se etter Caps Lock og prøv en gang til.",
    )
