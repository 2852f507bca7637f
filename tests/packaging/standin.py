"""A stand-in for the built program: small, but the installer cannot tell.

Its parts each know their version, so a mixture of two versions is found out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
sys.path.insert(0, str(HOUSE / "resources/installer"))

from build import build  # noqa: E402  (the scripts of the installer are no package)

COMPILER = shutil.which("x86_64-w64-mingw32-gcc") or shutil.which("gcc")


def compile_program(source, to, *words):
    flags = ["-O1", "-s", "-municode", *words]
    subprocess.run([COMPILER, *flags, "-o", str(to), str(source)], check=True)


def program_folder(folder, version, *, console=True, size=0):
    """Make what PyInstaller would, in ``folder``; ``size`` adds bytes in 50 files."""
    inner = folder / "_internal"
    (inner / "PySide6").mkdir(parents=True)
    say = f'-DVERSION="{version}"'
    compile_program(HERE / "standin.c", folder / "stkdesk.exe", say, "-mwindows")
    if console:
        compile_program(HERE / "standin.c", folder / "stkdesk-cli.exe", say)
    for name in ("first.txt", "last.txt"):
        (inner / name).write_text(version + "\n", encoding="ascii")
    (inner / f"only-in-{version}.dll").write_bytes(b"x")
    for number in range(50 if size else 0):
        (inner / f"PySide6/part{number:02}.dll").write_bytes(os.urandom(size // 50))
    return folder


def standin_setup(folder, version, **words):
    """Return the setup of a stand-in of this version, made in ``folder``."""
    made = program_folder(folder / f"program-{version}", version, **words)
    return build(made, folder, version, quick=True)
