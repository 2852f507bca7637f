"""Building a register on a server and bringing an older one up to date.

Both are the work of the owner of the database, never of a caseworker's program.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DatabaseError

from stkdesk.domain.errors import CannotOpenError
from stkdesk.domain.staff import FIRST_STAFF, Role, StaffDraft
from stkdesk.storage.address import Address
from stkdesk.storage.revision import KNOWN, NEWEST, Shape
from stkdesk.storage.server import server_engine
from stkdesk.storage.server_errors import explained
from stkdesk.storage.server_rights import give_rights
from stkdesk.storage.tables import RegisterFact, Staff
from stkdesk.storage.tables.base import now
from stkdesk.storage.upgrade import migrate


def build_on_server(
    address: Address,
    login: str,
    password: str,
    *,
    practice: bool,
    staff: StaffDraft = FIRST_STAFF,
) -> None:
    """Build every table in the empty database at ``address``, as one transaction.

    ``staff`` is the first in the staff list.

    Raises:
        CannotOpenError: if it is not empty, or the server does not let ``login`` in.
        NotAllowedError: if ``login`` may not make tables there.

    """
    engine = server_engine(address, login, password).execution_options(writes=True)
    try:
        with engine.begin() as connection:
            require_empty(connection)
            build(connection)
            facts = [{"name": "practice", "value": "yes" if practice else "no"}]
            connection.execute(insert(RegisterFact), facts)
            connection.execute(insert(Staff).values(_staff_row(staff)))
    except DatabaseError as error:
        raise explained(error) from error
    finally:
        engine.dispose()


def build(connection: Connection) -> None:
    """Make every table, trigger and rule in an empty database."""
    migrate(connection)
    give_rights(connection)


def upgrade_server(address: Address, login: str, password: str) -> bool:
    """Bring the register at ``address`` up to date; False if it was so already.

    Every step is one transaction, and nobody saves meanwhile: if any of them fails,
    the register stays as it was. What the roles may do is set anew.

    Raises:
        CannotOpenError: if there is no register of ours there, or a newer one.
        NotAllowedError: if ``login`` does not own it.

    """
    engine = server_engine(address, login, password).execution_options(writes=True)
    try:
        with engine.begin() as connection:
            shape = server_shape(connection)
            if shape not in (Shape.CURRENT, Shape.OLDER):
                raise cannot_use(shape)
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            migrate(connection)
            give_rights(connection)
    except DatabaseError as error:
        raise explained(error) from error
    finally:
        engine.dispose()
    return shape is Shape.OLDER


def server_shape(connection: Connection) -> Shape:
    """Return how the tables behind ``connection`` stand to this program."""
    tables = set(
        connection.exec_driver_sql(
            "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = 'public'"
        ).scalars()
    )
    if not tables:
        return Shape.EMPTY
    if not {"alembic_version", "register_facts"} <= tables:
        return Shape.FOREIGN
    found = connection.exec_driver_sql(
        "SELECT version_num FROM public.alembic_version"
    ).scalar()
    if found is None:
        return Shape.FOREIGN
    if found == NEWEST:
        return Shape.CURRENT
    return Shape.OLDER if found in KNOWN else Shape.NEWER


def _staff_row(draft: StaffDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "login": draft.login.strip().casefold(),
        "slot": "",
        **{role.value: role in draft.roles for role in Role},
        "sees_protected": draft.sees_protected,
        "version": 1,
        "changed_at": now(),
    }


def require_empty(connection: Connection) -> None:
    """Refuse a database that holds anything.

    Raises:
        CannotOpenError: if there is a table in it.

    """
    if server_shape(connection) is not Shape.EMPTY:
        raise CannotOpenError(
            "Databasen på serveren er ikke tom.",
            "Be IT lage en ny og tom database. Den som ligger der, er ikke rørt.",
        )


def cannot_use(shape: Shape) -> CannotOpenError:
    """Return why a register of this shape is not opened."""
    match shape:
        case Shape.NEWER:
            return CannotOpenError(
                "Registeret er lagret av en nyere versjon av stkdesk.",
                "Oppdater programmet på denne maskinen. Registeret er ikke rørt.",
            )
        case Shape.OLDER:
            return CannotOpenError(
                "Registeret på serveren er fra en eldre versjon av stkdesk.",
                "Be den som drifter serveren kjøre stkdesk-cli upgrade. Til da kan "
                "den forrige versjonen av programmet brukes. Registeret er ikke rørt.",
            )
        case Shape.EMPTY:
            return CannotOpenError(
                "Databasen på serveren er tom.",
                "Flytt registeret dit med stkdesk-cli move.",
            )
        case _:
            return CannotOpenError(
                "Databasen er ikke et stkdesk-register.",
                "Se etter navnet i adressen. Databasen er ikke rørt.",
            )
