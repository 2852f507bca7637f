"""Casework on backups: the office's rules for them, taking one, trying one out."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from stkdesk import settings
from stkdesk.domain.backup import (
    BackupRules,
    BackupState,
    BadBackupError,
    FoundBackup,
    Manifest,
    rule_problems,
)
from stkdesk.domain.errors import (
    CannotOpenError,
    InvalidInputError,
    NotAllowedError,
    Problem,
)
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.services.office import is_practice
from stkdesk.storage import backup_set
from stkdesk.storage.backup import make_backup
from stkdesk.storage.backup_file import read_manifest
from stkdesk.storage.backup_set import FOLDER_FACT
from stkdesk.storage.database import Database
from stkdesk.storage.deletion_journal import copy_journal
from stkdesk.storage.key_file import read_key_file
from stkdesk.storage.keys import MasterKey, key_file_of
from stkdesk.storage.source import FileRegister
from stkdesk.storage.tables import RegisterFact
from stkdesk.storage.trail import note
from stkdesk.storage.verifying import check_backup

BY_IT = "Mappen er styrt av IT."
HOURS_FACT, DAYS_FACT = "backup_hours", "backup_days"
MADE_FACT, TESTED_FACT, ROWS_FACT = (
    "backup_made_at",
    "backup_tested_at",
    "backup_tested_rows",
)


class MadeBackup(NamedTuple):
    """A backup that was made, and which old ones were thrown away for it."""

    file: Path
    manifest: Manifest
    thrown_away: tuple[str, ...]


class Shelf(NamedTuple):
    """Where the backups of an office lie, and which there are."""

    folder: Path
    is_same_disk: bool  # they are lost together with the register
    backups: tuple[FoundBackup, ...]
    problem: str = ""  # why the folder cannot be read


@needs()
def backup_rules(session: Session) -> BackupRules:
    """Return how the office wants its backups."""
    usual = BackupRules()
    return BackupRules(
        _fact(session, FOLDER_FACT),
        int(_fact(session, HOURS_FACT) or usual.hours),
        int(_fact(session, DAYS_FACT) or usual.days),
    )


@needs()
def is_kept_by_us(session: Session) -> bool:
    """Tell whether the program takes backups of this register by itself.

    Not of a practice office, where nothing is lost; on a server it is IT's work.
    """
    on_server = session.connection().dialect.name != "sqlite"
    return not on_server and not is_practice(session)


@needs(Right.KEEP_REGISTER)
def change_backup_rules(session: Session, rules: BackupRules) -> None:
    """Let the office have its backups otherwise from now on.

    Raises:
        InvalidInputError: if the folder is not there or is IT's to choose, or a
            number makes no sense.

    """
    refuse_blocking(
        [
            *rule_problems(rules),
            *([] if settings.backup_folder() else _folder_problems(rules.folder)),
        ]
    )
    before = backup_rules(session)
    if rules.folder != before.folder and settings.backup_folder():
        raise InvalidInputError((Problem("folder", BY_IT),))
    _keep(session, FOLDER_FACT, rules.folder)
    _keep(session, HOURS_FACT, str(rules.hours))
    _keep(session, DAYS_FACT, str(rules.days))
    changed = {
        f"backup_{name}": [str(getattr(before, name)), str(getattr(rules, name))]
        for name in ("folder", "hours", "days")
        if getattr(before, name) != getattr(rules, name)
    }
    note(session, Action.CHANGED, "register", detail={"fields": changed})


@needs()
def backup_state(session: Session) -> BackupState:
    """Return what the register knows of its own backups."""
    return BackupState(
        _moment(session, MADE_FACT),
        _moment(session, TESTED_FACT),
        int(_fact(session, ROWS_FACT) or 0),
    )


@needs()
def backups_on_shelf(database: Database) -> Shelf:
    """Return the backups there are; reads a folder, which may be far away."""
    register = _file_of(database)
    folder = folder_of_backups(database)
    same = backup_set.is_same_disk(register.file, folder)
    if not folder.exists() and _is_made_when_needed(folder, register.file):
        return Shelf(folder, same, ())
    try:
        mine = _id_of(register)
        found = tuple(
            each
            for each in backup_set.found_in(folder)
            if each.manifest is None or each.manifest.register == mine
        )
    except CannotOpenError as error:
        return Shelf(folder, same, (), f"{error.title} {error.advice}")
    return Shelf(folder, same, found)


@needs()
def folder_of_backups(database: Database) -> Path:
    """Return where the office has its backups, or where IT wants them."""
    if by_it := settings.backup_folder():
        return by_it
    with database.reading() as session:
        named = backup_rules(session).folder
    return Path(named) if named else backup_set.usual_folder(_file_of(database).file)


@needs()
def back_up(
    database: Database,
    *,
    now: datetime,
    folder: Path | None = None,
    by_itself: bool = False,
) -> Generator[Progress, None, MadeBackup]:
    """Make a verified backup and throw away the old ones nobody needs.

    ``folder`` is another place than the office's own, where nothing is thrown away.
    ``by_itself``: nobody asked for it, the time had come. ``now`` is in UTC.

    Raises:
        CannotSaveError: if the folder is not there, or it or the disk does not take it.
        BadBackupError: if the register is damaged, or the disk gives back another.
        NotAllowedError: if the register lies on a server.

    """
    register = _file_of(database)
    with database.reading() as session:
        rules = backup_rules(session)
    target = folder or folder_of_backups(database)
    file = yield from make_backup(register.file, register.key, target, now=now)
    manifest = read_manifest(file).manifest
    copy_journal(register.file, register.key, target, manifest.register)
    gone: tuple[str, ...] = ()
    if folder is None:
        gone = backup_set.prune(
            target, register.key, manifest.register, now=now, days=rules.days
        )
    with _writing(database, by_itself) as session:
        _keep(session, MADE_FACT, now.astimezone(UTC).isoformat())
        note(session, Action.BACKED_UP, detail={"rows": manifest.rows})
    return MadeBackup(file, manifest, gone)


@needs()
def try_newest_backup(
    database: Database, *, now: datetime, by_itself: bool = False
) -> Generator[Progress, None, Manifest]:
    """Restore the newest backup into a scratch file, and compare all of it.

    Raises:
        BadBackupError: if there is none, or the newest cannot be restored.
        CannotSaveError: if there is no room to try.
        CannotOpenError: if the folder cannot be read.

    """
    register = _file_of(database)
    folder = folder_of_backups(database)
    mine = _id_of(register)
    ours = [
        each.name
        for each in backup_set.found_in(folder)
        if each.manifest is not None and each.manifest.register == mine
    ]
    if not ours:
        raise BadBackupError(
            "Det finnes ingen sikkerhetskopi å prøve.", "Ta en sikkerhetskopi først."
        )

    def own_key(_keys: Path) -> MasterKey:
        return register.key

    manifest = yield from check_backup(folder / ours[0], own_key, register.file.parent)
    with _writing(database, by_itself) as session:
        _keep(session, TESTED_FACT, now.astimezone(UTC).isoformat())
        _keep(session, ROWS_FACT, str(manifest.rows))
        note(session, Action.CHECKED, detail={"rows": manifest.rows})
    return manifest


def _is_made_when_needed(folder: Path, register: Path) -> bool:
    """Tell whether the first backup makes ``folder``: nobody has chosen it by hand."""
    by_it = folder == settings.backup_folder() and folder.parent.is_dir()
    return by_it or folder == backup_set.usual_folder(register)


def _file_of(database: Database) -> FileRegister:
    if not isinstance(database.register, FileRegister):
        raise NotAllowedError(
            "Registeret ligger på en server.", "Sikkerhetskopier av den tas av IT."
        )
    return database.register


def _id_of(register: FileRegister) -> str:
    return read_key_file(key_file_of(register.file)).office.register


@contextmanager
def _writing(database: Database, by_itself: bool) -> Iterator[Session]:
    """Give a session of the one who asked, or of the program itself."""
    if not by_itself:
        with database.transaction() as session:
            yield session
        return
    own = Database(database.register)
    try:
        with own.transaction() as session:
            yield session
    finally:
        own.close()


def _folder_problems(folder: str) -> list[Problem]:
    if not folder:
        return []
    path = Path(folder)
    if not path.is_absolute():
        return [Problem("folder", "Skriv hele navnet på mappen.")]
    if not path.is_dir():
        return [
            Problem("folder", "Mappen finnes ikke, eller disken er ikke koblet til.")
        ]
    try:
        probe = path / ".stkdesk-prøve"
        probe.touch()
        probe.unlink()
    except OSError:
        return [Problem("folder", "Mappen kan ikke skrives til. Be IT om tilgang.")]
    return []


def _fact(session: Session, name: str) -> str:
    fact = session.get(RegisterFact, name)
    return fact.value if fact is not None else ""


def _keep(session: Session, name: str, value: str) -> None:
    session.merge(RegisterFact(name=name, value=value))


def _moment(session: Session, name: str) -> datetime | None:
    """Return a moment in the time of this machine, as a person reads it."""
    text = _fact(session, name)
    return datetime.fromisoformat(text).astimezone() if text else None
