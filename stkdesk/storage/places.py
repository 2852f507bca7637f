"""Where a register may lie: on a disk of this machine, and nowhere else.

SQLite's write-ahead log needs shared memory, which no network file system has; and a
program that copies files to the cloud, or a profile that is copied when one signs out,
copies them while they are half written. Backups may lie in any of these places. Each
reason has a number that IT can look up.
Source: sqlite.org/wal.html; seen as lost registers in other programs.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath, PureWindowsPath
from typing import NamedTuple

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.storage import clouds
from stkdesk.storage.answering import within
from stkdesk.storage.place_names import bad_name, is_too_long
from stkdesk.storage.place_reasons import (
    BAD_NAME,
    CLOUD,
    NETWORK,
    REDIRECTED,
    ROAMING,
    SILENT,
    TOO_LONG,
    Reason,
)

ROAMING_VARIABLE = "APPDATA"
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs"),
        *("fuse.glusterfs", "lustre", "davfs", "fuse.davfs2", "fuse.sshfs", "ncpfs"),
        *("fuse.gvfsd-fuse", "drvfs", "vboxsf", "fuse.vmhgfs-fuse"),
    }
)
MOUNTS = Path("/proc/self/mounts")
USUAL_NAME = "stkdesk.db"
PATIENCE = 2.0  # seconds: a person waits
SHARE = r"(\\\\|//)(\?[\\/]UNC[\\/]|(?![?.][\\/]))"  # compiled when asked for
LONG = r"(?:\\\\|//)[?.][\\/](UNC[\\/])?"


def _real(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return folder


def _drive_type(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def _volume(anchor: str) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    name = ctypes.create_unicode_buffer(261)
    asked = ctypes.windll.kernel32.GetVolumeInformationW
    return name.value if asked(anchor, name, 261, None, None, None, None, 0) else ""


def _mounts() -> str:
    try:
        return MOUNTS.read_text("utf-8", "replace")
    except OSError:  # no Linux, or nothing to be seen
        return ""


class Machine(NamedTuple):
    """What the operating system tells about folders; another one for tests.

    ``real`` follows links, and mapped drives, ``subst`` and redirected folders on
    Windows. ``volume`` is the name of a disk, ``synced`` what is copied to a cloud.
    """

    drive_type: Callable[[str], int] = _drive_type
    real: Callable[[Path], PurePath] = _real
    mounts: Callable[[], str] = _mounts
    variables: Mapping[str, str] = os.environ
    volume: Callable[[str], str] = _volume
    synced: Callable[[Mapping[str, str]], Sequence[str]] = clouds.synced_folders


THIS_MACHINE = Machine()


def place_reason(
    folder: Path, machine: Machine = THIS_MACHINE, name: str = USUAL_NAME
) -> Reason | None:
    """Return why a register called ``name`` must not lie in ``folder``, or None.

    What its name tells comes first: a network that is away is not waited for.
    """
    plain = _plain(folder)
    if bad_name(plain / name):
        return BAD_NAME
    if is_network(plain, machine):
        return NETWORK
    if is_too_long(plain / name):
        return TOO_LONG
    try:
        return within(PATIENCE, lambda: _looked_at(folder, plain, name, machine))
    except TimeoutError:
        return SILENT


def place_problem(folder: Path, machine: Machine = THIS_MACHINE) -> str:
    """Return why a register must not lie in ``folder``, "" when it may."""
    reason = place_reason(folder, machine)
    return reason.text if reason else ""


def require_local(register: Path, machine: Machine = THIS_MACHINE) -> None:
    """Refuse to open a register that lies where it may be destroyed.

    Raises:
        CannotOpenError: with the reason, and what to do instead.

    """
    if reason := place_reason(register.parent, machine, register.name):
        together = "Flytt registeret (.db) og nøkkelfilen (.keys) sammen."
        moved = "" if reason is SILENT else f"{together} "
        raise CannotOpenError(
            reason.why, f"{moved}{reason.advice} Ingenting er endret."
        )


def require_place_for(register: Path, machine: Machine = THIS_MACHINE) -> None:
    """Refuse to make a register where it may be destroyed, or cannot lie.

    Raises:
        CannotSaveError: with the reason, and what to do instead.

    """
    if reason := place_reason(register.parent, machine, register.name):
        raise CannotSaveError(reason.why, reason.advice)


def is_cloud(folder: PurePath, machine: Machine = THIS_MACHINE) -> bool:
    """Tell whether a program copies ``folder`` to a cloud."""
    if clouds.is_called_cloud(folder):
        return True
    if any(_is_within(folder, each) for each in machine.synced(machine.variables)):
        return True
    if drive := _drive(folder):
        return machine.volume(drive).casefold().startswith(clouds.VOLUMES)
    return _type_of_mount(folder, machine.mounts()) in clouds.FILE_SYSTEMS


def is_network(folder: PurePath, machine: Machine = THIS_MACHINE) -> bool:
    """Tell whether ``folder`` lies on another machine."""
    if re.match(SHARE, str(folder), re.IGNORECASE):
        return True
    if drive := _drive(folder):
        return machine.drive_type(drive) == REMOTE_DRIVE
    return _type_of_mount(folder, machine.mounts()) in NETWORK_TYPES


def _looked_at(
    folder: Path, plain: PurePath, name: str, machine: Machine
) -> Reason | None:
    """Look at where ``folder`` really is; may wait for a disk."""
    real = _plain(machine.real(folder))
    if is_cloud(plain, machine) or is_cloud(real, machine):
        return CLOUD
    if is_network(real, machine):
        return REDIRECTED
    if is_too_long(real / name):
        return TOO_LONG
    roaming = machine.variables.get(ROAMING_VARIABLE, "")
    follows = roaming and (_is_within(plain, roaming) or _is_within(real, roaming))
    return ROAMING if follows else None


def _plain(folder: PurePath) -> PurePath:
    r"""Return ``folder`` without the ``\\?\`` that lets Windows take long names."""
    written = str(folder)
    if not isinstance(folder, PureWindowsPath):
        return folder
    if not (long := re.match(LONG, written, re.IGNORECASE)):
        return folder
    start = r"\\" if long[1] else ""
    return type(folder)(start + written[long.end() :])


def _drive(folder: PurePath) -> str:
    r"""Return the drive of ``folder`` as Windows asks for it (``C:\``), or ""."""
    anchor = PureWindowsPath(folder).drive
    return f"{anchor}\\" if re.fullmatch("[A-Za-z]:", anchor) else ""


def _is_within(folder: PurePath, root: str) -> bool:
    return folder.is_relative_to(type(folder)(root))


def _type_of_mount(folder: PurePath, mounts: str) -> str:
    """Return the type of the file system ``folder`` lies in."""
    lines = [line.split() for line in mounts.splitlines()]
    around = [
        (len(words[1]), words[2])
        for words in lines
        if len(words) > 2 and folder.is_relative_to(_unescaped(words[1]))
    ]
    return max(around, default=(0, ""))[1]


def _unescaped(name: str) -> str:
    r"""Return ``name`` as it is: a space stands as ``\040`` among the mounts."""
    if "\\" not in name:
        return name
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), name)
