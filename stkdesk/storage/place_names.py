"""Names a register cannot have: what Windows keeps for itself, and what is too long.

Windows drops a dot or a space at the end of a name, and takes CON, NUL and others for
devices, also with an ending. A path has 259 signs there, and SQLite keeps to that even
where longer ones are allowed; its own limit elsewhere is 512 bytes. Beside a register
lie files with longer names, some of them for a moment only, in folders of their own.
Sources: learn.microsoft.com, "Naming Files, Paths, and Namespaces"; os_unix.c and
os_win.c of SQLite.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePath, PureWindowsPath

MOST_SIGNS = 259  # of a path on Windows
MOST_BYTES = 511  # of a path elsewhere
DEVICE = r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³]) *(\.|$)"
FORBIDDEN = r'[<>:"|?*\x00-\x1f]'  # compiled when they are asked for: on Windows
# While a backup is made where it usually lies: the longest of them all.
_IN_BACKUP = len(r"\Sikkerhetskopier\.stkdesk-0123456789ab.lages\register.db-journal")


def is_too_long(register: PurePath) -> bool:
    """Tell whether what lies beside ``register`` would have too long a name."""
    folder, stem = str(register.parent), register.stem
    in_restore = len(rf"\{stem}.gjenopprettes\{register.name}-journal")
    if isinstance(register, PureWindowsPath):
        return len(folder) + max(_IN_BACKUP, in_restore) > MOST_SIGNS
    return len(os.fsencode(folder)) + max(_IN_BACKUP, in_restore) > MOST_BYTES


def bad_name(register: PurePath) -> str:
    """Return the first name on the way to ``register`` that Windows refuses, or ""."""
    if not isinstance(register, PureWindowsPath):
        return ""
    names = register.parts[1:] if register.anchor else register.parts
    return next((name for name in names if _is_refused(name)), "")


def _is_refused(name: str) -> bool:
    if name in (".", ".."):
        return False
    is_cut = name.endswith((".", " "))
    is_device = re.match(DEVICE, name, re.IGNORECASE) is not None
    return is_cut or is_device or re.search(FORBIDDEN, name) is not None
