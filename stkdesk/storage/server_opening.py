"""Signing in to a register on a server: it knows the password, we know the person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.errors import CannotOpenError, NotAllowedError
from stkdesk.domain.login import fold_login
from stkdesk.domain.sign_in import require_authorised
from stkdesk.domain.staff import Actor, Role
from stkdesk.storage.address import Address
from stkdesk.storage.database import Database
from stkdesk.storage.revision import Shape
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.server_building import cannot_use, server_shape
from stkdesk.storage.server_errors import explained
from stkdesk.storage.tables import Staff

OWNS = (
    "SELECT tableowner = current_user FROM pg_catalog.pg_tables"
    " WHERE schemaname = 'public' AND tablename = 'people'"
)


def open_on_server(
    address: Address, login: str, password: str, *, today: date
) -> Database:
    """Open the register at ``address`` for the member of the staff called ``login``.

    A register of another version is refused: bringing it up to date is the work of
    whoever owns the database.

    Raises:
        CannotOpenError: if the server is out of reach or cannot be trusted, there is
            no register of this version, or the staff list does not know ``login``.
        WrongPasswordError: if the password is not that of ``login``.
        NotAllowedError: if the office does not let that person in today.

    """
    register = ServerRegister(address, fold_login(login), password)
    engine = register.engine()
    try:
        with engine.connect() as connection:
            if (shape := server_shape(connection)) is not Shape.CURRENT:
                raise cannot_use(shape)
            actor = _authorised(connection, register.login, today)
    except DatabaseError as error:
        raise explained(error) from error
    finally:
        engine.dispose()
    return Database(register, actor)


def open_as_owner(address: Address, login: str, password: str) -> Database:
    """Open the register at ``address`` for the program itself, which must see all.

    Raises:
        CannotOpenError: as ``open_on_server`` does.
        WrongPasswordError: if the password is not that of ``login``.
        NotAllowedError: if ``login`` does not own the database.

    """
    register = ServerRegister(address, login, password)
    engine = register.engine()
    try:
        with engine.connect() as connection:
            if (shape := server_shape(connection)) is not Shape.CURRENT:
                raise cannot_use(shape)
            if not connection.exec_driver_sql(OWNS).scalar():
                raise NotAllowedError(
                    "Bare den som eier databasen, kan kontrollere den.",
                    "Oppgi eieren med --login. Andre ser bare en del av registeret.",
                )
    except DatabaseError as error:
        raise explained(error) from error
    finally:
        engine.dispose()
    return Database(register)


def _authorised(connection: Connection, login: str, today: date) -> Actor:
    roles = (Staff.__table__.c[role.value] for role in Role)
    found = connection.execute(
        select(
            Staff.number,
            Staff.name,
            Staff.sees_protected,
            Staff.authorised_from,
            Staff.authorised_to,
            *roles,
        ).where(Staff.login == login)
    ).first()
    if found is None:
        raise CannotOpenError(
            "Du står ikke i listen over ansatte.",
            "Be den som er administrator legge deg til med dette brukernavnet.",
        )
    number, name, sees_protected, first, last, *plays = found
    require_authorised(first, last, today)
    played = frozenset(role for role, yes in zip(Role, plays, strict=True) if yes)
    return Actor(number, name, played, sees_protected)
