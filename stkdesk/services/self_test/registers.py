"""Time, an encrypted register made for real, and a practice office."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlcipher3 import dbapi2 as driver

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.errors import OfficeError, WrongPasswordError
from stkdesk.domain.formats import count
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import register_client
from stkdesk.services.office import set_up_office
from stkdesk.services.practice import build_practice_office
from stkdesk.services.register_check import check_register
from stkdesk.services.self_test.steps import AGAIN, Place
from stkdesk.storage.cipher import connect
from stkdesk.storage.database import Database
from stkdesk.storage.keys import PRACTICE_PASSWORD, MasterKey
from stkdesk.storage.opening import create_register, open_register
from stkdesk.storage.snapshot import facts_in

OSLO = "Europe/Oslo"
WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)
FAMILY = "Ærlendsønn"
DAY = date(2026, 11, 16)  # whatever day it is here, the same people are invented
PERSON = PersonDraft(given_name="Åse", family_name=FAMILY, birth_date=date(1990, 1, 1))
PASSWORD, WRONG = "Selvtest av fjord 7", "Selvtest av fjell 8"
CLIENTS = 8
SUPPORT = "Meld fra til dem som har laget programmet."

Result = TypeVar("Result")


def driven(steps: Generator[Progress | None, None, Result]) -> Result:
    """Take every step and return the result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def time_is_norwegian(_place: Place) -> str:
    """See that the time of Oslo is known, in winter and in summer.

    Raises:
        OfficeError: if it is not.

    """
    try:
        zone = ZoneInfo(OSLO)
    except ZoneInfoNotFoundError:
        raise OfficeError(f"Tidssonen {OSLO} mangler i programmet.", AGAIN) from None
    shifts = [moment.astimezone(zone).utcoffset() for moment in (WINTER, SUMMER)]
    if shifts != [timedelta(hours=1), timedelta(hours=2)]:
        raise OfficeError(f"Tidssonen {OSLO} er ikke den norske.", AGAIN)
    return f"{OSLO}, sommertid og vintertid"


def register_is_encrypted(place: Place) -> str:
    """Make a register with all the strength of a real one, and see what opens it.

    Raises:
        OfficeError: if it can be read without its password, or not with it.

    """
    file = place.odd / "register.db"
    file.parent.mkdir(parents=True, exist_ok=True)
    create_register(file, PASSWORD)
    database = open_register(file, PASSWORD)
    try:
        with database.transaction() as session:
            set_up_office(session, OfficeDraft(municipality="Ærfjord"), today=DAY)
            register_client(session, ClientDraft(person=PERSON), today=DAY)
    finally:
        database.close()
    require_unreadable(file, FAMILY)
    with suppress(WrongPasswordError):
        open_register(file, WRONG).close()
        raise OfficeError("Registeret åpnet seg med feil passord.", SUPPORT)
    database = open_register(file, PASSWORD)
    try:
        if [FAMILY in name for name in people_in(database)] != [True]:
            raise OfficeError("Det som ble lagret, var borte etterpå.", SUPPORT)
    finally:
        database.close()
    return "laget, lukket og åpnet; uleselig uten passordet"


@needs(Right.READ_CASES)
def people_in(database: Database) -> list[str]:
    """Return the names of the clients, the first page of them."""
    with database.reading() as session:
        return [row.name for row in list_clients(session, ListQuery()).rows]


def rows_of(file: Path, key: MasterKey, *, besides: frozenset[str]) -> dict[str, int]:
    """Return how many rows each table of ``file`` has, ``besides`` some."""
    connection = connect(file, key.database_key)
    try:
        found = driven(facts_in(connection)).counts
    finally:
        connection.close()
    return {name: rows for name, rows in found.items() if name not in besides}


def require_unreadable(file: Path, name: str) -> None:
    """Refuse a register that can be read without its password, or tells ``name``.

    Raises:
        OfficeError: if it can, or a file beside it does.

    """
    for each in sorted(file.parent.glob(f"{file.stem}*")):
        if each.is_file() and name.encode() in each.read_bytes():
            raise OfficeError(f"Det står navn i klartekst i {each.name}.", SUPPORT)
    connection: Any = driver.connect(str(file))
    try:
        with suppress(driver.DatabaseError):
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            raise OfficeError("Registeret er ikke kryptert.", SUPPORT)
    finally:
        connection.close()


def practice_is_built(place: Place) -> str:
    """Build a practice office and look it through.

    Raises:
        OfficeError: if something in it does not add up.

    """
    place.odd.mkdir(parents=True, exist_ok=True)
    driven(build_practice_office(place.practice, clients=CLIENTS, years=1, today=DAY))
    database = open_register(place.practice, PRACTICE_PASSWORD)
    try:
        require_sound(database, "Øvingskontoret")
        people = len(people_in(database))
    finally:
        database.close()
    return (
        f"{count(people, 'bruker', 'brukere')}, {len(str(place.practice))} tegn i stien"
    )


@needs(Right.KEEP_REGISTER)
def require_sound(database: Database, what: str) -> None:
    """Refuse a register with something in it that does not add up.

    Raises:
        OfficeError: with the first finding, which names records by number only.

    """
    with database.reading() as session:
        findings = driven(check_register(session))
    if findings:
        raise OfficeError(
            f"{what}: {count(len(findings), 'feil', 'feil')}, først: {findings[0]}",
            SUPPORT,
        )
