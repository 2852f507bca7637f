"""What the program without Python carries with it, and what it leaves behind.

Read by ``stkdesk.spec``. PyInstaller's hooks collect whatever a library might ever
need; a program of forms and papers needs little of it, and some of it is under the GPL.
"""

from __future__ import annotations

import re
from pathlib import Path

# Opened by name, or by another library when first used. Whole packages:
OPENED_BY_NAME = (
    "stkdesk",  # rooms are opened when first visited
    "alembic.ddl",
    "reportlab.graphics.barcode",
    "psycopg",
)
# Single modules:
ALSO_NEEDED = (
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite",
    "logging.config",  # alembic's
    "psycopg_binary", "psycopg_binary.pq", "psycopg_binary._psycopg",  # libpq
)  # fmt: skip

# NOT sqlalchemy.dialects.*: alembic.ddl imports four of them when it is loaded.
LEFT_BEHIND = (
    # Under the GPL: GNU readline and gdbm, of Python on Linux.
    "readline", "_gdbm", "dbm.gnu",
    # Of Python: another SQLite than the encrypted one, processes of its own (loading
    # them costs at every start), other windows, its tests, tools for programmers.
    "sqlite3", "_sqlite3", "multiprocessing", "_multiprocessing", "_posixshmem",
    "tkinter", "_tkinter", "pydoc_data", "test", "lib2to3", "curses", "_curses",
    "idlelib", "ensurepip", "venv", "turtle",
    # Of lxml: all but reading a drawing.
    "lxml.objectify", "lxml.html", "lxml.isoschematron", "lxml.sax", "lxml.builder",
    # Of Mako: what has to do with other programs.
    "mako.ext",
    # Of Pillow: other windows, and kinds of picture no register takes in.
    "PIL.ImageTk", "PIL.ImageQt", "PIL.AvifImagePlugin", "PIL._avif",
    # Of Qt: all but Core, Gui, Widgets, Svg and PrintSupport, and Network for a
    # second start.
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtDesigner", "PySide6.QtHelp",
    "PySide6.QtUiTools", "PySide6.QtTest", "PySide6.QtSql", "PySide6.QtDBus",
    # Tools of ours and of the libraries that lie in the same Python.
    "setuptools", "pip", "numpy", "pytest", "_pytest", "hypothesis", "pygments",
    "babel", "mypy", "PyInstaller",
)  # fmt: skip

# Of all 600 time zones; only Windows has none of its own.
TIME_ZONES = ("/Europe/Oslo", "/UTC", "/GMT")

# Folders of resources/ that build the installer and are not read by the program.
NOT_READ = ("installer", "policy")

UNUSED_LIBRARIES = re.compile(
    r"(opengl32sw|d3dcompiler_47"
    r"|(lib)?Qt6(Qml|Quick|VirtualKeyboard|Pdf|OpenGL|EglFS|Wayland|WlShell)\w*)"
    r"\.(dll|so)",
    re.IGNORECASE,
)
UNUSED_PLUGINS = re.compile(
    r"/plugins/(qml|qmltooling|virtualkeyboard|generic|networkinformation|tls"
    r"|egldeviceintegrations|wayland-[a-z-]+|xcbglintegrations"
    r"|platformthemes/libqgtk3"
    r"|platforminputcontexts/(lib)?qtvirtualkeyboard"
    r"|platforms/(lib)?q(eglfs|linuxfb|vk|vnc|minimal|minimalegl|direct2d|wayland)"
    r"|imageformats/(lib)?q(tiff|icns|tga|wbmp|webp|pdf))"
)


def is_used(target: str) -> bool:
    """Whether the program has any use for a collected file, by its place in the folder.

    ``target`` is relative, with the slashes of either system.
    """
    path = target.replace("\\", "/")
    name = path.rpartition("/")[2]
    if "__pycache__" in path or name.endswith((".pyi", ".pxd")):
        return False
    if path.startswith("tzdata/"):
        return path.endswith(TIME_ZONES)
    if "PySide6" in path and "/translations/" in path:
        return False  # Qt knows no bokmål; the program brings its own
    if UNUSED_LIBRARIES.match(name):
        return False
    return not UNUSED_PLUGINS.search(path)


def resource_files(house: Path) -> list[tuple[str, str]]:
    """Return each file of ``resources/`` the program reads, and where it goes."""
    resources = house / "resources"
    found = []
    for file in sorted(resources.rglob("*")):
        inside = file.relative_to(resources)
        if file.is_file() and inside.parts[0] not in NOT_READ:
            folder = Path("stkdesk/_resources", inside).parent
            found.append((str(file), folder.as_posix()))
    return found


def migration_files(house: Path) -> list[tuple[str, str]]:
    """Return the steps of the register: Alembic reads them as files, not as modules."""
    steps = house / "stkdesk/storage/migrations"
    return [
        (str(file), file.parent.relative_to(house).as_posix())
        for file in sorted(steps.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    ]
