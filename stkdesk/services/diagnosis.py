"""Lag diagnosepakke: what whoever mends the program needs to know, and nobody's name.

Each part is text a person can read before it leaves. The package has exactly the bytes
that were shown. Works without a register, and with one that does not open.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from stkdesk import __version__, settings
from stkdesk.configuration.choices import chosen, troubles
from stkdesk.configuration.keys import FOLDERS, PRINTERS, Key, key_called
from stkdesk.logs import files, reports
from stkdesk.services.diagnosis_hiding import (
    in_columns,
    told_address,
    told_path,
    without_names,
)
from stkdesk.services.diagnosis_register import OpenFacts, register_text
from stkdesk.storage.answering import PATIENCE, within
from stkdesk.storage.files import write_chosen
from stkdesk.storage.versions import library_versions

DAYS = 30  # of logs and reports
LARGEST = 2 * files.LARGEST  # bytes read of one file
WHEN = (2020, 1, 1, 0, 0, 0)  # in the package: equal contents make equal files
UNCHOSEN = "ikke bestemt"
SILENT = "Disken loggene ligger på, svarer ikke."


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the package; ``title`` is what a person is shown it as."""

    name: str
    title: str
    text: str  # every line ends in a line feed

    @property
    def content(self) -> bytes:
        """The bytes that are packed."""
        return self.text.encode("utf-8")


def diagnosis(
    now: datetime,
    register: str,
    window: str = "",
) -> tuple[Part, ...]:
    """Return what there is to tell; reads folders, which may be far away.

    ``register`` is a ``register_text``; ``window`` what only the window knows.
    """
    return (
        _part("program.txt", "Programmet", _program()),
        *([_part("vindu.txt", "Skjerm og skrivere", window)] if window else []),
        _part("innstillinger.txt", "Innstillinger", _settings()),
        _part("register.txt", "Registeret", register),
        *_written(now),
    )


def register_part(
    file: Path | None, facts: OpenFacts | None = None, why_not: str = ""
) -> str:
    """Return what to tell of the register; of the one in use when none is open."""
    if file is None and facts is None and not settings.chosen_server():
        file = settings.register_file()
    return register_text(file, facts, why_not)


def packed(parts: Iterable[Part]) -> bytes:
    """Return the package: the same parts always give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for part in parts:
            entry = zipfile.ZipInfo(part.name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, part.content)
    return made.getvalue()


def save_package(file: Path, parts: Sequence[Part]) -> None:
    """Put the package in ``file``, whole or not at all.

    Raises:
        CannotSaveError: if the disk or the folder does not take it.

    """
    write_chosen(file, packed(parts))


def package_name(now: datetime) -> str:
    """Return what the package is called until a person calls it something else."""
    return f"stkdesk-diagnose-{now:%Y%m%d-%H%M}.zip"


def _part(name: str, title: str, text: str) -> Part:
    """Return a part with no sign in it that is not shown."""
    seen = "".join(each for each in text if each.isprintable() or each in "\n\t")
    return Part(name, title, f"{without_names(seen).rstrip()}\n")


def _program() -> str:
    lines = [("Program", f"stkdesk {__version__}, {reports.how_it_runs()}")]
    if getattr(sys, "frozen", False):
        file = Path(sys.executable)
        lines.append(("Mappe", told_path(file.parent)))
        with suppress(OSError):
            made = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            lines.append(("Programfilen er fra", f"{made:%Y-%m-%d %H:%M} UTC"))
    lines.append(("System", reports.system()))
    lines += [(name, ver) for name, ver in library_versions().items() if ver]
    return in_columns(lines)


def _settings() -> str:
    """Return what has been decided and by whom: values only where they are harmless."""
    lines = []
    for key in Key:
        choice = chosen(key)
        value = _value(key, choice.text) if choice.text else UNCHOSEN
        lost = "; IT har skrevet noe som ikke kan leses" if choice.is_lost else ""
        lines.append((key.value, f"{value} ({choice.source.value}{lost})"))
    lines.append(("Loggmappen", told_path(settings.log_folder())))
    for trouble in troubles():
        name = key_called(trouble.name) or "et ukjent navn"
        lines.append(("Ikke lest", f"{name} ({trouble.source.value})"))
    return in_columns(lines)


def _value(key: Key, text: str) -> str:
    if key in FOLDERS:
        return told_path(Path(text))
    if key in (Key.LOG_LEVEL, Key.LOCK_MINUTES):
        return text
    if key is Key.DATABASE_URL:
        return told_address(text)
    return "en skriver er valgt" if key in PRINTERS else f"satt, {len(text)} tegn"


def _written(now: datetime) -> Iterable[Part]:
    """Yield the logs and the reports, which name nobody; the newest first."""
    try:
        found = within(PATIENCE, lambda: files.recent(DAYS, now))
    except TimeoutError:  # they lie on a share that is away
        yield _part("logg/mangler.txt", "Loggene", SILENT)
        return
    for file in found:
        try:
            with file.open("rb") as opened:
                text = opened.read(LARGEST).decode("utf-8", "replace")
        except OSError as error:
            text = f"Filen kan ikke leses ({type(error).__name__})."
        yield _part(*_called(file.stem, file.name), text)


def _called(stem: str, name: str) -> tuple[str, str]:
    """Return where a log or report goes in the package, and what it is shown as."""
    _kind, day, which, *_rest = stem.split("-")
    shown = f"{day[6:8]}.{day[4:6]}.{day[:4]}"
    if files.REPORT.fullmatch(name):
        return f"krasj/{name}", f"Krasj {shown} {which}"
    return f"logg/{name}", f"Logg {shown} {which[:2]}.{which[2:4]}"
