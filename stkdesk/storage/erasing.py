"""Taking rows out of a register for good: rows, bytes, drafts, details of the trail.

SQLite overwrites what is deleted with zeros (``secure_delete``), and the write-ahead
log, which holds older pages, is emptied afterwards. Measured: without the first all
deleted names are still in the file, without the second in the log. On a server that is
the work of VACUUM and of those who keep its backups.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from stkdesk.domain.trail import Action
from stkdesk.storage.cipher import connect
from stkdesk.storage.numbers import never_again
from stkdesk.storage.person_rows import DELETING, chunks, files_only_of
from stkdesk.storage.source import FileRegister, Register
from stkdesk.storage.tables import (
    Base,
    Draft,
    Event,
    EventDetail,
    PaperFile,
    Presence,
)

#: What the parts of a draft's name, ``contacts/7`` or ``sheet/12/34``, stand for.
DRAFT_ROOMS = {"sheet": "assignments", "decision": "decisions"}
SHORTEST = 3  # letters of a name that somebody has typed and that still tell of it
_WORDED = (Action.SEARCHED, Action.LISTED)  # their details are what somebody typed


def delete_rows(session: Session, rows: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Delete ``rows``, the bytes only they had, and who has them open; count them.

    Belongs inside ``trail.noted_as_one``: one event tells of it all.
    """
    session.flush()
    counts: dict[str, int] = {}
    loose = files_only_of(session, rows.get("papers", ()), rows.get("attachments", ()))
    for name in DELETING:
        numbers = rows.get(name, ())
        if not numbers:
            continue
        never_again(session, name)
        column = Base.metadata.tables[name].c.number
        counts[name] = sum(
            _delete(session, column, layer)
            for layer in _last_first(session, column.table, numbers)
        )
        for some in chunks(numbers):
            session.execute(
                sa.delete(Presence)
                .where(Presence.table_name == name, Presence.record.in_(some))
                .execution_options(synchronize_session=False)
            )
    if loose:
        column = Base.metadata.tables[PaperFile.__tablename__].c.sha256
        counts["paper_files"] = _delete(session, column, loose)
    session.expire_all()
    return counts


def erase_details(
    session: Session,
    people: Collection[int],
    rows: Mapping[str, Sequence[int]],
    words: Collection[str],
) -> int:
    """Erase what the trail says in words about ``people``; return how many events.

    Also of the records ``rows``, and of searches for one of ``words``, which are in
    small letters. The events stay, and the chain still holds.
    """
    erased = set[int]()
    for some in chunks(sorted(people)):
        erased.update(_events(session, Event.person_number.in_(some)))
    for name, numbers in rows.items():
        for some in chunks(numbers):
            erased.update(
                _events(session, Event.table_name == name, Event.record.in_(some))
            )
    erased.update(_searches(session, words))
    return _delete(session, Base.metadata.tables["event_details"].c.seq, sorted(erased))


def drop_drafts(
    session: Session,
    rows: Mapping[str, Sequence[int]],
    names: Collection[frozenset[str]],
) -> int:
    """Delete the unfinished forms of ``rows``, and those that hold one of ``names``.

    A name is its words in small letters; a form with all of them is about that person.
    """
    gone = []
    for form, body in session.execute(sa.select(Draft.form, Draft.body)):
        told = set(_words(json.loads(body)))
        if _is_of(form, rows) or any(name and name <= told for name in names):
            gone.append(form)
    return _delete(session, Base.metadata.tables["drafts"].c.form, gone)


def empty_log(register: Register) -> None:
    """Move everything out of the write-ahead log and cut it to nothing.

    Waits a little for those who read. On a server there is none of ours.
    """
    if not isinstance(register, FileRegister):
        return
    connection = connect(register.file, register.key.database_key)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _last_first(
    session: Session, table: Any, numbers: Sequence[int]
) -> Iterator[list[int]]:
    """Yield ``numbers`` some at a time: those no other of them points to go first.

    A decision points to the one it changes; a file deletes row by row, and refuses to
    delete what is pointed to.
    """
    own = [
        c
        for c in table.c
        if any(key.column is table.c.number for key in c.foreign_keys)
    ]
    left = set(numbers)
    while left:
        pointed = set[int]()
        for column in own:
            for some in chunks(sorted(left)):
                found = sa.select(column).where(table.c.number.in_(some))
                pointed.update(each for each in session.scalars(found) if each)
        layer = left - pointed or left
        yield sorted(layer)
        left -= layer


def _delete(session: Session, column: Any, keys: Sequence[Any]) -> int:
    """Delete the rows of the table of ``column`` that have ``keys`` in it."""
    count = 0
    for some in chunks(keys):
        done: Any = session.execute(
            sa.delete(column.table).where(column.in_(some)),
            execution_options={"noted": True},
        )
        count += done.rowcount
    return count


def _events(session: Session, *which: Any) -> Iterator[int]:
    """Yield the numbers of the events that have details."""
    found = sa.select(Event.seq).join(EventDetail, EventDetail.seq == Event.seq)
    yield from session.scalars(found.where(*which))


def _searches(session: Session, words: Collection[str]) -> Iterator[int]:
    if not words:
        return
    found = (
        sa.select(Event.seq, EventDetail.body)
        .join(EventDetail, EventDetail.seq == Event.seq)
        .where(Event.action.in_(_WORDED))
        .execution_options(yield_per=1000)
    )
    for seq, body in session.execute(found):
        typed = _words(json.loads(body))
        if any(_may_mean(each, word) for each in typed for word in words):
            yield seq


def _may_mean(typed: str, word: str) -> bool:
    """Tell whether somebody who typed this may have looked for ``word``."""
    begun = len(typed) >= SHORTEST and word.startswith(typed)
    return begun or typed.startswith(word)


def _words(value: Any) -> Iterator[str]:
    """Yield the words in a piece of JSON, in small letters."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield from (each for each in re.split(r"[^\w@.+]+", value.casefold()) if each)


def _is_of(form: str, rows: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether a draft is of one of ``rows``: ``…/contacts/7``."""
    parts = form.split("/")
    for room, number in pairwise(parts):
        table = DRAFT_ROOMS.get(room, room)
        if number.isdecimal() and int(number) in rows.get(table, ()):
            return True
    return False
