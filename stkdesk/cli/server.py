"""A register on a server: moving it there and back, upgrading it, its rights."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stkdesk import settings
from stkdesk.cli.access import first_line, given_passphrase, passphrase_of
from stkdesk.cli.arguments import Parser, UsageError, a_file, may_be_quiet, say
from stkdesk.cli.following import follow
from stkdesk.domain.errors import CannotOpenError, WrongPasswordError
from stkdesk.domain.formats import count
from stkdesk.domain.staff import Right
from stkdesk.storage.address import is_address, read_address

if TYPE_CHECKING:
    from stkdesk.storage.moving import Moved
    from stkdesk.storage.server import ServerRegister

VARIABLE = "STKDESK_SERVER_PASSPHRASE"
FINE = 0


def add_errands(errands: Callable[[str, str], Parser]) -> None:
    """Let the console move a register and look after one on a server."""
    moving = errands("move", "flytter registeret til en server, eller tilbake")
    moving.option("--db", required=True, metavar="STED", help="der registeret ligger")
    moving.option("--to", required=True, metavar="STED", help="dit det skal")
    _server(moving)
    moving.option(
        "--passphrase-file", type=a_file, metavar="FIL", help="fil med filens passord"
    )
    moving.option(
        "--user", default="", metavar="NAVN", help="den ansatte som åpner filen"
    )
    may_be_quiet(moving)
    moving.set_defaults(errand=move)

    upgrading = errands("upgrade", "oppgraderer registeret på en server")
    upgrading.option("--to", required=True, metavar="ADRESSE", help="serverens adresse")
    _server(upgrading)
    upgrading.set_defaults(errand=upgrade)

    granting = errands("grants", "skriver SQL-en som gir gruppene sine rettigheter")
    granting.set_defaults(errand=grants)


def _server(parser: Parser) -> None:
    parser.option(
        "--login", default="", metavar="NAVN", help="databasens eier på serveren"
    )
    parser.option(
        "--server-passphrase-file",
        type=a_file,
        metavar="FIL",
        help="fil med eierens passord på serveren",
    )


def move(asked: Namespace, today: date) -> int:
    """Move a whole register, compare every table, and only then switch."""
    if is_address(asked.to) == is_address(asked.db):
        raise UsageError(
            "Oppgi en fil og en server.", "Den ene er --db, den andre er --to."
        )
    if is_address(asked.to):
        return _to_server(asked, a_file(asked.db), today)
    return _to_file(asked, a_file(asked.to).absolute())  # it may be remembered


def upgrade(asked: Namespace, _today: date) -> int:
    """Bring the register on a server up to date."""
    from stkdesk.storage.server_building import upgrade_server

    server = _server_of(asked, asked.to)
    changed = upgrade_server(server.address, server.login, server.password)
    place = server.place
    print(f"{place}: oppgradert." if changed else f"{place}: var oppdatert fra før.")
    return FINE


def grants(_asked: Namespace, _today: date) -> int:
    """Print what each group may do, as the program itself sets it."""
    from stkdesk.storage.server_rights import GROUPS, rights_sql

    for statement in rights_sql(frozenset(GROUPS.values())):
        print(f"{statement.strip()};")
    return FINE


def _to_server(asked: Namespace, file: Path, today: date) -> int:
    from stkdesk.services.access import refuse_unless
    from stkdesk.services.signing_in import sign_in
    from stkdesk.storage.lock import take_lock
    from stkdesk.storage.moving import move_to_server, set_aside

    server = _server_of(asked, asked.to)
    asked.db = file
    now = datetime.now(UTC)
    lock = take_lock(file, now=now, console=True) if file.exists() else None
    try:
        unlocked = sign_in(file, asked.user, passphrase_of(asked), today=today)
        refuse_unless(unlocked.actor, Right.KEEP_REGISTER)
        moved = follow(move_to_server(unlocked, server))
        kept_by_it = _remember(file, server)
    finally:
        if lock is not None:
            lock.release()
    kept = set_aside(file, today)
    say(asked, _told(moved, server.place))
    say(asked, f"Den gamle filen heter nå {kept.name} og brukes ikke mer.")
    if kept_by_it:
        say(asked, kept_by_it)
    return FINE


def _remember(file: Path, server: ServerRegister) -> str:
    """Let this machine open the server from now on; say it where IT decides that."""
    if file.absolute() != settings.register_file().absolute():
        return ""
    named = settings.database_url()
    if not named.is_managed:
        settings.remember_server(server.address.url)
        return ""
    with suppress(CannotOpenError):  # IT's address may be one nobody can open
        if read_address(named.text)[0] == server.address:
            return ""
    return (
        f"Adressen er styrt av IT ({named.source.value}) og er en annen. Denne "
        "maskinen åpner ikke det som ble flyttet, før IT har endret DatabaseUrl."
    )


def _to_file(asked: Namespace, file: Path) -> int:
    from stkdesk.storage.moving import move_to_file

    server = _server_of(asked, asked.db)
    password = given_passphrase(asked)
    if not password:
        raise WrongPasswordError(
            "Den nye filen trenger et passord.", "Oppgi --passphrase-file FIL."
        )
    login = asked.user or server.login
    named = settings.database_url()
    is_in_use = named.text == server.address.url and not named.is_managed
    if is_in_use and file != settings.usual_register():
        _require_open_place()
    moved = follow(move_to_file(server, file, login, password))
    if is_in_use:
        settings.remember_register(file)
    say(asked, _told(moved, str(file)))
    if named.is_managed:
        say(
            asked,
            f"Adressen er styrt av IT ({named.source.value}). Be IT ta bort "
            "DatabaseUrl, og si fra om hvor filen ligger.",
        )
    say(asked, "Andre ansatte må få nytt passord av den som er administrator.")
    say(asked, f"{server.place} er stengt for ansatte; be IT slette databasen.")
    return FINE


def _require_open_place() -> None:
    """Refuse, before anything is moved, to put the register where IT does not look."""
    if settings.who_places_the_register():
        raise UsageError(
            "Registerets plass er styrt av IT.",
            f"Oppgi --to {settings.usual_register()}.",
        )


def _told(moved: Moved, where: str) -> str:
    tables = count(sum(1 for rows in moved.rows.values() if rows), "tabell", "tabeller")
    return (
        f"{count(moved.total, 'rad', 'rader')} i {tables} er flyttet til {where}"
        " og sammenlignet."
    )


def _server_of(asked: Namespace, text: str) -> ServerRegister:
    from stkdesk.storage.server import ServerRegister

    address, login = read_address(text)
    login = asked.login or login
    if not login:
        raise UsageError(
            "Hvem eier databasen?", "Oppgi brukernavnet på serveren med --login."
        )
    return ServerRegister(address, login, _server_passphrase(asked))


def _server_passphrase(asked: Namespace) -> str:
    """Return the password of the owner; "" lets the driver look in its own files."""
    if asked.server_passphrase_file is not None:
        return first_line(asked.server_passphrase_file, "Passordfilen")
    return os.environ.get(VARIABLE, "")
