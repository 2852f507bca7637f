"""Members of the staff, and a register opened by each of them."""

from contextlib import contextmanager

from stkdesk.domain.staff import Actor
from stkdesk.storage.database import Database
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.tables import Staff
from tests.server.logins import with_login


def hire(database, name, *roles, sees_protected=False, **fields):
    """Put somebody on the staff list who plays ``roles``; return who it is."""
    plays = {role.value: True for role in roles}
    fields.setdefault("login", name.casefold())
    with database.transaction() as session:
        member = Staff(name=name, sees_protected=sees_protected, **plays, **fields)
        session.add(member)
        session.flush()
        return Actor(member.number, name, frozenset(roles), sees_protected)


@contextmanager
def at_work(database, actor):
    """Give the same register, opened by ``actor``; on a server with a login there."""
    register = database.register
    if isinstance(register, ServerRegister):
        register = with_login(database, actor)
    own = Database(register, actor)
    try:
        yield own
    finally:
        own.close()


@contextmanager
def hired(database, *roles, name="Kari Lunde", **fields):
    """Give the register opened by somebody just hired to play ``roles``."""
    with at_work(database, hire(database, name, *roles, **fields)) as own:
        yield own
