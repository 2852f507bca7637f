"""Where the office keeps its register, its practice register and its log."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

# Set by IT, or for a register on a stick; wins over the folder of the person.
DATA_VARIABLE = "STKDESK_DATA"
ON_SERVER = "postgresql://"  # how an address of a server begins


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
    """Return where the office's own register lies: where it was put, or here."""
    return chosen_register() or usual_register()


def usual_register() -> Path:
    """Return where the register lies when nobody has chosen another place."""
    return data_folder() / "stkdesk.db"


def chosen_register() -> Path | None:
    """Return the other place somebody has put the register in, or None."""
    chosen = _chosen()
    return Path(chosen) if chosen and not chosen.startswith(ON_SERVER) else None


def chosen_server() -> str | None:
    """Return the address of the server the register lies on, or None: in a file."""
    chosen = _chosen()
    return chosen if chosen.startswith(ON_SERVER) else None


def remember_register(file: Path) -> None:
    """Let the register be ``file`` from the next start on."""
    if file == usual_register():
        _place_file().unlink(missing_ok=True)
        return
    _remember(str(file))


def remember_server(url: str) -> None:
    """Let the register be the one at ``url``, which holds no login and no password."""
    if not url.startswith(ON_SERVER):
        raise ValueError("not the address of a server")
    _remember(url)


def practice_file() -> Path:
    """Return where the practice office's register lies; it holds invented people."""
    return data_folder() / "oving.db"


def log_file() -> Path:
    """Return where the program writes its log."""
    return data_folder() / "Logs" / "stkdesk.log"


def window_file() -> Path:
    """Return the file that remembers sizes and columns of the windows."""
    return data_folder() / "vindu.ini"


def _chosen() -> str:
    try:
        return _place_file().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _remember(place: str) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    part = _place_file().with_suffix(".part")  # a full disk must not forget the old
    part.write_text(f"{place}\n", "utf-8")
    part.replace(_place_file())


def _place_file() -> Path:
    """One line of text: where a register lies that is not in the usual place."""
    return data_folder() / "registeret.txt"
