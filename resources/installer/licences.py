"""The licence texts of all that is shipped, gathered from the packages themselves.

Each Python package becomes one file, with all its licence texts in it; those it holds
of others (pdfium's, Pillow's) come along. What has no text of its own in its package
(Qt, SQLCipher, libpq) has one in ``resources/licences``.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

# The packages that carry no licence text, and the file of resources/licences that
# stands for it.
TOLD_ELSEWHERE = {"pyside6-essentials": "qt.txt", "shiboken6": "qt.txt"}
# Not needed by a running program, yet in it: the loader in front of each program.
BUILT_WITH = ("pyinstaller",)
A_LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
RULE = "=" * 80


def shipped_packages(house: Path) -> list[str]:
    """Return the names of all packages that the program needs, here and now.

    Read from pyproject.toml and then from what each package itself requires. Raises
    ``PackageNotFoundError`` when one is not installed.
    """
    project = tomllib.loads((house / "pyproject.toml").read_text(encoding="utf-8"))
    waiting = [*project["project"]["dependencies"], *BUILT_WITH]
    found: set[str] = set()
    seen: set[str] = set()
    while waiting:
        text = waiting.pop()
        if text in seen:
            continue
        seen.add(text)
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        found.add(_plain(wanted.name))
        if _plain(wanted.name) not in BUILT_WITH:
            waiting += _needs_of(wanted)
    return sorted(found)


def licence_texts(package: str) -> str:
    """Return all licence texts that an installed package carries, each with its name.

    Raises ``LookupError`` when it carries none and none is told elsewhere: then
    somebody must find it before the program is shipped.
    """
    installed = metadata.distribution(package)
    told = installed.metadata.get("License-Expression") or "se under"
    parts = [f"{installed.metadata['Name']} {installed.version}\nLisens: {told}\n"]
    for file in sorted(installed.files or (), key=str):
        inside = file.as_posix().partition(".dist-info/")[2]
        if "licenses/" in inside or A_LICENCE.search(inside):
            text = Path(str(file.locate())).read_text(
                encoding="utf-8", errors="replace"
            )
            parts.append(f"{RULE}\n{inside}\n{RULE}\n\n{text.strip()}\n")
    if len(parts) == 1:
        if package not in TOLD_ELSEWHERE:
            raise LookupError(f"{package} carries no licence text")
        parts.append(f"Lisensen står i {TOLD_ELSEWHERE[package]} i mappen over.\n")
    return "\n".join(parts)


def python_licence() -> str:
    """Return the licence of the Python that is shipped; ``LookupError`` without one."""
    for folder in (Path(os.__file__).parent, Path(sys.base_prefix)):
        for name in ("LICENSE.txt", "LICENSE"):
            if (folder / name).is_file():
                return (folder / name).read_text(encoding="utf-8")
    raise LookupError("the licence of Python is not found beside it")


def write_licences(house: Path, folder: Path) -> list[tuple[str, str]]:
    """Write all into ``folder``; return each file and where it goes in the program."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    texts = {name: licence_texts(name) for name in shipped_packages(house)}
    texts["python"] = python_licence()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    return [
        (str(file), "stkdesk/_resources/licences/packages")
        for file in sorted(folder.iterdir())
    ]


def _needs_of(wanted: Requirement) -> Iterator[str]:
    """Yield what a package requires here, with the extras that are asked for."""
    for text in metadata.requires(wanted.name) or ():
        needed = Requirement(text)
        extras = {"", *wanted.extras}
        if not needed.marker or any(
            needed.marker.evaluate({"extra": extra}) for extra in extras
        ):
            needed.marker = None
            yield str(needed)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
