"""Logins on the server, each in the groups of the roles its owner plays."""

from sqlalchemy import select

from stkdesk.storage.server import ServerRegister
from stkdesk.storage.server_rights import GROUPS
from stkdesk.storage.tables import Staff
from tests.server.cluster import RUNNER


def make_groups(cluster):
    for group in GROUPS.values():
        cluster.ask(f"CREATE ROLE {group} NOLOGIN")


def with_login(database, actor):
    """Return the register of ``database`` as ``actor`` comes to it."""
    with database.reading() as session:
        login = session.scalar(select(Staff.login).where(Staff.number == actor.number))
    address = database.register.address
    owner = ServerRegister(address, RUNNER, "")
    engine = owner.engine().execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in _login(login, actor.roles):
            connection.exec_driver_sql(statement)
    engine.dispose()
    return ServerRegister(address, login, "")


def _login(login, roles):
    """Roles belong to all databases of the server: another test may have had it."""
    name = '"' + login.replace('"', '""') + '"'
    yield (
        f"DO $$ BEGIN CREATE ROLE {name} LOGIN;"
        " EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    )
    for role, group in GROUPS.items():
        act, way = ("GRANT", "TO") if role in roles else ("REVOKE", "FROM")
        yield f"{act} {group} {way} {name}"
