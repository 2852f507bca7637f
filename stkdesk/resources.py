"""Finds the files of ``resources/``: fonts, icons, texts, postal codes."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def resource(name: str) -> Path:
    """Return the path of one file or folder, e.g. ``resource("icons/House.svg")``.

    Raises ``FileNotFoundError`` if it is not there: a fault of the build, not of the
    person at the desk.
    """
    path = _root() / name
    if not path.exists():
        raise FileNotFoundError(f"resources/{name} is missing")
    return path


@cache
def _root() -> Path:
    """Beside the package in a checkout; inside it when installed or frozen."""
    package = Path(__file__).resolve().parent
    inside = package / "_resources"
    return inside if inside.is_dir() else package.parent / "resources"
