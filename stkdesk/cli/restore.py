"""Getting the register back from a backup, where there is no window to do it in."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, date, datetime

from stkdesk.cli.following import follow
from stkdesk.cli.verify import contents, unlock_with
from stkdesk.domain.formats import count


def restore(asked: Namespace, _today: date) -> int:
    """Let the register be what the backup holds; what was there is kept, renamed."""
    from stkdesk.services.restoring import restore_backup
    from stkdesk.storage.lock import take_lock
    from stkdesk.storage.places import require_place_for

    unlock, now = unlock_with(asked), datetime.now(UTC)
    require_place_for(asked.db)
    asked.db.parent.mkdir(parents=True, exist_ok=True)
    lock = take_lock(asked.db, now=now, console=True)
    try:
        here = now.astimezone()
        restored = follow(restore_backup(asked.file, asked.db, unlock, now=here))
    finally:
        lock.release()
    if not asked.quiet:
        print(f"{asked.db}: {contents(restored.manifest)}")
        for file in restored.before:
            print(f"Det gamle er tatt vare på: {file}")
        if restored.deleted_again:
            again = count(restored.deleted_again, "rad", "rader")
            print(f"Slettet igjen: {again} som var slettet etter kopien.")
    return 0
