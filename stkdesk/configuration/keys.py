"""What can be decided about the program, and how each value is read or refused.

The names are those of the registry, of the ini files and of the template for IT in
``resources/policy``. A reason never repeats the value: it may hold a password.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

LOCK_LEAST, LOCK_MOST = 1, 60  # minutes
LEVELS = ("ERROR", "WARNING", "INFO", "DEBUG")  # of the log
LONGEST = 2000  # letters in any value
LONGEST_NOTICE = 300  # letters; more is no notice
ON_SERVER = "postgresql://"  # how an address of a server begins
_VARIABLE = re.compile(r"%([A-Za-z_][A-Za-z0-9_()]*)%")


class Key(StrEnum):
    """What can be decided, by the name IT writes."""

    DATA_FOLDER = "DataFolder"
    DATABASE_URL = "DatabaseUrl"
    BACKUP_FOLDER = "BackupFolder"
    LOG_FOLDER = "LogFolder"
    LOG_LEVEL = "LogLevel"
    LOCK_MINUTES = "LockMinutes"
    UPDATE_NOTICE = "UpdateNotice"
    PRINTER_LETTERS = "PrinterLetters"
    PRINTER_TIMESHEETS = "PrinterTimesheets"
    PRINTER_LISTS = "PrinterLists"


class PrinterKind(StrEnum):
    """The piles an office prints, often on paper or a machine of their own."""

    LETTERS = Key.PRINTER_LETTERS  # letters, decisions, agreements
    TIMESHEETS = Key.PRINTER_TIMESHEETS
    LISTS = Key.PRINTER_LISTS  # forms, lists and what is enclosed

    @property
    def key(self) -> Key:
        """What IT calls the printer of this pile."""
        return Key(self.value)


# What the office decides in its own register: the person's file may not.
OF_THE_OFFICE = frozenset({Key.BACKUP_FOLDER, Key.LOCK_MINUTES})
# What says where the register lies.
OF_THE_REGISTER = (Key.DATA_FOLDER, Key.DATABASE_URL)
FOLDERS = frozenset({Key.DATA_FOLDER, Key.BACKUP_FOLDER, Key.LOG_FOLDER})
PRINTERS = frozenset(kind.key for kind in PrinterKind)


class UnreadableError(Exception):
    """A value that cannot be used; the text says why, and never what it was."""


def key_called(name: str) -> Key | None:
    """Return the key called ``name``, in small or large letters, or None."""
    return _BY_NAME.get(name.strip().casefold())


def read(key: Key, text: str, variables: Mapping[str, str]) -> str:
    """Return ``text`` as the program uses it: whole, with %VARIABLES% replaced.

    Raises:
        UnreadableError: when it cannot be used; the text says why, in Norwegian.

    """
    text = text.strip()
    if len(text) > LONGEST:
        raise UnreadableError("verdien er for lang")
    if key is Key.UPDATE_NOTICE:
        return _one_line(text)
    if not text.isprintable():
        raise UnreadableError("verdien har tegn som ikke kan vises")
    if key in FOLDERS:
        return _folder(_filled_in(text, variables))
    if key in PRINTERS:
        return _filled_in(text, variables)
    if key is Key.LOCK_MINUTES:
        return _minutes(text)
    return _level(text) if key is Key.LOG_LEVEL else _address(text)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    line = "".join(each for each in line if each.isprintable())
    return line if len(line) <= LONGEST_NOTICE else f"{line[: LONGEST_NOTICE - 1]}…"


def _filled_in(text: str, variables: Mapping[str, str]) -> str:
    """Replace %VARIABLES%, as Windows does, also elsewhere."""

    def value_of(found: re.Match[str]) -> str:
        name = found[1]
        value = variables.get(name) or variables.get(name.upper())
        if not value:
            raise UnreadableError(f"variabelen %{name}% finnes ikke her")
        return value

    return _VARIABLE.sub(value_of, text)


def _folder(text: str) -> str:
    folder = os.path.expanduser(text)
    if not Path(folder).is_absolute():
        raise UnreadableError("mappen må skrives med hele stien")
    return folder


def _minutes(text: str) -> str:
    # Not isdecimal alone: int() takes digits of every alphabet, a person reads ours.
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LOCK_MOST))):
        raise UnreadableError(
            f"skal være et helt tall fra {LOCK_LEAST} til {LOCK_MOST}"
        )
    if not LOCK_LEAST <= int(text) <= LOCK_MOST:
        raise UnreadableError(f"skal være fra {LOCK_LEAST} til {LOCK_MOST} minutter")
    return str(int(text))


def _level(text: str) -> str:
    if text.upper() not in LEVELS:
        raise UnreadableError(f"skal være {', '.join(LEVELS[:-1])} eller {LEVELS[-1]}")
    return text.upper()


def _address(text: str) -> str:
    from urllib.parse import parse_qsl, urlsplit  # only where there is a server

    try:
        parts = urlsplit(text)
    except ValueError:
        raise UnreadableError("adressen er ikke til å forstå") from None
    asked = {name.casefold() for name, _value in parse_qsl(parts.query)}
    if parts.password is not None or asked & {"password", "passfile"}:
        raise UnreadableError("adressen har et passord i seg; ta det bort")
    if not text.startswith(ON_SERVER):
        raise UnreadableError(f"adressen skal begynne med {ON_SERVER}")
    return text


_BY_NAME = {key.casefold(): key for key in Key}
