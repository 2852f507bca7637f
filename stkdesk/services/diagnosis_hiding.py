"""Telling where something lies, and what was chosen, without telling who and where.

A folder may be called after a person, an account or a municipality. So a path is told
as the place it begins in, the names this program gives itself, and "…" for the rest.
"""

from __future__ import annotations

import getpass
import os
import re
import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import parse_qsl, urlsplit

PLACES = (  # the first that fits
    "LOCALAPPDATA",
    "APPDATA",
    "OneDriveCommercial",
    "OneDrive",
    "USERPROFILE",
    "ProgramData",
    "ProgramFiles",
    "SystemRoot",
    "HOME",
)
OWN = frozenset(
    {
        *("stkdesk", "logs", "programs", "appdata", "local", ".local", "share"),
        *("stkdesk.db", "stkdesk.keys", "oving.db", "oving.keys", "sikkerhetskopier"),
    }
)
MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
ACCOUNT, MACHINE = "<konto>", "<maskin>"
LEAST = 3  # letters; a shorter name stands by chance in other words


def in_columns(pairs: Sequence[tuple[str, str]]) -> str:
    """Return a line for each name and value, the values under one another."""
    wide = max((len(name) for name, _value in pairs), default=0)
    return "\n".join(f"{name:<{wide}}  {value}" for name, value in pairs)


def told_path(path: PurePath, variables: Mapping[str, str] = os.environ) -> str:
    """Return ``path`` with what may name somebody left out: %LOCALAPPDATA%\\stkdesk."""
    for name in PLACES:
        root = variables.get(name)
        if root and path.is_relative_to(root):
            return _joined(f"%{name}%", path.relative_to(root).parts)
    if isinstance(path, PurePosixPath) and not _is_windows(path):
        return _joined("" if path.is_absolute() else ".", path.parts[1:], "/") or "/"
    windows = PureWindowsPath(path)
    drive = windows.drive if re.fullmatch("[A-Za-z]:", windows.drive) else r"\\…\…"
    return _joined(drive, windows.parts[1:] if windows.anchor else windows.parts)


def told_address(url: str) -> str:
    """Return the address of a server without the server, the database and who.

    The name of a server tells which municipality it is, and where to knock.
    """
    try:
        asked = dict(parse_qsl(urlsplit(url).query))
    except ValueError:
        return "postgresql://…"
    mode = asked.get("sslmode", "")
    return f"postgresql://…/…{f'?sslmode={mode}' if mode in MODES else ''}"


def without_names(text: str) -> str:
    """Return ``text`` without the names of the account and of the machine.

    What is told is made without them; this is for what nobody thought of.
    """
    for name, instead in _names():
        whole = rf"(?<![^\W_]){re.escape(name)}(?![^\W_])"
        text = re.sub(whole, instead, text, flags=re.IGNORECASE)
    return text


def _names() -> list[tuple[str, str]]:
    machine = socket.gethostname()
    found = [(machine, MACHINE), (machine.partition(".")[0], MACHINE)]
    with suppress(KeyError, OSError):  # an account without a name
        found.append((getpass.getuser(), ACCOUNT))
    with suppress(RuntimeError):  # or without a home
        found.append((Path.home().name, ACCOUNT))
    kept = {name: what for name, what in found if len(name) >= LEAST}
    kept.pop("stkdesk", None)  # an account of the program's own tells of nobody
    return sorted(kept.items(), key=lambda each: -len(each[0]))


def _joined(root: str, parts: tuple[str, ...], stroke: str = "\\") -> str:
    told: list[str] = []
    for part in parts:
        if part.casefold() in OWN:
            told.append(part)
        elif told[-1:] != ["…"]:
            told.append("…")
    return stroke.join([root, *told])


def _is_windows(path: PurePath) -> bool:
    text = str(path)
    return text.startswith("\\\\") or re.match(r"[A-Za-z]:[\\/]", text) is not None
