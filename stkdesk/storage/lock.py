"""One window at a time in a register that is a file: who has it, and since when.

``NAME.lock`` beside the register is held by the operating system as long as the window
is open, so that a program that dies holds nothing. What stands in the file tells others
who has it; it stays after a crash or a power cut, until a person says that nobody is
at work there. It names an account and a machine, never anybody the register is about.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stkdesk.domain.errors import OfficeError
from stkdesk.storage.files import PRIVATE, cannot_save

_FAR = (
    1 << 30
)  # the byte Windows locks: past the text, which others must be able to read
_BINARY = getattr(os, "O_BINARY", 0)  # Windows only
MOST_TEXT = 4096  # bytes


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a register open; ``since`` is None when the file does not tell."""

    who: str  # the account of the operating system
    machine: str
    since: datetime | None
    pid: int = 0


class RegisterHeldError(OfficeError):
    """The register is open in another window, or was when the machine stopped.

    ``is_stale``: no program holds it any more; a person may let go of it.
    """

    def __init__(self, title: str, advice: str, holder: Holder, *, stale: bool) -> None:
        """Carry who holds it."""
        super().__init__(title, advice)
        self.holder, self.is_stale = holder, stale


class RegisterLock:
    """Holds a register for this program until ``release``, or until it ends."""

    def __init__(self, handle: int) -> None:
        """Hold what ``take_lock`` has taken."""
        self._handle: int | None = handle

    def release(self) -> None:
        """Let others have it. May be called twice."""
        if self._handle is not None:
            _write(self._handle, b"")
            _unlock(self._handle)
            os.close(self._handle)
            self._handle = None


def lock_file_of(register: Path) -> Path:
    """Return where the lock of ``register`` lies."""
    return register.with_suffix(".lock")


def take_lock(register: Path, *, now: datetime, release: bool = False) -> RegisterLock:
    """Hold ``register`` for this program; ``now`` is a moment in UTC.

    ``release``: a person has said that nobody is at work there. It never takes a
    register from a program that is alive.

    Raises:
        RegisterHeldError: if another program has it, or had it when it died.
        CannotSaveError: if the folder does not take the lock file.

    """
    file = lock_file_of(register)
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | _BINARY, PRIVATE)
    except OSError as error:
        raise cannot_save(error, file) from error
    try:
        if not _lock(handle):
            raise _held(_holder_in(file), now)
        if not release and (left := _read(handle)):
            _unlock(handle)
            raise _stale(_holder_from(left), now)
        _write(handle, _own_text(now))
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


def said(moment: datetime | None, now: datetime) -> str:
    """Return since when: "08.02" today, else "20.11.2026 08.02", in local time.

    With its day also when it is still to come: the clock has been set back.
    """
    if moment is None:
        return "et ukjent tidspunkt"
    local, today = moment.astimezone(), now.astimezone().date()
    is_today = local.date() == today and moment <= now
    return f"{local:%H.%M}" if is_today else f"{local:%d.%m.%Y %H.%M}"


def _held(holder: Holder | None, now: datetime) -> RegisterHeldError:
    holder = holder or Holder("ukjent", "en maskin", None)
    where = f"hos {holder.who} på {holder.machine} siden {said(holder.since, now)}"
    advice = "Lukk det der, eller vent til det er lukket."
    if (holder.who, holder.machine) == _me():
        advice = "Du har det åpent i et annet vindu på denne maskinen. Gå til det."
    return RegisterHeldError(
        f"Registeret er åpent {where}.", advice, holder, stale=False
    )


def _stale(holder: Holder, now: datetime) -> RegisterHeldError:
    since = said(holder.since, now)
    title = "Registeret ble ikke lukket ordentlig."
    if holder.machine != _me()[1]:
        title = "Registeret er merket som åpent på en annen maskin."
    return RegisterHeldError(
        title,
        f"Sist åpnet av {holder.who} på {holder.machine}, {since}. Alt som var lagret, "
        "er i behold. Er du sikker på at ingen arbeider i det nå, kan du frigi det.",
        holder,
        stale=True,
    )


def _own_text(now: datetime) -> bytes:
    who, machine = _me()
    content = {
        "who": who,
        "machine": machine,
        "since": now.astimezone(UTC).isoformat(timespec="seconds"),
        "pid": os.getpid(),
    }
    return json.dumps(content).encode()


def _me() -> tuple[str, str]:
    try:
        who = getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        who = "ukjent"
    return who, socket.gethostname()


def _holder_in(file: Path) -> Holder | None:
    try:
        text = file.read_bytes()[:MOST_TEXT]
    except OSError:
        return None
    return _holder_from(text) if text else None


def _holder_from(text: bytes) -> Holder:
    try:
        content = json.loads(text)
        since = datetime.fromisoformat(content["since"])
        if since.tzinfo is None:
            raise ValueError
        return Holder(
            str(content["who"]), str(content["machine"]), since, int(content["pid"])
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return Holder("ukjent", "en maskin", None)


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
