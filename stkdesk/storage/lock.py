"""One window at a time in a register that is a file: who has it, and since when.

``NAME.lock`` beside the register is held by the operating system as long as the window
is open, so that a program that dies holds nothing. What stands in the file tells others
who has it (``holder``); it stays after a crash or a power cut, until a person says that
nobody is at work there.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from stkdesk.domain.errors import CannotSaveError
from stkdesk.storage.files import PRIVATE, cannot_save
from stkdesk.storage.holder import Holder, held, holder_from, own_text, stale

# The byte Windows locks: past the text, which others must be able to read.
_FAR = 1 << 30
_BINARY = getattr(os, "O_BINARY", 0)  # Windows only
MOST_TEXT = 4096  # bytes


class RegisterLock:
    """Holds a register for this program until ``release``, or until it ends."""

    def __init__(self, handle: int) -> None:
        """Hold what ``take_lock`` has taken."""
        self._handle: int | None = handle

    def release(self) -> None:
        """Let others have it. May be called twice.

        When its disk is gone nothing is left to let go of.
        """
        handle, self._handle = self._handle, None
        if handle is not None:
            with suppress(OSError):
                _write(handle, b"")
                _unlock(handle)
            with suppress(OSError):
                os.close(handle)


def lock_file_of(register: Path) -> Path:
    """Return where the lock of ``register`` lies."""
    return register.with_suffix(".lock")


def take_lock(
    register: Path, *, now: datetime, release: bool = False, console: bool = False
) -> RegisterLock:
    """Hold ``register`` for this program; ``now`` is a moment in UTC.

    ``release``: a person has said that nobody is at work there. It never takes a
    register from a program that is alive. ``console``: this program has no window.

    Raises:
        RegisterHeldError: if another program has it, or had it when it died.
        CannotSaveError: if the folder does not take the lock file.

    """
    file = lock_file_of(register)
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | _BINARY, PRIVATE)
    except OSError as error:
        if isinstance(error, PermissionError) and file.exists():
            raise _not_ours(file) from error
        raise cannot_save(error, file) from error
    try:
        if not _lock(handle):
            raise held(_holder_in(file), now)
        if not release and (left := _read(handle)):
            _unlock(handle)
            raise stale(holder_from(left), now)
        _write(handle, own_text(now, console))
    except OSError as error:
        os.close(handle)
        raise cannot_save(error, file) from error
    except BaseException:
        os.close(handle)
        raise
    return RegisterLock(handle)


def holder_of(register: Path) -> Holder | None:
    """Return who is written as having ``register``, or None."""
    return _holder_in(lock_file_of(register))


def is_held(register: Path) -> bool:
    """Tell whether a program that is alive has ``register``."""
    try:
        handle = os.open(lock_file_of(register), os.O_RDWR | _BINARY)
    except OSError:
        return False
    try:
        if is_free := _lock(handle):
            _unlock(handle)
        return not is_free
    finally:
        os.close(handle)


def _not_ours(file: Path) -> CannotSaveError:
    return CannotSaveError(
        "Kontoen din har ikke tilgang til registeret.",
        f"En annen konto på maskinen har tatt det i bruk. Be IT om skrivetilgang til "
        f"filene i {file.parent}.",
    )


def _holder_in(file: Path) -> Holder | None:
    try:
        text = file.read_bytes()[:MOST_TEXT]
    except OSError:
        return None
    return holder_from(text) if text else None


def _read(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, MOST_TEXT)


def _write(handle: int, text: bytes) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text)
    os.fsync(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> bool:
        # flock, not lockf: it belongs to this handle, so a second window of this very
        # program is told too, and reading the file elsewhere does not let go of it.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
