"""Moving to a server while the fault strikes: the whole register, or none of it."""

from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import func, select

from stkdesk.storage.moving import move_to_server
from stkdesk.storage.opening import unlock_register
from stkdesk.storage.revision import Shape
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.server_building import server_shape
from stkdesk.storage.tables import Base
from tests.conftest import PASSWORD
from tests.faults.errands import NAME, Errand, small_office, sound
from tests.server.cluster import OWNER, RUNNER, Cluster
from tests.server.cluster import PASSWORD as OWNERS_PASSWORD
from tests.storage.backups import driven


def moving_to(cluster: Cluster) -> Errand:
    """Return the errand of moving, again and again, to new databases of ``cluster``."""

    def register(name: str) -> ServerRegister:
        return ServerRegister(cluster.address(name), OWNER, OWNERS_PASSWORD)

    def move(folder: Path, acknowledge) -> None:
        unlocked = unlock_register(folder / NAME, PASSWORD)
        for number in count(1):
            name = f"{folder.name}_{number}"
            _ask(cluster, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            _ask(cluster, f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0")
            driven(move_to_server(unlocked, register(name)))
            acknowledge(name)

    def moved(folder: Path, acknowledged: list[str]) -> None:
        database = sound(folder)
        here = _counts(database.register.engine())
        database.close()
        for (name,) in _ask(
            cluster,
            "SELECT datname FROM pg_database "
            f"WHERE datname LIKE '{folder.name}\\_%' ORDER BY oid",
        ):
            engine = register(name).engine()
            with engine.connect() as connection:
                shape = server_shape(connection)
            if shape is Shape.EMPTY:
                assert name not in acknowledged
            else:
                there = _counts(engine)
                there["events"] -= 1  # that it was moved
                there["event_details"] -= 1
                assert {**here, "register_facts": 0} == {**there, "register_facts": 0}
            engine.dispose()
            _ask(cluster, f"DROP DATABASE {name} WITH (FORCE)")

    return Errand(small_office, move, moved)


def _ask(cluster: Cluster, sql: str) -> list[tuple[str, ...]]:
    """Ask on a line of its own: a killed process leaves a shared one in disorder."""
    with psycopg.connect(
        host=str(cluster.folder),
        port=cluster.port,
        dbname="postgres",
        user=RUNNER,
        autocommit=True,
    ) as connection:
        asked = connection.execute(sql)
        return asked.fetchall() if asked.description else []


def _counts(engine) -> dict[str, int]:
    with engine.connect() as connection:
        counts = {
            name: connection.execute(select(func.count()).select_from(table)).scalar()
            for name, table in Base.metadata.tables.items()
        }
    engine.dispose()
    return counts
