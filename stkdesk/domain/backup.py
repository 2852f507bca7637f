"""Backups: what one says about itself, which are kept, and whether all is well."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from stkdesk.domain.errors import OfficeError, Problem
from stkdesk.domain.formats import count, short_date

DAILY, WEEKLY, MONTHLY = 7, 5, 12  # how many days, weeks and months keep a backup
RECENT = timedelta(days=1)  # younger than this all are kept: mistakes are seen late
PRE_UPGRADE = 5  # and how many of those made before an upgrade
TEST_EVERY = timedelta(days=7)  # how often one is really restored, into a scratch file
USUAL_HOURS = 4  # between backups while the program is open
USUAL_DAYS = 400  # no backup is kept longer: the erased must leave them too
LEAST_DAYS, MOST_DAYS = 30, 3650


class BadBackupError(OfficeError):
    """The backup cannot be used; nothing was touched."""


class BackupKind(StrEnum):
    """Why a backup was made."""

    ORDINARY = "ordinary"
    PRE_UPGRADE = "pre-upgrade"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself; no name of an office or a person in it.

    ``register`` is the random id of the key file; ``counts`` are rows by table.
    """

    made_at: datetime  # UTC
    kind: BackupKind
    program: str
    revision: str
    register: str
    counts: Mapping[str, int]
    trail_seq: int = 0  # where the trail ended; 0: it had none
    trail_hash: str = ""
    restores: int | None = None  # how many came before it; None: not known

    @property
    def clients(self) -> int:
        """How many clients it holds."""
        return self.counts.get("clients", 0)

    @property
    def assignments(self) -> int:
        """How many assignments it holds."""
        return self.counts.get("assignments", 0)

    @property
    def rows(self) -> int:
        """How many rows it holds in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class BackupRules:
    """How the office wants its backups.

    ``folder`` is "" for the usual one, beside the folder of the register.
    """

    folder: str = ""
    hours: int = USUAL_HOURS
    days: int = USUAL_DAYS


def rule_problems(rules: BackupRules) -> tuple[Problem, ...]:
    """Return what stands in the way of these rules."""
    found: list[Problem] = []
    if not 1 <= rules.hours <= 24:
        found.append(Problem("hours", "Skriv et helt tall fra 1 til 24 timer."))
    if not LEAST_DAYS <= rules.days <= MOST_DAYS:
        found.append(
            Problem("days", f"Skriv et helt tall fra {LEAST_DAYS} til {MOST_DAYS}.")
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup as the rotation sees it."""

    name: str
    made_at: datetime
    kind: BackupKind
    is_verified: bool = False


_SPANS: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
    (DAILY, date.toordinal),
    (WEEKLY, lambda day: day.isocalendar()[:2]),
    (MONTHLY, lambda day: (day.year, day.month)),
)


def to_prune(backups: Sequence[Kept], now: datetime, *, days: int) -> frozenset[str]:
    """Return the names of the backups that are not kept any longer.

    All of the last day stay, the newest of each of the last 7 days, 5 weeks and 12
    months there are backups from, and the last 5 made before an upgrade. None stays
    longer than ``days``.
    The newest verified one always stays; while none is verified, all do.
    """
    newest_first = sorted(backups, key=lambda each: each.made_at, reverse=True)
    safe = next((each.name for each in newest_first if each.is_verified), None)
    if safe is None:
        return frozenset()
    keep = {safe, newest_first[0].name}
    keep.update(each.name for each in newest_first if now - each.made_at < RECENT)
    for number, span_of in _SPANS:
        newest_of: dict[Hashable, str] = {}
        for each in newest_first:
            newest_of.setdefault(span_of(each.made_at.date()), each.name)
        keep.update(list(newest_of.values())[:number])
    before = [each for each in newest_first if each.kind is BackupKind.PRE_UPGRADE]
    keep.update(each.name for each in before[:PRE_UPGRADE])
    oldest = now - timedelta(days=days)
    return frozenset(
        each.name
        for each in newest_first
        if each.name != safe and (each.name not in keep or each.made_at < oldest)
    )


class Health(StrEnum):
    """How well the backups are."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class BackupState:
    """What is known about the backups of a register; moments in local time."""

    last_at: datetime | None = None  # the last that was made and verified
    tested_at: datetime | None = None  # the last that was really restored
    tested_rows: int = 0
    failure: str = ""  # why the latest try did not succeed; "" when it did
    is_running: bool = False


def has_gone(span: timedelta, since: datetime | None, now: datetime) -> bool:
    """Tell whether ``span`` has gone ``since`` a moment; None: it never was.

    A moment that has not come yet is of a clock that was wrong, and counts as never.
    """
    return since is None or not timedelta(0) <= now - since < span


@dataclass(frozen=True, slots=True)
class Standing:
    """``line`` for the foot of the window, ``advice`` when there is something to do."""

    health: Health
    line: str
    advice: str = ""


def standing(state: BackupState, now: datetime) -> Standing:
    """Tell how the backups stand ``now`` (local time); red after one missed day."""
    if state.is_running:
        return Standing(Health.GOOD, "Sikkerhetskopi: tas nå …")
    if state.last_at is None:
        why = state.failure or "Ta en nå, så er registeret trygt om maskinen svikter."
        return Standing(Health.BAD, "Sikkerhetskopi: ikke tatt ennå", why)
    missed = (now.date() - state.last_at.date()).days
    line = f"Sikkerhetskopi: {when(state.last_at, now)}"
    if missed > 1:
        days = count(missed, "dag", "dager")
        why = state.failure or "Registeret har vært uten ny kopi."
        return Standing(Health.BAD, line, f"Siste kopi er {days} gammel. {why}")
    if state.failure:
        return Standing(Health.WARN, line, state.failure)
    line += " ✓" + _tested(state, now)
    if missed == 1:
        return Standing(Health.WARN, line, "Det er ikke tatt noen kopi i dag.")
    if has_gone(2 * TEST_EVERY, state.tested_at, now):
        return Standing(
            Health.WARN, line, "Det er lenge siden en kopi ble prøvd gjenopprettet."
        )
    return Standing(Health.GOOD, line)


def when(moment: datetime, now: datetime) -> str:
    """Return a moment as it is said: "i dag 08.02", "i går 15.30", "20.11. 08.02"."""
    clock = f"{moment:%H.%M}"
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{('i dag', 'i går')[days]} {clock}"
    return f"{day_of(moment.date(), now.date())} {clock}"


def day_of(day: date, today: date) -> str:
    """Return a day without its year when it is this year's: "20.11."."""
    return f"{day:%d.%m.}" if day.year == today.year else short_date(day)


def _tested(state: BackupState, now: datetime) -> str:
    if state.tested_at is None:
        return ""
    return f" · Sist prøvd gjenopprettet {day_of(state.tested_at.date(), now.date())}"


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup in a folder, as a person chooses among them.

    ``problem`` says why it cannot be used; then ``manifest`` may be None.
    """

    name: str
    size: int  # bytes
    manifest: Manifest | None
    problem: str = ""
