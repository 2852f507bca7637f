"""The large practice offices that are measured on: built once, and kept."""

import sys
import tempfile
from datetime import date
from hashlib import sha256
from pathlib import Path

from stkdesk.services.practice import build_practice_office
from stkdesk.storage.cipher import connect
from stkdesk.storage.keys import PRACTICE_PASSWORD, key_file_of, open_key_file
from stkdesk.storage.upgrade import STEPS
from tests.benchmarks.casework import add_casework

FOLDER = Path(tempfile.gettempdir()) / "stkdesk-benchmarks"
TODAY = date(2026, 11, 22)


def large_office(clients: int, folder: Path = FOLDER) -> Path:
    """Return the register of an office of so many clients, kept in ``folder``.

    Each has ten years of casework behind them. Its name tells the shape of its
    tables: after a change of shape it is built anew.
    """
    shape = sha256()
    for step in sorted(STEPS.glob("versions/*.py")):
        shape.update(step.read_bytes())
    file = folder / f"casework-{clients}-{TODAY.year}-{shape.hexdigest()[:8]}.db"
    if not file.exists():
        print(f"building an office of {clients} clients", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        for _ in build_practice_office(file, clients=clients, today=TODAY, years=1):
            pass
        key = open_key_file(key_file_of(file), PRACTICE_PASSWORD).key.database_key
        connection = connect(file, key)
        try:
            add_casework(connection)
        finally:
            connection.close()
    return file
