"""Moving a whole register: from a file to a server when the office grows, and back.

Nobody saves in the source meanwhile. Every row is copied in one transaction, every
table is read again on both sides and compared, and only then is it saved. Whatever
goes wrong before that, the target is as empty as it was and the source untouched.
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import sqlcipher3
from sqlalchemy import Connection, Engine, Table, delete, insert, select, update
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.errors import CannotOpenError, CannotSaveError
from stkdesk.domain.login import fold_login
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import PROGRAM, StaffDraft
from stkdesk.domain.trail import Action
from stkdesk.storage import generation, keys
from stkdesk.storage.moving_rows import (
    Digest,
    count_on,
    count_rows,
    empty_tables,
    put_rows,
    rest_triggers,
    rows_of,
    tables,
)
from stkdesk.storage.opening import Unlocked, new_register
from stkdesk.storage.revision import Shape
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.server_building import (
    build,
    cannot_use,
    require_empty,
    server_shape,
)
from stkdesk.storage.server_rights import take_rights
from stkdesk.storage.source import engine_for
from stkdesk.storage.tables import RegisterFact, Staff
from stkdesk.storage.trail import Trail
from stkdesk.storage.trail_chain import Entry

log = logging.getLogger(__name__)

Moving = Generator[Progress, None, "Moved"]


class Moved(NamedTuple):
    """What was moved: rows in each table, the same on both sides."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


def move_to_server(unlocked: Unlocked, server: ServerRegister) -> Moving:
    """Copy the open register in a file into the empty database of ``server``.

    Raises:
        CannotOpenError: if the database is not empty, or out of reach.
        NotAllowedError: if the login does not own the database.
        CannotSaveError: if the two differ afterwards, or the server has no room.

    """
    file = engine_for(unlocked.file, unlocked.key.database_key)
    with _told(server), _alone(server.engine()) as target:
        require_empty(target)
        target.exec_driver_sql("SET LOCAL statement_timeout = 0")
        build(target)
        with _alone(file) as source:
            moved = yield from _copy(source, target)
        count_on(target)
        _note(target, "server", moved)
    _settle(server)
    return moved


def _settle(server: ServerRegister) -> None:
    """Let the server learn what it has got, so that searching is fast at once."""
    engine = server.engine().execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM (ANALYZE)")
    except DatabaseError:  # the server does it by itself before long
        log.info("the server has not looked through what it got")
    finally:
        engine.dispose()


def move_to_file(
    server: ServerRegister,
    file: Path,
    login: str,
    password: str,
    *,
    effort: keys.Effort | None = None,
) -> Moving:
    """Copy the register on ``server`` into the new ``file``, opened by ``password``.

    ``login`` is who it opens for: somebody in the staff list. The others get a
    password from an administrator, as when they were new. The database on the server
    is left as it was, but closed to all but its owner.

    Raises:
        CannotOpenError: if there is no register there of this version, or nobody in
            its staff list is called ``login``.
        CannotSaveError: if there is something in the way of the file, no room, or
            the two differ afterwards.

    """
    with _told(server), _alone(server.engine()) as source:
        if (shape := server_shape(source)) is not Shape.CURRENT:
            raise cannot_use(shape)
        source.exec_driver_sql("SET LOCAL statement_timeout = 0")
        opens_for = _staff_called(source, login)
        with new_register(file, password, effort=effort, staff=opens_for) as made:
            engine = engine_for(made.file, made.key.database_key, foreign_keys=False)
            with _alone(engine) as target:
                slot, noted = _own(target)
                moved = yield from _copy(source, target)
                _belong_here(target, login, slot, noted)
                if target.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise RuntimeError("the move left references to missing records")
                _note(target, "file", moved)
        take_rights(source)
    return moved


def kept_name(file: Path, today: date) -> Path:
    """Return what a file is called after its register has moved."""
    return file.with_name(f"{file.stem} flyttet {today.isoformat()}{file.suffix}")


def set_aside(file: Path, today: date) -> Path:
    """Rename the file of a register that has moved, and its key file; return where.

    Raises:
        CannotSaveError: if the folder does not let it be renamed.

    """
    kept = kept_name(file, today)
    try:
        for old, new in (
            (keys.key_file_of(file), keys.key_file_of(kept)),
            (file, kept),
        ):
            if new.exists():
                raise FileExistsError
            old.replace(new)
    except OSError as error:
        raise CannotSaveError(
            "Registeret er flyttet, men den gamle filen fikk ikke nytt navn.",
            f"Gi {file.name} et annet navn selv, så ingen arbeider videre i den.",
        ) from error
    return kept


def _copy(source: Connection, target: Connection) -> Moving:
    """Copy every row, a step for each handful, and compare."""
    awake = rest_triggers(target)
    empty_tables(target)
    steps = _Steps(2 * sum(count_rows(source, table) for table in tables()))
    sent: dict[str, Digest] = {}
    for table in tables():
        digest = sent[table.name] = Digest()
        for rows in rows_of(source, table):
            digest.add(rows)
            put_rows(target, table, rows)
            yield steps.taken(len(rows), "Kopierer")
    for table in tables():
        come = Digest()
        for rows in rows_of(target, table):
            come.add(rows)
            yield steps.taken(len(rows), "Sammenligner")
        if come != sent[table.name]:
            raise _differs(table)
    for statement in awake:
        target.exec_driver_sql(statement)
    return Moved({name: digest.rows for name, digest in sent.items()})


class _Steps:
    def __init__(self, total: int) -> None:
        self._done, self._total = 0, total

    def taken(self, rows: int, doing: str) -> Progress:
        self._done += rows
        return Progress(self._done, max(self._total, 1), doing)


def _differs(table: Table) -> CannotSaveError:
    return CannotSaveError(
        f"Kopien ble ikke lik originalen (tabellen {table.name}).",
        "Ingenting er flyttet. Kjør stkdesk-cli check på registeret, og prøv igjen.",
    )


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Give a connection of ``engine`` while nobody else saves; one transaction."""
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _told(server: ServerRegister) -> Iterator[None]:
    """Tell what either side refuses, in the words of that side."""
    try:
        yield
    except DatabaseError as error:
        if not isinstance(error.orig, sqlcipher3.dbapi2.Error):
            raise server.explained(error) from error
        raise CannotSaveError(
            "Registerfilen kan ikke leses eller skrives.",
            "Lukk stkdesk på alle maskiner, se etter at disken har plass, og prøv "
            "igjen. Ingenting er flyttet.",
        ) from error


def _staff_called(connection: Connection, login: str) -> StaffDraft:
    found = connection.scalar(
        select(Staff.name).where(Staff.login == fold_login(login))
    )
    if found is None:
        raise CannotOpenError(
            "Ingen i listen over ansatte har det brukernavnet.",
            "Oppgi med --user den som skal åpne registeret.",
        )
    return StaffDraft(name=found, login=login)


def _own(target: Connection) -> tuple[str, str]:
    """Return what belongs to the new key file: the slot, and which edition it is."""
    slot = target.scalar(select(Staff.slot)) or ""
    fact = RegisterFact.name == generation.FACT
    return slot, target.scalar(select(RegisterFact.value).where(fact)) or ""


def _belong_here(target: Connection, login: str, slot: str, noted: str) -> None:
    """Let the register belong to its new key file, which has one password."""
    target.execute(update(Staff).values(slot="", changed_at=Staff.changed_at))
    mine = Staff.login == fold_login(login)
    target.execute(
        update(Staff).where(mine).values(slot=slot, changed_at=Staff.changed_at)
    )
    fact = RegisterFact.name == generation.FACT
    target.execute(delete(RegisterFact).where(fact))
    if noted:
        row = {"name": generation.FACT, "value": noted}
        target.execute(insert(RegisterFact).values(row))


def _note(target: Connection, where: str, moved: Moved) -> None:
    entry = Entry(action=Action.MOVED, detail={"to": where, "rows": moved.total})
    Trail(PROGRAM).write(target, [entry])
