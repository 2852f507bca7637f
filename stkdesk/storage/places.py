"""Where a register may lie: on a disk of this machine, and nowhere else.

SQLite's write-ahead log needs shared memory, which no network file system has; and a
program that copies files to the cloud, or a profile that is copied when one signs out,
copies them while they are half written. Backups may lie in any of these places.
Source: sqlite.org/wal.html; seen as lost registers in other programs.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PureWindowsPath

from stkdesk.domain.errors import CannotOpenError, CannotSaveError

CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
CLOUD_FOLDERS = ("onedrive", "dropbox", "icloud", "google drive", "googledrive")
ROAMING_VARIABLE = "APPDATA"
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"})
MOUNTS = Path("/proc/self/mounts")
_SHARE = re.compile(r"^(\\\\|//)(\?[\\/]UNC[\\/]|(?![?.][\\/]))", re.IGNORECASE)
_LOCAL_LONG = re.compile(r"^(\\\\|//)[?.][\\/](?!UNC[\\/])", re.IGNORECASE)

INSTEAD = "Velg en mappe på selve maskinen; sikkerhetskopien kan ligge der."
CLOUD = f"Mappen kopieres til nettskyen. Da kan registeret bli ødelagt. {INSTEAD}"
NETWORK = f"Mappen ligger på nettverket. Da kan registeret bli ødelagt. {INSTEAD}"
REDIRECTED = (
    "Mappen ser ut til å ligge på maskinen, men er flyttet til nettverket (omdirigert "
    f"profil). Da kan registeret bli ødelagt. {INSTEAD}"
)
ROAMING = (
    "Mappen følger kontoen fra maskin til maskin (APPDATA). Da kan registeret bli "
    "ødelagt. Velg en mappe som blir på maskinen, for eksempel under LOCALAPPDATA; "
    "sikkerhetskopien kan ligge der."
)


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except OSError:  # a loop of links, or a drive that does not answer
        return folder


def _drive_type(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def _mounts() -> str:
    try:
        return MOUNTS.read_text("utf-8", "replace")
    except OSError:  # no Linux, or nothing to be seen
        return ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the operating system tells about folders; another one for tests.

    ``real`` follows links, and mapped drives and redirected folders on Windows.
    """

    drive_type: Callable[[str], int] = _drive_type
    real: Callable[[Path], PurePath] = _real
    mounts: Callable[[], str] = _mounts
    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)


THIS_MACHINE = Machine()


def place_problem(folder: Path, machine: Machine = THIS_MACHINE) -> str:
    """Return why a register must not lie in ``folder``, "" when it may."""
    real = machine.real(folder)
    for where in (folder, real):
        if is_cloud(where, machine):
            return CLOUD
    if is_network(folder, machine):
        return NETWORK
    if is_network(real, machine):
        return REDIRECTED
    return ROAMING if _is_roaming(folder, machine) else ""


def require_local(register: Path, machine: Machine = THIS_MACHINE) -> None:
    """Refuse to open a register that lies where it may be destroyed.

    Raises:
        CannotOpenError: with the reason, and what to do instead.

    """
    if problem := place_problem(register.parent, machine):
        why, instead = _in_two(problem)
        raise CannotOpenError(
            why,
            f"Flytt registeret (.db) og nøkkelfilen (.keys) sammen. {instead} "
            "Ingenting er endret.",
        )


def require_local_folder(folder: Path, machine: Machine = THIS_MACHINE) -> None:
    """Refuse to make a register where it may be destroyed.

    Raises:
        CannotSaveError: with the reason, and what to do instead.

    """
    if problem := place_problem(folder, machine):
        raise CannotSaveError(*_in_two(problem))


def is_cloud(folder: PurePath, machine: Machine = THIS_MACHINE) -> bool:
    """Tell whether a program copies ``folder`` to a cloud."""
    roots = (machine.variables.get(name) for name in CLOUD_VARIABLES)
    if any(root and _is_within(folder, root) for root in roots):
        return True
    return any(part.casefold().startswith(CLOUD_FOLDERS) for part in folder.parts[1:])


def is_network(folder: PurePath, machine: Machine = THIS_MACHINE) -> bool:
    """Tell whether ``folder`` lies on another machine."""
    if _SHARE.match(str(folder)):
        return True
    anchor = _LOCAL_LONG.sub("", str(PureWindowsPath(folder).anchor))
    if re.match("[A-Za-z]:", anchor):
        return machine.drive_type(f"{anchor[:2]}\\") == REMOTE_DRIVE
    return _type_of_mount(folder, machine.mounts()) in NETWORK_TYPES


def _is_roaming(folder: PurePath, machine: Machine) -> bool:
    roaming = machine.variables.get(ROAMING_VARIABLE)
    return bool(roaming) and _is_within(folder, str(roaming))


def _is_within(folder: PurePath, root: str) -> bool:
    return folder.is_relative_to(type(folder)(root))


def _in_two(problem: str) -> tuple[str, str]:
    first, _, rest = problem.partition(". ")
    return f"{first}.", rest


def _type_of_mount(folder: PurePath, mounts: str) -> str:
    """Return the type of the file system ``folder`` lies in."""
    lines = [line.split() for line in mounts.splitlines()]
    around = [
        (len(words[1]), words[2])
        for words in lines
        if len(words) > 2 and folder.is_relative_to(words[1].replace("\\040", " "))
    ]
    return max(around, default=(0, ""))[1]
