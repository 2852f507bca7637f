"""Who has a register open: what the lock file says of it, and what a person is told.

It names an account, a machine and a session of it, for a terminal server has many;
never anybody the register is about.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from datetime import UTC, datetime
from typing import NamedTuple

from stkdesk.domain.errors import OfficeError


class Holder(NamedTuple):
    """Who has a register open; ``since`` is None when the file does not tell."""

    who: str  # the account of the operating system
    machine: str
    since: datetime | None
    pid: int = 0
    session: str = ""  # of the machine; "" when it is not known
    is_console: bool = False  # stkdesk-cli, which has no window to show

    @property
    def is_own_window(self) -> bool:
        """Whether it is another window of this account, on this very screen."""
        mine = (self.who, self.machine) == _me() and self.pid != os.getpid()
        return mine and not self.is_console and self.session in ("", this_session())


class RegisterHeldError(OfficeError):
    """The register is open in another window, or was when the machine stopped.

    ``is_stale``: no program holds it any more; a person may let go of it.
    """

    def __init__(self, title: str, advice: str, holder: Holder, *, stale: bool) -> None:
        """Carry who holds it."""
        super().__init__(title, advice)
        self.holder, self.is_stale = holder, stale


def own_text(now: datetime, console: bool) -> bytes:
    """Return what to write in the lock file; ``now`` is a moment in UTC."""
    who, machine = _me()
    content = {
        "who": who,
        "machine": machine,
        "since": now.astimezone(UTC).isoformat(timespec="seconds"),
        "pid": os.getpid(),
        "session": this_session(),
        "console": console,
    }
    return json.dumps(content).encode()


def holder_from(text: bytes) -> Holder:
    """Return who wrote ``text``; somebody unknown when it cannot be read."""
    try:
        content = json.loads(text)
        since = datetime.fromisoformat(content["since"])
        if since.tzinfo is None:
            raise ValueError
        return Holder(
            str(content["who"]),
            str(content["machine"]),
            since,
            int(content["pid"]),
            str(content.get("session", "")),  # older programs do not tell
            content.get("console") is True,
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return Holder("ukjent", "en maskin", None)


def held(holder: Holder | None, now: datetime) -> RegisterHeldError:
    """Return what to tell: a program that is alive has it."""
    holder = holder or Holder("ukjent", "en maskin", None)
    where = f"hos {holder.who} på {holder.machine} siden {said(holder.since, now)}"
    return RegisterHeldError(
        f"Registeret er åpent {where}.", _way_out(holder), holder, stale=False
    )


def stale(holder: Holder, now: datetime) -> RegisterHeldError:
    """Return what to tell: a program that died had it."""
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


def this_session() -> str:
    """Return which of the sessions of this machine the program is shown in."""
    if sys.platform == "win32":
        import ctypes

        session = ctypes.c_ulong()
        asked = ctypes.windll.kernel32.ProcessIdToSessionId
        return str(session.value) if asked(os.getpid(), ctypes.byref(session)) else ""
    screen = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "")
    host, colon, number = screen.rpartition(":")
    return host + colon + number.partition(".")[0]  # :0.0 is the same seat as :0


def said(moment: datetime | None, now: datetime) -> str:
    """Return since when: "08.02" today, else "20.11.2026 08.02", in local time.

    With its day also when it is still to come: the clock has been set back.
    """
    if moment is None:
        return "et ukjent tidspunkt"
    local, today = moment.astimezone(), now.astimezone().date()
    is_today = local.date() == today and moment <= now
    return f"{local:%H.%M}" if is_today else f"{local:%d.%m.%Y %H.%M}"


def _way_out(holder: Holder) -> str:
    who, machine = _me()
    if holder.machine != machine:
        return "Be om at det lukkes der, eller vent til det er lukket."
    if holder.is_console:
        return "stkdesk-cli arbeider i det. Vent til det er ferdig, og prøv igjen."
    if holder.who != who:
        return (
            "Kontoen er fortsatt pålogget på denne maskinen. Bytt til den og lukk "
            "stkdesk der, eller be den som bruker den, om å gjøre det."
        )
    if holder.session not in ("", this_session()):
        return (
            "Du har det åpent i en annen økt på denne maskinen. Gå til den økten og "
            "lukk stkdesk der. Får du ikke tak i den, kan IT logge den av."
        )
    return (
        "Du har det åpent i et annet vindu på denne maskinen. Gå til det. Svarer det "
        "ikke, så avslutt stkdesk i Oppgavebehandling og prøv igjen."
    )


def account() -> str:
    """Return the name of the account of the operating system."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "ukjent"


def _me() -> tuple[str, str]:
    return account(), _machine()


def _machine() -> str:
    """Return what this machine is called; without ``socket``, which is slow to load."""
    if sys.platform == "win32":
        return os.environ.get("COMPUTERNAME", "ukjent")
    return os.uname().nodename
