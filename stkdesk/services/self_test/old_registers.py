"""Every register an earlier version has left is upgraded, with its people in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.resources import resource
from stkdesk.services.self_test.registers import people_in, require_sound, rows_of
from stkdesk.services.self_test.steps import AGAIN, Place
from stkdesk.storage import integrity
from stkdesk.storage.keys import key_file_of, open_key_file
from stkdesk.storage.opening import open_register
from stkdesk.storage.revision import KNOWN
from stkdesk.storage.upgrade import STEPS

PASSWORD = "Fjord og fjell 12"  # of all of them; the people in them are invented
OURS = frozenset({"register_facts"})  # the program's own notes: an upgrade adds to them


def old_registers_are_upgraded(place: Place) -> str:
    """Upgrade a copy of each, and see that everybody is still there.

    Raises:
        OfficeError: that names the register by the shape it has.

    """
    _require_steps()
    folder, tables = resource("old_registers"), 0
    people = 0
    for shape in KNOWN:
        was = folder / f"{shape}.db"
        if was.exists():
            people += _upgraded(was, place.odd / "gamle" / shape)
            tables += 1
        elif shape != KNOWN[-1]:
            raise OfficeError(f"Det gamle registeret {shape} mangler.", AGAIN)
    registers = count(tables, "gammelt register", "gamle registre")
    return f"{registers}, {count(people, 'bruker', 'brukere')}"


def _require_steps() -> None:
    for shape in KNOWN:
        if not [*(STEPS / "versions").glob(f"v{shape}_*.py")]:
            raise OfficeError(
                f"Oppgraderingstrinnet {shape} mangler i programmet.", AGAIN
            )


def _upgraded(was: Path, folder: Path) -> int:
    """Return how many people the register ``was`` has after the upgrade."""
    file = folder / "register.db"
    folder.mkdir(parents=True)
    # Not with their modes: the folder of the program may be read only.
    shutil.copyfile(was, file)
    shutil.copyfile(key_file_of(was), key_file_of(file))
    name = f"Det gamle registeret {was.stem}"
    try:
        before = _counts(file)
        database = open_register(file, PASSWORD)
    except OfficeError as error:
        raise OfficeError(f"{name}: {error.title}", error.advice) from error
    except driver.DatabaseError as error:
        raise OfficeError(f"{name} er skadet.", AGAIN) from error
    try:
        people = len(people_in(database))
        require_sound(database, name)
    finally:
        database.close()
    after = _counts(file)
    lost = sorted(name for name in before if after.get(name, 0) < before[name])
    if lost or not people:
        raise OfficeError(f"{name}: rader er borte ({', '.join(lost)}).", AGAIN)
    key = open_key_file(key_file_of(file), PASSWORD).key
    if integrity.differs_from_program(file, key.database_key):
        raise OfficeError(f"{name}: tabellene ble ikke som programmets.", AGAIN)
    return people


def _counts(file: Path) -> dict[str, int]:
    """Return how many rows each table has."""
    key = open_key_file(key_file_of(file), PASSWORD).key
    return rows_of(file, key, besides=OURS)
