"""What is in force on this machine, and who has said so.

A value that cannot be used is passed by, and the next place is asked; it is told by
``troubles``, and ``Choice.is_lost`` says that IT wanted something else than what is in
force. What that means is decided for each key, with safety first:

- DataFolder, DatabaseUrl: the office's own register is not opened at all, for a new one
  could be begun in the wrong place, and be the one that is lost.
- BackupFolder: backups go where the office has chosen; one in another place is better
  than none.
- LockMinutes: what the office has chosen, but never longer than what is usual.
- LogFolder, LogLevel: the usual ones, which hold no more about people.
- UpdateNotice, printers: none; the printer of the system.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from stkdesk.configuration.ini import Written
from stkdesk.configuration.keys import (
    OF_THE_OFFICE,
    OF_THE_REGISTER,
    Key,
    UnreadableError,
    key_called,
    read,
)
from stkdesk.configuration.sources import THIS_MACHINE, Machine, Source

DATA_VARIABLE = "STKDESK_DATA"
UNKNOWN = "navnet er ukjent"
# What a place nobody can read may have said, and must not be guessed.
UNSAFE = (*OF_THE_REGISTER, Key.LOCK_MINUTES)
NOT_OWN = "bestemmes av IT eller i programmets innstillinger, ikke i egen fil"


class Choice(NamedTuple):
    """What is in force for one key: "" when nobody has said anything."""

    text: str = ""
    source: Source = Source.USUAL
    is_lost: bool = False  # IT wrote something stronger that cannot be used

    @property
    def is_managed(self) -> bool:
        """Whether the program may not let a person change it."""
        return bool(self.text) and self.source.is_managed


class Trouble(NamedTuple):
    """Something that could not be read; never what it was."""

    source: Source
    name: str  # of the value, or "" for the whole place
    reason: str


class _Heard(NamedTuple):
    """All that was said, read once: half the program must not see another half."""

    said: dict[Key, tuple[tuple[Source, str], ...]]  # strongest first
    lost: frozenset[Key]
    troubles: tuple[Trouble, ...]


class _Desk:
    """What one running program has been told, and has read."""

    machine: Machine = THIS_MACHINE
    asked: dict[Key, str] = {}
    heard: _Heard | None = None


def chosen(key: Key) -> Choice:
    """Return what is in force for ``key``; its text is "" when nobody has decided."""
    if asked := _Desk.asked.get(key, ""):
        return Choice(asked, Source.COMMAND_LINE)
    if key is Key.DATA_FOLDER:
        named = _Desk.machine.variables.get(DATA_VARIABLE, "").strip()
        if named:
            return Choice(named, Source.VARIABLE)
    heard = _heard()
    is_lost = key in heard.lost
    for source, text in heard.said.get(key, ()):
        return Choice(text, source, is_lost and not source.is_it)
    return Choice("", Source.OFFICE if key in OF_THE_OFFICE else Source.USUAL, is_lost)


def troubles() -> tuple[Trouble, ...]:
    """Return what could not be read, the strongest place first."""
    return _heard().troubles


def ask_for(key: Key, text: str) -> None:
    """Let the command line decide ``key`` while this program runs."""
    _Desk.asked[key] = text


def look_again(*keys: Key) -> None:
    """Read ``keys`` anew: IT may have written since; the rest holds until the end."""
    before, now = _Desk.heard, _listen(_Desk.machine)
    if before is not None:
        anew = frozenset(keys)
        said = {key: now.said.get(key, ()) for key in keys}
        lost = (before.lost - anew) | (now.lost & anew)
        now = _Heard({**before.said, **said}, lost, now.troubles)
    _Desk.heard = now


def use(machine: Machine) -> None:
    """Ask ``machine`` from now on, and forget what was heard and asked for."""
    _Desk.machine, _Desk.asked, _Desk.heard = machine, {}, None


@contextmanager
def using(machine: Machine) -> Iterator[None]:
    """Ask ``machine`` for a while, and then again whom one asked before."""
    before = _Desk.machine, _Desk.asked, _Desk.heard
    use(machine)
    try:
        yield
    finally:
        _Desk.machine, _Desk.asked, _Desk.heard = before


def _heard() -> _Heard:
    if _Desk.heard is None:
        _Desk.heard = _listen(_Desk.machine)
    return _Desk.heard


def _listen(machine: Machine) -> _Heard:
    said: dict[Key, tuple[tuple[Source, str], ...]] = {}
    lost: set[Key] = set()
    found: list[Trouble] = []
    for source, place in (
        (Source.POLICY, machine.policy),
        (Source.MACHINE, machine.file),
        (Source.OWN, machine.own),
    ):
        written: Written = place()
        found += (Trouble(source, name, why) for name, why in written.problems)
        unread = [name for name, _why in written.problems]
        if not written.is_read:
            unread += UNSAFE
        for name, text in written.values:
            key = key_called(name)
            if key is None:
                found.append(Trouble(source, name, UNKNOWN))
            elif source is Source.OWN and key in OF_THE_OFFICE:
                found.append(Trouble(source, key, NOT_OWN))
            elif text.strip():
                try:
                    value = read(key, text, machine.variables)
                except UnreadableError as error:
                    found.append(Trouble(source, key, str(error)))
                    unread.append(key)
                else:
                    said[key] = (*said.get(key, ()), (source, value))
        if source.is_it:
            lost |= {key for name in unread if (key := key_called(name))}
    return _Heard(said, frozenset(lost), tuple(found))
