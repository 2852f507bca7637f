"""A backup is made, tried out, and restored into another place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.restoring import by_password, restore_backup, verify_backup
from stkdesk.services.self_test.registers import SUPPORT, driven, rows_of
from stkdesk.services.self_test.steps import Place
from stkdesk.storage.backup import make_backup
from stkdesk.storage.keys import PRACTICE_PASSWORD
from stkdesk.storage.opening import unlock_register

#: Tables in which the restore itself writes.
WRITTEN = frozenset({"register_facts", "events", "event_details"})


def backup_comes_back(place: Place) -> str:
    """Back the practice office up, and get it back beside itself.

    Raises:
        OfficeError: if what came back is not what was there.

    """
    if not place.practice.exists():
        raise OfficeError("Ikke prøvd: øvingskontoret ble ikke laget.")
    folder, now = place.odd / "kopier", datetime.now(UTC)
    key = unlock_register(place.practice, PRACTICE_PASSWORD).key
    backup = driven(make_backup(place.practice, key, folder, now=now))
    unlock = by_password(PRACTICE_PASSWORD)
    manifest = driven(verify_backup(backup, unlock))
    file = place.odd / "tilbake" / "register.db"
    driven(restore_backup(backup, file, unlock, now=now.astimezone()))
    before, after = _counts(place.practice), _counts(file)
    wrong = sorted(
        name for name in before | after if before.get(name) != after.get(name)
    )
    if wrong:
        raise OfficeError(
            f"Det gjenopprettede registeret er et annet ({', '.join(wrong)}).", SUPPORT
        )
    return f"{count(manifest.rows, 'rad', 'rader')} ut og inn igjen"


def _counts(file: Path) -> dict[str, int]:
    key = unlock_register(file, PRACTICE_PASSWORD).key
    return rows_of(file, key, besides=WRITTEN)
