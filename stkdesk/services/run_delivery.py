"""Putting the files of a run where payroll fetches them: each whole, or not at all."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import CannotSaveError, OfficeError
from stkdesk.domain.progress import Progress
from stkdesk.domain.run_preview import RunFile
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.pay_runs import run_file
from stkdesk.services.run_ends import find_run, refuse_reversed
from stkdesk.storage.database import Database
from stkdesk.storage.files import cannot_save, keep_on_disk, write_whole
from stkdesk.storage.tables import PayRunFile


class OtherFileError(OfficeError):
    """Where a file of the run should lie, another file lies already."""


@needs(Right.RUN_PAY)
def deliver_run(
    database: Database, number: int, folder: Path, *, now: datetime
) -> Generator[Progress, None, tuple[Path, ...]]:
    """Write the files of a run into ``folder``, read them back and note it.

    Runs on a worker thread. A file that lies there already, the very same, is left as
    it is; so it may be done again without harm.

    Raises:
        OfficeError: if the run was taken back, or another file is in the way.
        CannotSaveError: if the folder is gone, full or not to be written in; what is
            written, is whole.

    """
    with database.reading() as session:
        files = _files(session, number)
    yield Progress(0, len(files))
    placed = []
    for done, (each, file) in enumerate(files, 1):
        placed.append(put_file(file, folder))
        with database.transaction() as session:
            _note_delivered(session, each, now)
        yield Progress(done, len(files), file.name)
    return tuple(placed)


@needs(Right.RUN_PAY)
def _files(session: Session, number: int) -> list[tuple[int, RunFile]]:
    refuse_reversed(find_run(session, number))
    wanted = select(PayRunFile.number).where(PayRunFile.run_number == number)
    return [
        (each, run_file(session, each))
        for each in session.scalars(wanted.order_by(PayRunFile.number))
    ]


@needs(Right.RUN_PAY)
def _note_delivered(session: Session, number: int, now: datetime) -> None:
    session.get_one(PayRunFile, number).delivered_at = now


def put_file(file: RunFile, folder: Path) -> Path:
    """Write one file into ``folder`` and read it back; return where it lies.

    Raises:
        OtherFileError: if another file of that name lies there.
        CannotSaveError: if it cannot be written, or is not what was written.

    """
    target = folder / file.name
    try:
        lies_there = target.read_bytes() if target.exists() else None
    except OSError as error:
        raise cannot_save(error, target) from error
    if lies_there == file.data:
        return target
    if lies_there is not None:
        raise OtherFileError(
            f"En annen fil heter {file.name} i mappen.",
            "Flytt den, eller velg en annen mappe. Ingenting er overskrevet.",
        )
    write_whole(target, file.data)
    keep_on_disk(folder)
    try:
        is_same = sha256(target.read_bytes()).hexdigest() == file.sha256
    except OSError as error:
        raise cannot_save(error, target) from error
    if not is_same:
        raise CannotSaveError(
            "Filen ble ikke den samme på disken.",
            "Slett den, og prøv en annen mappe. Registeret har den rette.",
        )
    return target
