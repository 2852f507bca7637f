"""What has been deleted for good, so that a restored backup can forget it again.

``NAME.deleted`` beside the register, and a copy in the folder of the backups: one line
for each row, with the event of the trail, the moment, the table and the number; never
a name. Every line is sealed together with the one before it by the master key, so that
none can be changed or taken out of the middle unseen. Written by those who delete.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.files import PRIVATE, cannot_save, write_whole
from stkdesk.storage.keys import MasterKey

ENDING = ".deleted"
RESTORED = "-"  # in the place of a table: here a backup was restored
_START = ""  # what the first line is sealed together with


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """A row that is no more."""

    seq: int  # of the event in the trail that tells of it
    at: datetime  # UTC
    table: str
    number: int

    @property
    def is_restore(self) -> bool:
        """Whether the line tells of a restore instead."""
        return self.table == RESTORED


def journal_of(register: Path) -> Path:
    """Return where the deletions of ``register`` are noted."""
    return register.with_suffix(ENDING)


def copy_in(folder: Path, register_id: str) -> Path:
    """Return where the copy of the journal lies among the backups."""
    return folder / f"stkdesk-{register_id[:12]}{ENDING}"


def note_deletion(register: Path, key: MasterKey, rows: Iterable[DeletedRow]) -> None:
    """Add ``rows`` to the journal of ``register``; on disk when this returns.

    To be called before the deletion is committed: a row that is noted and still there
    is deleted again by a restore, which does no harm; the other way round, it returns.

    Raises:
        CannotSaveError: if the disk or the folder does not take it.
        CannotOpenError: if the journal has been changed by somebody else.

    """
    file = journal_of(register)
    lines, sealed = _read(file, key)
    before = sealed[-1] if sealed else _START
    added = []
    for row in rows:
        before = _seal(row, before, key)
        added.append(_line(row, before))
    try:
        file.touch(PRIVATE)
        with file.open("rb+") as stream:
            stream.truncate(sum(len(line) for line in lines))  # a line cut short
            stream.seek(0, os.SEEK_END)
            stream.write(b"".join(added))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise cannot_save(error, file) from error


def read_journal(file: Path, key: MasterKey) -> tuple[DeletedRow, ...]:
    """Return what the journal ``file`` holds, oldest first; () where there is none.

    Raises:
        CannotOpenError: if it cannot be read, or has been changed.

    """
    return tuple(_row(line) for line in _read(file, key)[0])


def restores_in(register: Path, key: MasterKey) -> int | None:
    """Return how often ``register`` was restored; None if the journal is of no use."""
    try:
        return sum(row.is_restore for row in read_journal(journal_of(register), key))
    except CannotOpenError:  # told when what it says is needed
        return None


def deleted_after(
    rows: Iterable[DeletedRow],
    seq: int,
    moment: datetime,
    restores: int | None = None,
) -> tuple[DeletedRow, ...]:
    """Return what was deleted after a backup that was made at ``moment``.

    ``seq`` is where its trail ends; 0 if it had none. A restore takes the trail back to
    an earlier number: so the lines are counted from the restore before the backup, and
    all after the next one are later, whatever their number. ``restores`` is how many
    came before the backup; a backup that does not say goes by the clock.
    """
    rows, found, seen = tuple(rows), [], 0
    if restores is None:
        restores = sum(row.is_restore and row.at <= moment for row in rows)
    for row in rows:
        if row.is_restore:
            seen += 1
        elif seen > restores or (seen == restores and _is_later(row, seq, moment)):
            found.append(row)
    return tuple(found)


def deletions_after(
    file: Path, key: MasterKey, seq: int, moment: datetime
) -> tuple[DeletedRow, ...]:
    """Return what the journal ``file`` says was deleted after a backup.

    Raises:
        CannotOpenError: if it cannot be read, or has been changed.

    """
    return deleted_after(read_journal(file, key), seq, moment)


def begin_again(
    register: Path,
    key: MasterKey,
    rows: Iterable[DeletedRow],
    seq: int,
    moment: datetime,
) -> None:
    """Write the journal of a restored register, sealed with its ``key``.

    ``rows`` is what was known; ``seq`` is where the trail goes on from ``moment``.

    Raises:
        CannotSaveError: if it cannot be written; the old one still stands.

    """
    restored = DeletedRow(seq, moment, RESTORED, 0)
    write_whole(journal_of(register), _sealed([*rows, restored], key))


def copy_journal(register: Path, key: MasterKey, folder: Path, name: str) -> None:
    """Put a copy of the journal among the backups; ``name`` is the register's id.

    Raises:
        CannotSaveError: if the folder does not take it.
        CannotOpenError: if the journal has been changed.

    """
    lines, _seals = _read(journal_of(register), key)
    if lines:
        write_whole(copy_in(folder, name), b"".join(lines))


def seal_again(file: Path, old: MasterKey, new: MasterKey) -> None:
    """Seal the journal ``file`` with ``new``, when the master key is changed.

    Raises:
        CannotSaveError: if it cannot be written; the old one still stands.
        CannotOpenError: if it has been changed.

    """
    try:
        read_journal(file, new)  # it was done before a change that was cut off
    except CannotOpenError:
        write_whole(file, _sealed(read_journal(file, old), new))


def _sealed(rows: Iterable[DeletedRow], key: MasterKey) -> bytes:
    before, made = _START, []
    for row in rows:
        before = _seal(row, before, key)
        made.append(_line(row, before))
    return b"".join(made)


def _is_later(row: DeletedRow, seq: int, moment: datetime) -> bool:
    return row.seq > seq if seq else row.at >= moment


def _read(file: Path, key: MasterKey) -> tuple[list[bytes], list[str]]:
    """Return the whole lines of ``file`` and their seals, each proved."""
    try:
        lines = file.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise CannotOpenError(
            "Listen over det som er slettet, kan ikke leses.",
            "Be IT om lesetilgang til mappen.",
        ) from error
    if lines and not lines[-1].endswith(b"\n"):  # the machine died while writing
        lines.pop()
    try:
        seals = [str(json.loads(line)["seal"]) for line in lines]
        rows = [_row(line) for line in lines]
    except (ValueError, LookupError, TypeError):
        raise _changed() from None
    for row, (before, seal) in zip(rows, pairwise([_START, *seals]), strict=True):
        if not hmac.compare_digest(_seal(row, before, key), seal):
            raise _changed()
    return lines, seals


def _row(line: bytes) -> DeletedRow:
    content = json.loads(line)
    return DeletedRow(
        int(content["seq"]),
        datetime.fromisoformat(content["at"]),
        str(content["table"]),
        int(content["number"]),
    )


def _line(row: DeletedRow, seal: str) -> bytes:
    content = {**_content(row), "seal": seal}
    return json.dumps(content, sort_keys=True).encode() + b"\n"


def _seal(row: DeletedRow, before: str, key: MasterKey) -> str:
    text = json.dumps([before, _content(row)], sort_keys=True).encode()
    return hmac.new(key.derive("deletions"), text, "sha256").hexdigest()


def _content(row: DeletedRow) -> dict[str, object]:
    return {
        "seq": row.seq,
        "at": row.at.astimezone(UTC).isoformat(),
        "table": row.table,
        "number": row.number,
    }


def _changed() -> CannotOpenError:
    return CannotOpenError(
        "Listen over det som er slettet, er endret utenfor programmet.",
        "Si fra til IT: slettede personer kan komme tilbake fra en sikkerhetskopi.",
    )
