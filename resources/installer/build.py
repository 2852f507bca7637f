"""Makes the installer of a folder that PyInstaller built: python build.py --help.

Runs on Linux and on Windows alike. Signs the programs, the uninstaller and the setup
when a certificate is named (see ``sign.py``), and says so when none is.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HOUSE)]

import pictures  # noqa: E402  (its neighbours are no package)
import sign  # noqa: E402

from stkdesk import __version__  # noqa: E402  (it may not be installed)

PARTS = {"stkdesk.exe", "stkdesk-cli.exe", "_internal"}  # swap.nsh knows the same
USUAL = ["-INPUTCHARSET", "UTF8", "-WX", "-V2"]  # warnings are errors


def check_source(source: Path) -> None:
    """Refuse a folder whose parts the installer would not know how to replace."""
    found = {path.name for path in source.iterdir()} if source.is_dir() else set()
    if "_internal" not in found or not found <= PARTS:
        raise SystemExit(f"build: {source} holds {sorted(found)}, not {sorted(PARTS)}")


def file_sizes(folder: Path) -> list[int]:
    """Return the bytes of each file in ``folder``."""
    return [path.stat().st_size for path in folder.rglob("*") if path.is_file()]


def makensis() -> str:
    """Return the compiler, which on Windows is seldom on the path."""
    beside = [
        Path(os.environ[name]) / "NSIS/makensis.exe"
        for name in ("ProgramFiles(x86)", "ProgramFiles")
        if name in os.environ
    ]
    usual = next((str(path) for path in beside if path.is_file()), None)
    found = shutil.which("makensis") or usual
    if not found:
        raise SystemExit("build: makensis is missing (Debian: nsis)")
    return found


def build(
    source: Path, out: Path, version: str, *, quick: bool = False, x86: bool = False
) -> Path:
    """Return the setup of ``source``, made in the folder ``out``.

    ``quick`` packs fast and not small; ``x86`` uses the 32-bit stub of the official
    NSIS where there is a choice.
    """
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise SystemExit(f"build: {version!r} is no version a setup can have (x.y.z)")
    check_source(source)
    out.mkdir(parents=True, exist_ok=True)
    setup = (out / f"stkdesk-{version}-setup.exe").resolve()
    for program in sorted(source.glob("*.exe")):
        sign.sign(program)
    python = Path(sys.executable)
    words = {
        "VERSION": version,
        "SOURCE": str(source.resolve()),
        "OUT": str(setup),
        "SIZE": str(sum(file_sizes(source)) // 1024 + 1),
        "ICON": str(HOUSE / "resources/stkdesk.ico"),
        # Not by its path: a command that begins with a quote is cut up by cmd.exe.
        "SIGN": f"{python.name} sign.py",
    }
    with tempfile.TemporaryDirectory() as folder:
        pictures.draw(Path(folder))
        words["PICTURES"] = folder
        defined = [f"-D{name}={value}" for name, value in words.items()]
        choices = [f"-D{name}" for name, on in (("QUICK", quick), ("X86", x86)) if on]
        path = os.pathsep.join([str(python.parent), os.environ["PATH"]])
        subprocess.run(
            [makensis(), *USUAL, *defined, *choices, str(HERE / "installer.nsi")],
            env={**os.environ, "PATH": path},
            check=True,
        )
    return setup


def try_script(version: str) -> None:
    """Compile the script with both stubs, around a program of nothing."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "program")
        (empty / "_internal").mkdir(parents=True)
        (empty / "_internal/nothing.txt").write_bytes(b"")
        for x86 in (False, True):
            build(empty, Path(folder, "out"), version, quick=True, x86=x86)
    print("the installer's script compiles, with both stubs")


def main() -> None:
    """Make the setup, then say its size, its fingerprint and whether it is signed."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--source", type=Path, default=HOUSE / "dist/stkdesk")
    reader.add_argument("--out", type=Path, default=HOUSE / "dist")
    reader.add_argument("--version", default=__version__)
    reader.add_argument("--quick", action="store_true", help="fast, not small")
    reader.add_argument("--x86", action="store_true", help="the 32-bit stub")
    reader.add_argument(
        "--try",
        action="store_true",
        dest="only_try",
        help="compile only",
    )
    said = reader.parse_args()
    if said.only_try:
        try_script(said.version)
        return
    setup = build(said.source, said.out, said.version, quick=said.quick, x86=said.x86)
    size = setup.stat().st_size
    print(f"{setup} ({size / 1_000_000:.1f} MB)")
    print(f"SHA-256 {hashlib.sha256(setup.read_bytes()).hexdigest()}")
    print("signed" if sign.command_for(setup) else "UNSIGNED: no certificate was named")


if __name__ == "__main__":
    main()
