"""Which folders a program copies to a cloud, by what those programs say themselves.

OneDrive also takes over Documents and the desktop (Known Folder Move), and the
libraries of a team, whose folder is called what the municipality is called. Sources:
the environment and the registry of Windows, as the OneDrive client fills them; the
``info.json`` of Dropbox.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath

VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
#: How the folders are called, whoever says so; the beginning of a name.
FOLDERS = (
    "onedrive",
    "dropbox",
    "icloud",  # also iCloudDrive, as Windows has it
    "com~apple~clouddocs",
    "cloudstorage",  # of macOS: all of them
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud",
    "megasync",
)
VOLUMES = ("google drive",)  # how Windows calls the disk that is none
FILE_SYSTEMS = frozenset({"fuse.rclone", "fuse.onedriver"})
DROPBOX = ("APPDATA", "LOCALAPPDATA", "HOME")
ONEDRIVE = (
    (r"Software\Microsoft\OneDrive\Accounts", "UserFolder"),
    (r"Software\SyncEngines\Providers\OneDrive", "MountPoint"),
)


def is_called_cloud(folder: PurePath) -> bool:
    """Tell whether a folder on the way to ``folder`` is called what clouds are."""
    return any(part.casefold().startswith(FOLDERS) for part in folder.parts[1:])


def synced_folders(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Return the folders that sync programs of this account say they copy."""
    told = [variables.get(name, "") for name in VARIABLES]
    return tuple(
        each for each in (*told, *_of_onedrive(), *_of_dropbox(variables)) if each
    )


def _of_dropbox(variables: Mapping[str, str]) -> Iterator[str]:
    for name in DROPBOX:
        home = variables.get(name)
        if not home:
            continue
        folder = "Dropbox" if name != "HOME" else ".dropbox"
        try:
            told = json.loads(Path(home, folder, "info.json").read_text("utf-8"))
            yield from (str(each["path"]) for each in told.values())
        except (OSError, ValueError, LookupError, AttributeError, TypeError):
            continue


if sys.platform == "win32":
    import winreg

    def _of_onedrive() -> Iterator[str]:
        for path, name in ONEDRIVE:
            with suppress(OSError), winreg.OpenKey(_PERSON, path) as accounts:
                for number in range(winreg.QueryInfoKey(accounts)[0]):
                    account = winreg.EnumKey(accounts, number)
                    yield from _value(accounts, account, name)

    def _value(accounts: winreg.HKEYType, account: str, name: str) -> Iterator[str]:
        with suppress(OSError), winreg.OpenKey(accounts, account) as key:
            yield os.path.expandvars(str(winreg.QueryValueEx(key, name)[0]))

    _PERSON = winreg.HKEY_CURRENT_USER

else:

    def _of_onedrive() -> Iterator[str]:
        yield from ()
