"""Looking through a register for what does not add up."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stkdesk.cli.access import given_passphrase, server_of, unlocked
from stkdesk.cli.arguments import UsageError, say
from stkdesk.cli.following import follow
from stkdesk.domain.formats import count

if TYPE_CHECKING:
    from stkdesk.storage.database import Database

FINE, FOUND = 0, 1


def check(asked: Namespace, _today: date) -> int:
    """Print one line for each thing that does not add up; 1 if there was any."""
    from stkdesk.services.register_check import check_register, summary

    findings: tuple[str, ...] = ()
    if isinstance(asked.db, str):
        database = _on_server(asked)
    else:
        if asked.release_lock:
            _release_lock(asked.db)
        register = unlocked(asked)
        findings = tuple(_file_findings(asked.db, register.key.database_key))
        database = register.database()
    try:
        if not findings:  # a damaged file is not asked about its contents
            with database.reading() as session:
                findings = follow(check_register(session))
    finally:
        database.close()
    for finding in findings:
        print(finding)
    say(asked, summary(findings))
    return FOUND if findings else FINE


def _on_server(asked: Namespace) -> Database:
    """Open a register on a server for its owner: all others see a part of it only."""
    from stkdesk.storage.server_opening import open_as_owner

    if asked.release_lock:
        raise UsageError("Et register på en server låses ikke.", "Utelat valget.")
    address, login = server_of(asked)
    return open_as_owner(address, login, given_passphrase(asked) or "")


def _release_lock(file: Path) -> None:
    """Let go of a register whose window died; never of one that is open."""
    from stkdesk.storage.lock import take_lock

    take_lock(file, now=datetime.now(UTC), release=True).release()


def _file_findings(file: Path, key: str) -> Iterator[str]:
    from stkdesk.storage import integrity

    if pages := integrity.damaged_pages(file, key):
        damaged = count(pages, "side", "sider")
        yield f"Filen: {damaged} er skadet. Hent den siste sikkerhetskopien."
        return
    for name in integrity.broken_tables(file, key):
        yield f"Filen: {name or 'oppbygningen'} henger ikke sammen."
    for table, times in integrity.dangling_references(file, key).items():
        rows = count(times, "rad", "rader")
        yield f"Tabell {table}: {rows} viser til noe som ikke finnes."
    if integrity.differs_from_program(file, key):
        yield "Tabellene er ikke de programmet har."
