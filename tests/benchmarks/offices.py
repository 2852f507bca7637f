"""The large practice offices that are measured on: built once, and kept."""

import sys
import tempfile
from datetime import date
from hashlib import sha256
from pathlib import Path

from stkdesk.services.practice import build_practice_office
from stkdesk.storage.upgrade import STEPS

FOLDER = Path(tempfile.gettempdir()) / "stkdesk-benchmarks"
TODAY = date(2026, 11, 22)


def large_office(clients: int, folder: Path = FOLDER) -> Path:
    """Return the register of an office of so many clients, kept in ``folder``.

    Its name tells the shape of its tables: after a change of shape it is built anew.
    """
    shape = sha256()
    for step in sorted(STEPS.glob("versions/*.py")):
        shape.update(step.read_bytes())
    file = folder / f"office-{clients}-{TODAY.year}-{shape.hexdigest()[:8]}.db"
    if not file.exists():
        print(f"building an office of {clients} clients", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        for _ in build_practice_office(file, clients=clients, today=TODAY, years=1):
            pass
    return file
