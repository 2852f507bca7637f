"""Wrong passwords since somebody last signed in: when, and nothing else.

They lie beside the register (``NAME.attempts``), one moment a line, because a register
that stays closed can take no note. Once it is open they go into its log and the file
goes. Whoever takes the file away guesses sooner, but each guess costs as much as ever.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

from stkdesk.domain.errors import CannotSaveError
from stkdesk.domain.sign_in import wait_after
from stkdesk.storage.files import write_whole

log = logging.getLogger(__name__)

KEPT = 500  # the newest; a program that guesses must not fill the disk


def attempts_file_of(register: Path) -> Path:
    """Return where the wrong passwords of ``register`` are noted."""
    return register.with_suffix(".attempts")


def failed_attempts(register: Path) -> list[datetime]:
    """Return when a password was wrong, oldest first."""
    try:
        lines = attempts_file_of(register).read_text("ascii", "replace").split()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            moment = datetime.fromisoformat(line)
        except ValueError:  # a line half written when the machine stopped
            continue
        found.append(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return found


def note_attempt(register: Path, now: datetime) -> None:
    """Note that a password was wrong at ``now``."""
    _write(register, [*failed_attempts(register), now])


def seconds_to_wait(register: Path, now: datetime) -> int:
    """Return how long to wait before the next attempt; 0 when there is no need.

    A clock that was set back begins the wait anew, once: it is never longer than the
    longest of ``domain.sign_in.WAITS``.
    """
    moments = failed_attempts(register)
    wait = wait_after(len(moments))
    if not wait:
        return 0
    if max(moments) > now:
        moments = [min(each, now) for each in moments]
        _write(register, moments)
    return max(0, ceil(wait - (now - max(moments)).total_seconds()))


def forget_attempts(register: Path, until: datetime) -> None:
    """Forget those up to and with ``until``: they are in the log, or somebody came in.

    What was wrong since then, in another window, stays.
    """
    left = [each for each in failed_attempts(register) if each > until]
    if left:
        _write(register, left)
        return
    try:
        attempts_file_of(register).unlink(missing_ok=True)
    except OSError:
        log.info("the file of wrong passwords could not be removed")


def _write(register: Path, moments: list[datetime]) -> None:
    """Keep ``moments``; a disk that takes nothing must not hinder signing in."""
    lines = [f"{each.astimezone(UTC).isoformat()}\n" for each in moments[-KEPT:]]
    try:
        write_whole(attempts_file_of(register), "".join(lines).encode("ascii"))
    except CannotSaveError:
        log.info("a wrong password could not be noted")
