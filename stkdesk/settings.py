"""Where the office keeps its register, its practice register and its log.

And what else has been decided about the program on this machine: by the command line,
by IT, or by the person. Who has said what, and how strong it is, is in
``configuration``; here it becomes folders, numbers and names.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

from stkdesk.configuration.choices import Choice, ask_for, chosen
from stkdesk.configuration.keys import ON_SERVER, Key, PrinterKind

USUAL_LEVEL = "INFO"


def data_folder() -> Path:
    """Return the folder of the register; it may not exist yet.

    On Windows the local application data, never the roaming one: a database must not
    be copied while it is open.
    """
    named = chosen(Key.DATA_FOLDER).text
    if named:
        return Path(named).expanduser()
    return platformdirs.user_data_path("stkdesk", appauthor=False, roaming=False)


def use_data_folder(folder: Path) -> None:
    """Let ``folder`` be it while this program runs: the command line has said so."""
    ask_for(Key.DATA_FOLDER, str(folder))


def register_file() -> Path:
    """Return where the office's own register lies: where it was put, or here."""
    return chosen_register() or usual_register()


def usual_register() -> Path:
    """Return where the register lies when nobody has chosen another place."""
    return data_folder() / "stkdesk.db"


def chosen_register() -> Path | None:
    """Return the other place somebody has put the register in, or None.

    None where IT has named the folder or the server: then nobody else has a say.
    """
    remembered = "" if who_places_the_register() else _remembered()
    is_file = remembered and not remembered.startswith(ON_SERVER)
    return Path(remembered) if is_file else None


def chosen_server() -> str | None:
    """Return the address of the server the register lies on, or None: in a file."""
    return database_url().text or None


def database_url() -> Choice:
    """Return the address of the server, and who has said so; its text may be "".

    None of the person's is used while nobody can read the one IT has written.
    """
    named = chosen(Key.DATABASE_URL)
    if named.is_managed:
        return named
    if named.is_lost:
        return Choice(is_lost=True)
    remembered = _remembered()
    if not remembered:
        return named
    server = remembered if remembered.startswith(ON_SERVER) else ""
    return named._replace(text=server)


def who_places_the_register() -> Choice | None:
    """Return what IT has said of where the register lies, or None: the person may."""
    for key in (Key.DATABASE_URL, Key.DATA_FOLDER):
        said = chosen(key)
        if said.is_lost or (said.text and said.source.is_it):
            return said
    return None


def remember_register(file: Path) -> None:
    """Let the register be ``file`` from the next start on.

    Raises ``PermissionError`` where IT has placed it elsewhere.
    """
    if file == usual_register():
        _place_file().unlink(missing_ok=True)
        return
    if who_places_the_register():
        raise PermissionError("the place of the register is managed")
    _remember(str(file))


def remember_server(url: str) -> None:
    """Let the register be the one at ``url``, which holds no login and no password.

    Raises ``PermissionError`` where IT has named another server.
    """
    if not url.startswith(ON_SERVER):
        raise ValueError("not the address of a server")
    if chosen(Key.DATABASE_URL).is_managed:
        raise PermissionError("the address of the server is managed")
    _remember(url)


def practice_file() -> Path:
    """Return where the practice office's register lies; it holds invented people."""
    return data_folder() / "oving.db"


def log_folder() -> Path:
    """Return the folder of the logs; it may not exist yet."""
    named = chosen(Key.LOG_FOLDER).text
    return Path(named) if named else data_folder() / "Logs"


def log_level() -> str:
    """Return from which level on the log is written, as ``logging`` calls it."""
    return chosen(Key.LOG_LEVEL).text or USUAL_LEVEL


def backup_folder() -> Path | None:
    """Return where IT wants the backups, or None: where the office has chosen."""
    named = chosen(Key.BACKUP_FOLDER).text
    return Path(named) if named else None


def lock_minutes() -> int | None:
    """Return after how many minutes IT wants a window locked, or None."""
    named = chosen(Key.LOCK_MINUTES).text
    return int(named) if named else None


def update_notice() -> str:
    """Return what IT wants told about the next version, on one line, or ""."""
    return chosen(Key.UPDATE_NOTICE).text


def printer_for(kind: PrinterKind) -> Choice:
    """Return the name of the printer wanted for ``kind``, or "", and who wants it."""
    return chosen(kind.key)


def window_file() -> Path:
    """Return the file that remembers sizes and columns of the windows."""
    return data_folder() / "vindu.ini"


def _remembered() -> str:
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
