"""Building a register and bringing an older one up to date, step by step.

The only place that knows Alembic, which takes longer to load than all the rest.
"""

from __future__ import annotations

from pathlib import Path

import sqlcipher3
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, insert
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.errors import CannotSaveError
from stkdesk.storage.cipher import connect
from stkdesk.storage.source import engine_for
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


def upgrade_register(file: Path, key: str) -> Path:
    """Bring ``file`` up to date and return where the copy of the old one lies.

    Every step and the check at the end are one transaction: if any of them fails,
    the register stays as it was.

    Raises:
        CannotSaveError: if there is no room for the copy; nothing has been changed.

    """
    copy = file.with_name(f"{file.stem} før oppgradering{file.suffix}")
    engine = engine_for(file, key, foreign_keys=False).execution_options(writes=True)
    try:
        _copy_to(copy, file, key)
        with engine.begin() as connection:
            migrate(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("the upgrade left references to missing records")
    finally:
        engine.dispose()
    return copy


def migrate(connection: Connection, target: str = "head") -> None:
    """Run the missing steps on ``connection``, up to ``target``."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _copy_to(copy: Path, file: Path, key: str) -> None:
    """Make ``copy`` an encrypted copy of ``file``, readable with the same key."""
    copy.unlink(missing_ok=True)
    connection = connect(file, key)
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    except sqlcipher3.dbapi2.DatabaseError as error:
        copy.unlink(missing_ok=True)
        raise CannotSaveError(
            "Det er ikke plass til en kopi av registeret før oppgraderingen.",
            "Rydd plass på disken og prøv igjen. Registeret er ikke rørt.",
        ) from error
    finally:
        connection.close()
