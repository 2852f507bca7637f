"""What a diagnosis tells of the register: how it is, never what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from stkdesk.domain.backup import BackupState
from stkdesk.services.access import needs
from stkdesk.services.backups import backup_state
from stkdesk.services.diagnosis_hiding import in_columns, told_path
from stkdesk.storage.answering import PATIENCE, within
from stkdesk.storage.keys import key_file_of
from stkdesk.storage.places import THIS_MACHINE, is_cloud, is_network, place_problem
from stkdesk.storage.revision import NEWEST
from stkdesk.storage.tables import Base

FEW = 5  # fewer rows than this may point at somebody


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """What only an open register tells; a count of None could not be read."""

    revision: str
    counts: dict[str, int | None]
    backup: BackupState
    on_server: bool = False


@needs()
def open_facts(session: Session) -> OpenFacts:
    """Return the shape of the register, how many rows there are, and its backups."""
    revision = session.scalar(text("SELECT version_num FROM alembic_version"))
    counts = {
        table.name: _rows(session, table) for table in Base.metadata.sorted_tables
    }
    on_server = session.connection().dialect.name != "sqlite"
    return OpenFacts(str(revision), counts, backup_state(session), on_server)


def register_text(file: Path | None, facts: OpenFacts | None, why_not: str = "") -> str:
    """Return what is told of the register in ``file``; None: it lies on a server.

    ``why_not``: the kind of error that kept it from being read.
    """
    lines = [("Ligger", "på en server")] if file is None else _lines_in_time(file)
    lines.append(("Tabellene programmet bruker", NEWEST))
    if facts is None:
        lines.append(("Åpent", f"nei, {why_not}" if why_not else "nei"))
        return in_columns(lines)
    state = facts.backup
    lines += [
        ("Tabellene i registeret", facts.revision),
        ("Åpent", "ja"),
        ("Siste sikkerhetskopi, kontrollert", _moment(state.last_at)),
        ("Siste prøvde gjenoppretting", _moment(state.tested_at)),
    ]
    rows = [
        f"{_count(number):>9}  {name}" for name, number in sorted(facts.counts.items())
    ]
    head = f"Antall rader i hver tabell; færre enn {FEW} står som <{FEW}:"
    return "\n".join([in_columns(lines), "", head, *rows])


def size_text(size: int) -> str:
    """Return ``12,3 MB`` or ``4 kB`` of a number of bytes."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _lines_in_time(file: Path) -> list[tuple[str, str]]:
    """Return what its disk tells; one that does not answer may be what is wrong."""
    try:
        return within(PATIENCE, lambda: _file_lines(file))
    except TimeoutError:
        return [("Fil", told_path(file)), ("Ligger", "på en disk som ikke svarer")]


def _file_lines(file: Path) -> list[tuple[str, str]]:
    lines = [("Fil", told_path(file)), ("Ligger", _place(file.parent))]
    for called, each in (("Registeret", file), ("Nøkkelfilen", key_file_of(file))):
        try:
            lines.append((called, size_text(each.stat().st_size)))
        except OSError as error:
            lines.append((called, f"kan ikke ses, {type(error).__name__}"))
    try:
        room = disk_usage(file.parent).free // 1_000_000_000
        lines.append(("Ledig plass", f"{room} GB"))
    except OSError as error:
        lines.append(("Ledig plass", f"kan ikke ses, {type(error).__name__}"))
    return lines


def _place(folder: Path) -> str:
    real = THIS_MACHINE.real(folder)
    if is_cloud(folder) or is_cloud(real):
        return "i en mappe som kopieres til nettskyen"
    if is_network(folder):
        return "på nettverket"
    if is_network(real):
        return "på nettverket, omdirigert"
    return "i en mappe som følger kontoen" if place_problem(folder) else "på maskinen"


def _rows(session: Session, table: Table) -> int | None:
    try:
        with session.begin_nested():  # a server may keep one table from us
            return session.scalar(select(func.count()).select_from(table))
    except SQLAlchemyError:
        return None


def _count(rows: int | None) -> str:
    if rows is None:
        return "?"
    return f"<{FEW}" if 0 < rows < FEW else str(rows)


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "aldri"
