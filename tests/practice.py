"""Practice offices to try things in: each kind is built once, and copied."""

import shutil
from datetime import date
from pathlib import Path

from stkdesk.services.practice import build_practice_office

TODAY = date(2026, 11, 22)
ENDINGS = (".db", ".keys")


class PracticeOffices:
    """The offices built so far, in a folder of their own, by what was asked for."""

    def __init__(self, folder: Path) -> None:
        """Nothing is built yet."""
        self._folder = folder
        self._built: dict[tuple[tuple[str, int], ...], Path] = {}

    def copy(self, folder: Path, **options: int) -> Path:
        """Return a copy in ``folder`` of the office on ``TODAY`` built so."""
        whole, own = self._of(options), folder / "oving.db"
        for ending in ENDINGS:
            shutil.copy(whole.with_suffix(ending), own.with_suffix(ending))
        return own

    def _of(self, options: dict[str, int]) -> Path:
        asked = tuple(sorted(options.items()))
        if asked not in self._built:
            file = self._folder / f"{len(self._built)}.db"
            for _ in build_practice_office(file, today=TODAY, **options):
                pass
            self._built[asked] = file
        return self._built[asked]
