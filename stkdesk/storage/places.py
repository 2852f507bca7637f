"""Where a register may lie: on a disk of this machine, and nowhere else.

SQLite's write-ahead log needs shared memory, which no network file system has; and a
program that copies files to the cloud copies them while they are half written.
Source: sqlite.org/wal.html; seen as lost registers in other programs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
CLOUD_FOLDERS = ("onedrive", "dropbox", "icloud", "google drive", "googledrive")
REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"})
MOUNTS = Path("/proc/self/mounts")

CLOUD = (
    "Mappen kopieres til nettskyen. Da kan registeret bli ødelagt. Velg en mappe på "
    "selve maskinen."
)
NETWORK = (
    "Mappen ligger på nettverket. Da kan registeret bli ødelagt. Velg en mappe på "
    "selve maskinen; sikkerhetskopien kan ligge på nettverket."
)


def place_problem(folder: Path) -> str:
    """Return why a register must not lie in ``folder``, "" when it may.

    Says what can be told from here: a network drive with a local face gets through.
    """
    if is_cloud(folder):
        return CLOUD
    return NETWORK if is_network(folder) else ""


def is_cloud(folder: PurePath) -> bool:
    """Tell whether a program copies ``folder`` to a cloud."""
    roots = [PurePath(root) for name in CLOUD_VARIABLES if (root := os.getenv(name))]
    if any(folder.is_relative_to(root) for root in roots):
        return True
    return any(part.casefold().startswith(CLOUD_FOLDERS) for part in folder.parts[1:])


def is_network(folder: Path) -> bool:
    """Tell whether ``folder`` lies on another machine."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == REMOTE_DRIVE)
    try:
        mounts = MOUNTS.read_text("utf-8", "replace")
    except OSError:  # no Linux, or nothing to be seen
        return False
    return _type_of_mount(folder, mounts) in NETWORK_TYPES


def _type_of_mount(folder: PurePath, mounts: str) -> str:
    """Return the type of the file system ``folder`` lies in."""
    lines = [line.split() for line in mounts.splitlines()]
    around = [
        (len(words[1]), words[2])
        for words in lines
        if len(words) > 2 and folder.is_relative_to(words[1].replace("\\040", " "))
    ]
    return max(around, default=(0, ""))[1]
