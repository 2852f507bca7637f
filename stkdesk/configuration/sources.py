"""The places where something may be decided, and how strong each of them is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import platformdirs

from stkdesk.configuration.ini import Written, read_ini

NAME = "stkdesk"
FILE = "stkdesk.ini"


class Source(StrEnum):
    """Who has decided, strongest first; in the words IT is told."""

    COMMAND_LINE = "kommandolinjen"
    VARIABLE = "miljøvariabelen STKDESK_DATA"
    POLICY = "maskinpolicy"
    MACHINE = "maskinfil"
    OWN = "egen fil"
    OFFICE = "kontorets valg i registeret"
    USUAL = "vanlig"

    @property
    def is_managed(self) -> bool:
        """Whether nobody at a desk may change it from inside the program."""
        return self in _MANAGED

    @property
    def is_it(self) -> bool:
        """Whether IT has written it on the machine, for everybody there."""
        return self in (Source.POLICY, Source.MACHINE)


_MANAGED = frozenset(
    {Source.COMMAND_LINE, Source.VARIABLE, Source.POLICY, Source.MACHINE}
)


def _read_policy() -> Written:
    if sys.platform == "win32":
        from stkdesk.configuration.registry import read_registry

        return read_registry()
    return read_ini(Path("/etc/stkdesk/policy.ini"))


def _read_machine_file() -> Written:
    """Never by a variable: those are the person's, and this is IT's.

    On Windows that is the folder Windows itself names, usually C:\\ProgramData.
    """
    if sys.platform == "win32":
        return read_ini(Path(_program_data()) / NAME / FILE)
    return read_ini(Path("/etc/xdg") / NAME / FILE)


def _read_own_file() -> Written:
    return read_ini(platformdirs.user_config_path(NAME, appauthor=False) / FILE)


def _program_data() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    path = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\Shell Folders"
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as opened:
            return str(winreg.QueryValueEx(opened, "Common AppData")[0])
    except OSError:
        return r"C:\ProgramData"


class Machine(NamedTuple):
    """What the machine and the person's account say; another one for tests."""

    policy: Callable[[], Written] = _read_policy
    file: Callable[[], Written] = _read_machine_file
    own: Callable[[], Written] = _read_own_file
    variables: Mapping[str, str] = os.environ


THIS_MACHINE = Machine()
