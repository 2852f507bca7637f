"""Sees to it that there are backups: at start, on schedule and at close."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from stkdesk.domain.backup import (
    TEST_EVERY,
    BackupRules,
    BackupState,
    Standing,
    has_gone,
    standing,
)
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.progress import Progress, Steps
from stkdesk.ui import errors
from stkdesk.ui.jobs import Job
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MINUTE_MS = 60_000
Clock = Callable[[], datetime]
BACKUPS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="stkdesk-backup")


def local_now() -> datetime:
    """Return this moment by the clock of this machine."""
    return datetime.now(UTC).astimezone()


class BackupKeeper(QObject):
    """Takes backups of one open register, and knows how they stand.

    Works on a thread of its own, so that neither the window nor a month run waits. The
    practice office and a register on a server are left alone.

    Signals:
        changed: the ``Standing`` to show, or None.
        closable: nothing hinders the window from closing any more.
    """

    changed, closable = Signal(object), Signal()

    def __init__(
        self, workspace: Workspace, parent: QObject, clock: Clock = local_now
    ) -> None:
        """Keep the register of ``workspace``; ``begin`` when it has been shown."""
        super().__init__(parent)
        self._workspace, self._clock = workspace, clock
        self._rules, self._state = BackupRules(), BackupState()
        self._is_kept = False  # by us, and not by IT or by nobody
        self._has_changed = False  # since the last backup
        self._tried_at: datetime | None = None
        self._job: Job | None = None
        self._timer = QTimer(self, interval=MINUTE_MS)
        self._timer.timeout.connect(self._on_minute)
        workspace.changed.connect(self._on_changed)

    @property
    def is_running(self) -> bool:
        """Whether a backup is being taken or tried."""
        return self._job is not None

    @property
    def job(self) -> Job | None:
        """The work under way, for those who show how far it has come."""
        return self._job

    def begin(self) -> None:
        """See how the backups stand, and take one."""
        self._workspace.ask(_read, self._on_first_read, key=(id(self), "first"))

    def take(self) -> None:
        """Take a backup now."""
        if self._job is None:
            self._has_changed = False
            steps = _backup_steps(self._workspace, self._clock())
            self._run(steps, self._on_taken)

    def may_close(self) -> bool:
        """Tell whether the window may close now; else ``closable`` tells when."""
        if not self._is_kept or _machine_is_closing():
            return True
        if self._job is None:
            if not self._is_due(timedelta(days=1)) and not self._has_changed:
                return True
            self.take()
        return False

    def stop(self) -> None:
        """Stop what is under way; nothing half is left."""
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Let go: the register is being closed."""
        self._timer.stop()
        self.stop()
        self._is_kept = False

    def _run(self, steps: Steps, done: Callable[[Any], None]) -> None:
        self._job = Job(steps, self, worker=BACKUPS)
        self._job.done.connect(done)
        self._job.failed.connect(self._on_failed)
        self._job.stopped.connect(self._on_stopped)
        self._tell()

    # How they stand.

    def _on_first_read(self, read: tuple[BackupRules, BackupState, bool]) -> None:
        self._rules, self._state, self._is_kept = read
        if not self._is_kept:
            self.changed.emit(None)
            return
        self._timer.start()
        self.take()

    def _on_read(self, read: tuple[BackupRules, BackupState, bool]) -> None:
        rules, state, self._is_kept = read
        self._rules = rules
        self._state = replace(state, failure=self._state.failure)
        self._tell()

    def _tell(self) -> None:
        if self._is_kept:
            state = replace(self._state, is_running=self._job is not None)
            self.changed.emit(standing(state, self._clock()))

    def now(self) -> Standing | None:
        """Return how the backups stand; None where they are not ours."""
        if not self._is_kept:
            return None
        state = replace(self._state, is_running=self._job is not None)
        return standing(state, self._clock())

    # What happens.

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables == {"register_facts"}:
            self._workspace.ask(_read, self._on_read, key=(id(self), "again"))
        else:
            self._has_changed = True

    def _on_minute(self) -> None:
        hours = timedelta(hours=self._rules.hours)
        if self._job is None and self._is_due(hours) and self._has_waited(hours):
            self.take()
        else:
            self._tell()  # a day may have passed

    def _is_due(self, after: timedelta) -> bool:
        return has_gone(after, self._state.last_at, self._clock())

    def _has_waited(self, hours: timedelta) -> bool:
        """Whether it is time to try again what has failed: within the hour."""
        wait = min(hours, timedelta(hours=1))
        return has_gone(wait, self._tried_at, self._clock())

    def _on_taken(self, _made: object) -> None:
        self._job = None
        self._tried_at = self._clock()
        self._state = replace(self._state, last_at=self._clock(), failure="")
        if has_gone(TEST_EVERY, self._state.tested_at, self._clock()):
            self._run(_try_steps(self._workspace, self._clock()), self._on_tried)
        else:
            self._on_rest()

    def _on_tried(self, manifest: Any) -> None:
        self._job = None
        self._state = replace(
            self._state, tested_at=self._clock(), tested_rows=manifest.rows
        )
        self._on_rest()

    def _on_failed(self, error: BaseException) -> None:
        self._job = None
        self._tried_at, self._has_changed = self._clock(), True
        if isinstance(error, OfficeError):
            text = f"{error.title} {error.advice}".strip()
        else:
            errors.show(None, error)
            text = "Noe gikk galt i programmet."
        self._state = replace(self._state, failure=text)
        self._tell()

    def _on_stopped(self) -> None:
        self._job = None
        self._has_changed = True
        self._on_rest()

    def _on_rest(self) -> None:
        self._tell()
        self._workspace.changed.emit(frozenset({"register_facts"}))
        self.closable.emit()

    @property
    def failure(self) -> str:
        """Why the latest try did not succeed; "" when it did."""
        return self._state.failure


def _read(session: Session) -> tuple[BackupRules, BackupState, bool]:
    from stkdesk.services.backups import backup_rules, backup_state, is_kept_by_us

    return backup_rules(session), backup_state(session), is_kept_by_us(session)


def _backup_steps(
    workspace: Workspace, now: datetime
) -> Generator[Progress, None, object]:
    """Take one; the casework is loaded on the worker."""
    from stkdesk.services.backups import back_up

    return (yield from back_up(workspace.database, now=now, by_itself=True))


def _try_steps(
    workspace: Workspace, now: datetime
) -> Generator[Progress, None, object]:
    from stkdesk.services.backups import try_newest_backup

    return (yield from try_newest_backup(workspace.database, now=now, by_itself=True))


def _machine_is_closing() -> bool:
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()
