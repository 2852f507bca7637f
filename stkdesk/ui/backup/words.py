"""How backups are spoken of on the screen."""

from __future__ import annotations

from datetime import datetime

from stkdesk.domain.backup import BackupKind, FoundBackup, when
from stkdesk.domain.formats import count

MB = 1_000_000


def size_text(size: int) -> str:
    """Return a size as a person says it: "0,4 MB"."""
    return f"{max(size / MB, 0.1):.1f} MB".replace(".", ",")


def taken_text(backup: FoundBackup, now: datetime) -> str:
    """Return when a backup was taken, or its name when that is lost.

    Those of today to the second, as two may be of one minute: "i dag 08.02.31".
    """
    if backup.manifest is None:
        return backup.name
    made = backup.manifest.made_at.astimezone()
    seconds = f"{made:.%S}" if made.date() == now.date() else ""
    return f"{when(made, now)}{seconds}"


def contents_text(backup: FoundBackup) -> str:
    """Return what a backup holds, or why it cannot be used."""
    if backup.manifest is None:
        return backup.problem
    parts = [
        count(backup.manifest.clients, "bruker", "brukere"),
        count(backup.manifest.assignments, "oppdrag", "oppdrag"),
        size_text(backup.size),
    ]
    if backup.manifest.kind is BackupKind.PRE_UPGRADE:
        parts.append("før en oppgradering")
    return " · ".join(parts)


def lost_text(backup: FoundBackup, now: datetime) -> str:
    """Return what is lost by going back to ``backup``."""
    if backup.manifest is None:
        return ""
    made = backup.manifest.made_at.astimezone()
    return (
        f"Alt som er ført etter {when(made, now)} ({_ago(made, now)}), er ikke med. "
        "Registeret slik det er nå, blir liggende ved siden av med et annet navn. "
        "Personer som er slettet etter kopien, slettes igjen."
    )


def _ago(made: datetime, now: datetime) -> str:
    minutes = max(int((now - made).total_seconds() // 60), 0)
    if minutes < 60:
        return f"{count(minutes, 'minutt', 'minutter')} siden"
    if minutes < 48 * 60:
        return f"{count(minutes // 60, 'time', 'timer')} siden"
    return f"{count(minutes // (24 * 60), 'dag', 'dager')} siden"
