"""Keeping what is typed as a draft, all the time."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from stkdesk.domain.errors import OfficeError
from stkdesk.services.sheet_drafts import SheetDraft, discard_draft, save_draft
from stkdesk.ui import errors
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
        place = self._typed.place
        if not self._typed.is_touched:
            self._workspace.save(
                lambda s: discard_draft(s, *place),
                lambda _done: self._tell(draft, "Ingen endringer"),
            )
            return
        now = datetime.now(UTC)
        self._workspace.save(
            lambda s: save_draft(s, draft, now=now),
            lambda _done: self._tell(draft, f"Kladd lagret {clock(now)}"),
            self._on_refused,
        )

    def keep_at_once(self) -> None:
        """Keep what was typed a moment ago, if it is not kept yet."""
        if self._waiting.isActive():
            self.keep()

    def stop(self) -> None:
        """Forget what was about to be kept: the sheet is registered, or left."""
        self._waiting.stop()

    def _tell(self, draft: SheetDraft, text: str) -> None:
        """Say that ``draft`` is kept, if it is what stands there still."""
        if self._typed.draft == draft:
            self.told.emit(text)

    def _on_refused(self, error: BaseException) -> None:
        """Say it quietly and try again: what is typed stands on the page still."""
        if not isinstance(error, OfficeError):
            errors.show(None, error)
        self.told.emit("Kladden er ikke lagret")
        if not self._typed.is_locked:
            self._waiting.start()

    def _on_changed(self) -> None:
        if not self._typed.is_locked:
            self.told.emit("Lagrer kladd …")
            if not self._waiting.isActive():
                self._waiting.start()


def clock(moment: datetime) -> str:
    """Return the time of day here: ``09:41``."""
    return f"{moment.astimezone():%H:%M}"
