"""Building a register and bringing an older one up to date, step by step.

The only place that knows Alembic, which takes longer to load than all the rest.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DatabaseError, OperationalError

from stkdesk import settings
from stkdesk.domain.backup import BackupKind
from stkdesk.domain.errors import CannotSaveError
from stkdesk.domain.progress import drive
from stkdesk.storage.backup import make_backup
from stkdesk.storage.backup_set import FOLDER_FACT, usual_folder
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import MasterKey
from stkdesk.storage.source import FileRegister, engine_for
from stkdesk.storage.tables import RegisterFact

STEPS = Path(__file__).parent / "migrations"


def build_new(file: Path, key: str, *, practice: bool) -> None:
    """Build every table in the new register ``file``, as one transaction.

    Raises:
        CannotSaveError: if the disk is full or the folder refuses.

    """
    facts = [{"name": "practice", "value": "yes" if practice else "no"}]
    engine = engine_for(file, key).execution_options(writes=True)
    try:
        with engine.begin() as connection:
            migrate(connection)
            connection.execute(insert(RegisterFact), facts)
    except DatabaseError as error:
        raise CannotSaveError(
            "Registeret kunne ikke lages.",
            "Se etter at disken har plass og prøv igjen.",
        ) from error
    finally:
        engine.dispose()


def upgrade_register(file: Path, key: MasterKey, *, steps: Path = STEPS) -> Path:
    """Bring ``file`` up to date and return the verified backup of the old one.

    Every step and the check at the end are one transaction: if any of them fails, or
    the machine dies, the register stays as it was.

    Raises:
        CannotSaveError: if there is no room for the backup or the upgrade.
        BadBackupError: if the register is damaged; nothing has been changed.

    """
    backup = _backed_up(file, key)
    upgrade_copy(file, key, steps=steps)
    return backup


def upgrade_copy(file: Path, key: MasterKey, *, steps: Path = STEPS) -> None:
    """Bring ``file`` up to date, without a backup: it is one, or has one.

    Raises:
        CannotSaveError: if there is no room; nothing has been changed.

    """
    # SQLite ignores that switch inside a transaction, so the engine has it off.
    engine = engine_for(file, key.database_key, foreign_keys=False)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            migrate(connection, steps=steps)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("the upgrade left references to missing records")
    except OperationalError as error:
        raise FileRegister(file, key).explained(error) from error
    finally:
        engine.dispose()


def migrate(
    connection: Connection, target: str = "head", *, steps: Path = STEPS
) -> None:
    """Run the missing steps on ``connection``, up to ``target``."""
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _backed_up(file: Path, key: MasterKey) -> Path:
    """Return a verified backup, where the office wants them if that can be reached."""
    wanted, usual = _wanted_folder(file, key), usual_folder(file)
    try:
        return _backed_up_in(wanted, file, key)
    except CannotSaveError:  # a share that is away must not stop the office
        if wanted == usual:
            raise
        return _backed_up_in(usual, file, key)


def _backed_up_in(folder: Path, file: Path, key: MasterKey) -> Path:
    moment, kind = datetime.now(UTC), BackupKind.PRE_UPGRADE
    making = make_backup(file, key, folder, now=moment, kind=kind)
    made = drive(making, Event(), lambda _progress: None)
    assert isinstance(made, Path)
    return made


def _wanted_folder(file: Path, key: MasterKey) -> Path:
    if by_it := settings.backup_folder():
        return by_it
    connection = connect(file, key.database_key)
    try:
        found = connection.execute(
            "SELECT value FROM register_facts WHERE name = ?", (FOLDER_FACT,)
        ).fetchone()
    finally:
        connection.close()
    return Path(found[0]) if found and found[0] else usual_folder(file)
