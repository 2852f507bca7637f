"""Trying whether a folder takes a register, before anybody has typed the rest."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

from stkdesk.storage.answering import within
from stkdesk.storage.place_reasons import (
    FULL,
    MISSING,
    NO_FOLDER,
    NOT_WRITABLE,
    READ_ONLY,
    SILENT,
    TOO_LONG,
    Reason,
)
from stkdesk.storage.places import PATIENCE

LEAST = 4096  # bytes to write: less than any register
WRITE_PROTECTED = 19  # of Windows, which else says that it is a matter of rights
_REASONS = {
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): FULL,
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
    errno.ENOENT: MISSING,
    errno.ENAMETOOLONG: TOO_LONG,
}


def trial_reason(folder: Path) -> Reason | None:
    """Return why ``folder``, there or not, does not take a register; None: it does.

    What is written to find out is taken away again.
    """
    try:
        return within(PATIENCE, lambda: _tried(folder))
    except TimeoutError:
        return SILENT


def _tried(folder: Path) -> Reason | None:
    try:
        around = next(
            (each for each in (folder, *folder.parents) if each.exists()), None
        )
        if around is None:
            return MISSING
        if not around.is_dir():
            return NO_FOLDER
        with tempfile.TemporaryDirectory(prefix=".stkdesk-", dir=around) as made:
            Path(made, "prov").write_bytes(bytes(LEAST))
    except OSError as error:
        if getattr(error, "winerror", None) == WRITE_PROTECTED:
            return READ_ONLY
        return _REASONS.get(error.errno or 0, NOT_WRITABLE)
    return None
