"""Where the office keeps its register, its practice register and its log."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

# Set by IT, or for a register on a stick; wins over the folder of the person.
DATA_VARIABLE = "STKDESK_DATA"


def data_folder() -> Path:
    """Return the folder of the register; it may not exist yet.

    On Windows the local application data, never the roaming one: a database must not
    be copied while it is open.
    """
    chosen = os.environ.get(DATA_VARIABLE, "").strip()
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_data_path("stkdesk", appauthor=False, roaming=False)


def register_file() -> Path:
    """Return where the office's own register lies."""
    return data_folder() / "stkdesk.db"


def practice_file() -> Path:
    """Return where the practice office's register lies; it holds invented people."""
    return data_folder() / "oving.db"


def log_folder() -> Path:
    """Return where the program writes its log."""
    return data_folder() / "Logs"


def window_file() -> Path:
    """Return the file that remembers sizes and columns of the windows."""
    return data_folder() / "vindu.ini"
