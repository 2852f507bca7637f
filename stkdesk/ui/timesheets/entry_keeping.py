"""Keeping what is typed as a draft, all the time."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.services.sheet_drafts import discard_draft, save_draft
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.workspace import Workspace

KEEP_MS = 600  # from a change until the draft is kept, also while typing goes on


class DraftKeeper(QObject):
    """Keeps the draft of ``typed`` a moment after each change.

    Signals:
        told: a line for the page: "Kladd lagret 09:41".
    """

    told = Signal(str)

    def __init__(self, workspace: Workspace, typed: TypedSheet) -> None:
        """Listen to ``typed``."""
        super().__init__(typed)
        self._workspace, self._typed = workspace, typed
        self._waiting = QTimer(self, interval=KEEP_MS, singleShot=True)
        self._waiting.timeout.connect(self.keep)
        typed.changed.connect(self._on_changed)
        typed.half_typed.connect(self._on_changed)

    def keep(self) -> None:
        """Keep what differs from the register now; forget a draft that does not."""
        self._waiting.stop()
        draft = self._typed.draft
        if self._typed.is_locked:
            return
        if not self._typed.is_touched:
            self._workspace.do(lambda s: discard_draft(s, *self._typed.place))
            self.told.emit("Ingen endringer")
            return
        now = datetime.now(UTC)
        self._workspace.do(lambda s: save_draft(s, draft, now=now))
        self.told.emit(f"Kladd lagret {clock(now)}")

    def keep_at_once(self) -> None:
        """Keep what was typed a moment ago, if it is not kept yet."""
        if self._waiting.isActive():
            self.keep()

    def stop(self) -> None:
        """Forget what was about to be kept: the sheet is registered, or left."""
        self._waiting.stop()

    def _on_changed(self) -> None:
        if not self._typed.is_locked:
            self.told.emit("Lagrer kladd …")
            if not self._waiting.isActive():
                self._waiting.start()


def clock(moment: datetime) -> str:
    """Return the time of day here: ``09:41``."""
    return f"{moment.astimezone():%H:%M}"
