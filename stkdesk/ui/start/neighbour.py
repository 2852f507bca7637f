"""Another window of this register, on this very screen: is there one, and where to ask.

Knows no Qt, and loads next to nothing while nobody else has the register: every start
comes by here before its window is shown.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from stkdesk.storage.answering import within

PATIENCE = 0.2  # seconds: a disk that is slower than that is looked at by the worker


def handed_over(register: Path, patience_ms: int = 2000) -> bool:
    """Tell whether another window of ours has ``register`` and has come to the front.

    Then there is nothing left to do for this program. One that has not answered within
    ``patience_ms`` hangs, and the person is told.
    """
    if not _is_marked(register):
        return False
    try:
        from stkdesk.ui.start.calling import hand_over
    except ImportError:  # a machine without what the sockets of Qt lean on
        return False
    return hand_over(register, patience_ms)


def meeting_place(register: Path) -> str:
    """Return what windows of one account in one session call ``register``: a socket.

    The name of a pipe on Windows, which all sessions of a machine share; elsewhere a
    file. Nobody can read in it where the register lies, or whose it is.
    """
    from hashlib import sha256

    from stkdesk.storage.holder import account, this_session

    words = (os.path.normcase(os.path.realpath(register)), account(), this_session())
    name = sha256("\0".join(words).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    if sys.platform == "win32":
        return f"stkdesk-{name}"
    from tempfile import gettempdir

    return os.path.join(
        os.environ.get("XDG_RUNTIME_DIR") or gettempdir(), f"stkdesk-{name}"
    )


def _is_marked(register: Path) -> bool:
    """Tell whether the lock of ``register`` names anybody; False when in doubt."""
    try:
        return within(PATIENCE, lambda: _size_of_lock(register)) > 0
    except (OSError, ValueError):  # also: it does not answer
        return False


def _size_of_lock(register: Path) -> int:
    return os.stat(register.with_suffix(".lock")).st_size
