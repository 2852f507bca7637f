"""Taking a backup, also from a script at night."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, date, datetime

from stkdesk.cli.access import opened
from stkdesk.cli.following import follow


def backup(asked: Namespace, _today: date) -> int:
    """Put a verified backup in the office's folder, or in ``--to``."""
    from stkdesk.services.backups import back_up

    with opened(asked) as database:
        made = follow(back_up(database, now=datetime.now(UTC), folder=asked.to))
    if not asked.quiet:
        from stkdesk.cli.verify import contents

        print(f"{made.file}: {contents(made.manifest)}")
        for name in made.thrown_away:
            print(f"Fjernet: {name}")
    return 0
