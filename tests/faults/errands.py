"""What is going on when the fault strikes, and what must hold afterwards.

Each errand goes on and on in a process of its own and acknowledges every turn that has
taken hold, as a person who has been told «lagret» would. Afterwards ``hold`` opens the
register as the next morning would and looks whether everything acknowledged is there.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from stkdesk.domain.errors import WrongPasswordError
from stkdesk.domain.office import OfficeDraft
from stkdesk.resources import resource
from stkdesk.services.clients import edit_client, open_client
from stkdesk.services.month_run import month_run
from stkdesk.services.office import set_up_office
from stkdesk.services.printing import print_month
from stkdesk.storage import integrity
from stkdesk.storage.backup import make_backup
from stkdesk.storage.backup_set import found_in
from stkdesk.storage.database import Database
from stkdesk.storage.files import whole_file
from stkdesk.storage.key_changes import change_password
from stkdesk.storage.keys import LIGHT, key_file_of, open_key_file
from stkdesk.storage.opening import create_register, open_register, unlock_register
from stkdesk.storage.restoring import restore
from stkdesk.storage.rotation import rotate
from stkdesk.storage.swapping import finish_restore
from stkdesk.storage.tables import Organisation, Paper
from stkdesk.storage.trail_check import verify
from tests.builders import a_client, an_assignment, periods, rates
from tests.conftest import PASSWORD
from tests.storage.backups import check, driven, unlock

OTHER_PASSWORD = "Måke over brygga 7"
OLD = resource("old_registers/0001.db")
OFFICE = OfficeDraft(municipality="Fjordvik kommune", return_address="Postboks 1")
TODAY = date(2026, 11, 16)
NAME = "register.db"

Acknowledge = Callable[[str], None]


class Errand(NamedTuple):
    """One kind of work: how to begin, to go on, and what must hold in the end."""

    prepare: Callable[[Path], None]
    go_on: Callable[[Path, Acknowledge], None]
    hold: Callable[[Path, list[str]], None]


def small_office(folder: Path) -> None:
    """Put a register with two clients and an assignment in ``folder``."""
    file = folder / NAME
    create_register(file, PASSWORD, effort=LIGHT)
    database = open_register(file, PASSWORD)
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=TODAY)
        periods(session)
        rates(session)
        a_client(session, "Nora Berg")
        for number in range(6):
            an_assignment(session, f"Bruker{number} Moen", f"Hjelper{number} Sol")
    database.close()
    (folder / "kopier").mkdir()


def sound(folder: Path, password: str = PASSWORD) -> Database:
    """Open the register in ``folder``, and see that it is whole."""
    file = folder / NAME
    unlocked = unlock_register(file, password)
    key = unlocked.key.database_key
    assert integrity.damaged_pages(file, key) == 0
    assert integrity.broken_tables(file, key) == ()
    assert integrity.dangling_references(file, key) == {}
    database = unlocked.database()
    with database.reading() as session:
        assert list(verify(session)) == []
    return database


# Saving: one client edited, one organisation added, in one transaction.


def save(folder: Path, acknowledge: Acknowledge) -> None:
    """Save one thing after another."""
    database = open_register(folder / NAME, PASSWORD)
    for number in count(1):
        with database.transaction() as session:
            session.add(Organisation(name=f"Lag {number}"))
            card = open_client(session, 1)
            draft = replace(card.draft, wishes=f"Ønske {number}")
            edit_client(session, 1, card.version, draft, today=TODAY)
        acknowledge(str(number))


def saved(folder: Path, acknowledged: list[str]) -> None:
    """Everything acknowledged is there; the two halves of a save go together."""
    database = sound(folder)
    with database.reading() as session:
        there = len(session.scalars(select(Organisation.number)).all())
        wishes = open_client(session, 1).draft.wishes
    database.close()
    assert len(acknowledged) <= there <= len(acknowledged) + 1
    assert wishes == (f"Ønske {there}" if there else "")


# A month printed into a file, and its papers written down.


def print_all(folder: Path, acknowledge: Acknowledge) -> None:
    """Print the same month again and again."""
    database = open_register(folder / NAME, PASSWORD)
    for number in count(1):
        with database.transaction() as session:
            run = month_run(session, "2026-10", with_received=True)
        with whole_file(folder / f"{number}.pdf") as stream:
            driven(print_month(database, run, stream, today=TODAY))
        acknowledge(str(number))


def printed(folder: Path, acknowledged: list[str]) -> None:
    """A file is whole or not there, and no reference was given out twice."""
    database = sound(folder)
    with database.reading() as session:
        references = session.scalars(select(Paper.reference)).all()
    database.close()
    assert len(references) == len(set(references))
    files = {file.stem: file.read_bytes() for file in folder.glob("*.pdf")}
    assert set(acknowledged) <= set(files)
    for content in files.values():
        assert content.startswith(b"%PDF")
        assert content.rstrip().endswith(b"%%EOF")


# An older register brought up to date.


def old_office(folder: Path) -> None:
    """Put a released register of the first shape in ``folder``."""
    for ending in (".db", ".keys"):
        shutil.copy(OLD.with_suffix(ending), (folder / NAME).with_suffix(ending))


def upgrade(folder: Path, acknowledge: Acknowledge) -> None:
    """Open it, which brings it up to date; then put the old one back."""
    for number in count(1):
        open_register(folder / NAME, PASSWORD).close()
        acknowledge(str(number))
        for old in folder.glob(f"{Path(NAME).stem}*"):
            if old.is_file():
                old.unlink()
        old_office(folder)


def upgraded(folder: Path, _acknowledged: list[str]) -> None:
    """It opens, of the newest shape, with everybody in it."""
    if not all((folder / NAME).with_suffix(each).exists() for each in (".db", ".keys")):
        return  # killed while the test itself put the old one back
    database = sound(folder)
    with database.reading() as session:
        assert open_client(session, 1).name
    database.close()


# Backups made one after another.


def back_up(folder: Path, acknowledge: Acknowledge) -> None:
    """Make one backup after another, saving in between."""
    file = folder / NAME
    key = open_key_file(key_file_of(file), PASSWORD).key
    database = open_register(file, PASSWORD)
    while True:
        with database.transaction() as session:
            session.add(Organisation(name="Enda et lag"))
        made = driven(make_backup(file, key, folder / "kopier", now=datetime.now(UTC)))
        acknowledge(made.name)


def backed_up(folder: Path, acknowledged: list[str]) -> None:
    """Every backup acknowledged is there, and every one that is there is whole."""
    sound(folder).close()
    kept = folder / "kopier"
    found = [kept / backup.name for backup in found_in(kept)]
    assert set(acknowledged) <= {file.name for file in found}
    for file in found[-2:]:
        check(file)


# Restoring the same backup over a register that is ahead of it.


def backed_up_office(folder: Path) -> None:
    """Put a register in ``folder``, its backup, and something newer in it."""
    small_office(folder)
    file = folder / NAME
    key = open_key_file(key_file_of(file), PASSWORD).key
    driven(make_backup(file, key, folder / "kopier", now=datetime.now(UTC)))
    database = open_register(file, PASSWORD)
    with database.transaction() as session:
        session.add(Organisation(name="Nyere enn kopien"))
    database.close()


def put_back(folder: Path, acknowledge: Acknowledge) -> None:
    """Restore the backup again and again."""
    (backup,) = found_in(folder / "kopier")
    for number in count(1):
        now = datetime.now()  # noqa: DTZ005 - the clock of the office
        driven(
            restore(
                folder / "kopier" / backup.name,
                folder / NAME,
                unlock,
                _nothing_since,
                now=now,
            )
        )
        acknowledge(str(number))


def _nothing_since(_file, _key, _manifest, deletions):
    assert not deletions


def was_put_back(folder: Path, acknowledged: list[str]) -> None:
    """It is the one or the other, whole; once acknowledged, the backup."""
    finish_restore(folder / NAME)
    database = sound(folder)
    with database.reading() as session:
        newer = len(session.scalars(select(Organisation.number)).all())
    database.close()
    assert newer in ((0,) if acknowledged else (0, 1))


# New master keys, and new passwords.


def change_keys(folder: Path, acknowledge: Acknowledge) -> None:
    """Give the register one new key after another."""
    file = folder / NAME
    key = open_key_file(key_file_of(file), PASSWORD).key
    for number in count(1):
        key = driven(rotate(file, key))
        acknowledge(str(number))


def opens_still(folder: Path, _acknowledged: list[str]) -> None:
    """The password opens it, and everybody is in it."""
    database = sound(folder)
    with database.reading() as session:
        assert open_client(session, 1).name
    database.close()


def change_passwords(folder: Path, acknowledge: Acknowledge) -> None:
    """Change the password there and back."""
    file = folder / NAME
    for number, (old, new) in enumerate(_back_and_forth()):
        change_password(key_file_of(file), old, new, effort=LIGHT)
        acknowledge(str(number))


def _back_and_forth() -> Iterator[tuple[str, str]]:
    while True:
        yield PASSWORD, OTHER_PASSWORD
        yield OTHER_PASSWORD, PASSWORD


def one_password_opens(folder: Path, acknowledged: list[str]) -> None:
    """The last one acknowledged opens it, or the one that was under way."""
    last = OTHER_PASSWORD if len(acknowledged) % 2 else PASSWORD
    next_one = PASSWORD if last == OTHER_PASSWORD else OTHER_PASSWORD
    try:
        sound(folder, last).close()
    except WrongPasswordError:
        sound(folder, next_one).close()


ERRANDS = {
    "saving": Errand(small_office, save, saved),
    "printing a month": Errand(small_office, print_all, printed),
    "upgrading": Errand(old_office, upgrade, upgraded),
    "backing up": Errand(small_office, back_up, backed_up),
    "restoring": Errand(backed_up_office, put_back, was_put_back),
    "changing the key": Errand(small_office, change_keys, opens_still),
    "changing passwords": Errand(small_office, change_passwords, one_password_opens),
}
