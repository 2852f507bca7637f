"""An ini file as IT writes it: in Notepad, in any alphabet, with mistakes in it.

Not ``configparser``: one broken line would take the whole file with it, an indented one
would become part of the line before, and it costs time before the window is there.
"""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

SECTION = "stkdesk"
LARGEST = 64 * 1024  # bytes; ours is a few lines
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Written(NamedTuple):
    """What stands in one place: values by name, and what could not be read."""

    values: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()  # name of a value or "", and why
    is_read: bool = True  # False: there is something, and nobody knows what it says


def unread(why: str) -> Written:
    """Return that a place could not be read, and ``why``."""
    return Written((), (("", why),), is_read=False)


def read_ini(file: Path) -> Written:
    """Return what ``file`` says under ``[stkdesk]``; nothing when there is none."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Written()
    except (OSError, ValueError):
        return unread("filen kan ikke leses")
    if len(data) > LARGEST:
        return unread("filen er for stor")
    try:
        return _read_lines(_decoded(data))
    except UnicodeError:
        return unread("filen er ikke en tekstfil")


def _decoded(data: bytes) -> str:
    """Return the text: UTF-8, UTF-16 with its mark, or as Notepad once saved it."""
    for mark, alphabet in _MARKS:
        if data.startswith(mark):
            return data.decode(alphabet)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    if "\0" in text:
        raise UnicodeError
    return text


def _read_lines(text: str) -> Written:
    values: dict[str, tuple[str, str]] = {}
    problems: list[tuple[str, str]] = []
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line[0] in ";#":
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip().casefold()
            if section != SECTION:
                problems.append(("", f"linje {number}: bare [{SECTION}] leses"))
        elif not section:
            problems.append(("", f"linje {number}: står ikke under [{SECTION}]"))
        elif section == SECTION:
            name, equals, value = line.partition("=")
            if not equals:
                problems.append(("", f"linje {number}: er ikke NAVN = VERDI"))
                continue
            values[name.strip().casefold()] = (name.strip(), _unquoted(value.strip()))
    return Written(tuple(values.values()), tuple(problems))


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1].strip() if quoted else value
