"""Holding the register while this window has it. Knows no Qt: every start needs it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded on the worker
    from stkdesk.storage.lock import RegisterLock


class Holding:
    """Holds one register at a time for the window; used on one thread at a time."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._file: Path | None = None
        self._lock: RegisterLock | None = None

    @property
    def file(self) -> Path | None:
        """The register that is held, or None."""
        return self._file

    def take(self, file: Path, *, release: bool = False) -> None:
        """Hold ``file``; let go of what was held before. Nothing if it is held.

        Then carry through a restore of it that was cut off.

        Raises:
            RegisterHeldError: if another window has it, or had it when it died.
            CannotSaveError: if its folder does not take the lock file.
            CannotOpenError: if the restore cannot be finished.

        """
        from stkdesk.storage.lock import take_lock
        from stkdesk.storage.swapping import finish_restore

        if file == self._file:
            return
        self.let_go()
        self._lock = take_lock(file, now=datetime.now(UTC), release=release)
        self._file = file
        finish_restore(file)

    def let_go(self) -> None:
        """Let others have it."""
        if self._lock is not None:
            self._lock.release()
        self._file = self._lock = None


def is_anything_there(file: Path) -> bool:
    """Tell whether there is a register to hold, whole or on its way back."""
    from stkdesk.storage.keys import key_file_of
    from stkdesk.storage.swapping import journal_of

    return any(each.exists() for each in (file, key_file_of(file), journal_of(file)))
