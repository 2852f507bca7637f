"""Keeping what is typed: as a draft all the time, as a sheet when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy.orm import Session

from stkdesk.services.sheet_drafts import SheetDraft, discard_draft, save_draft
from stkdesk.services.sheet_opening import OpenSheet, open_sheet
from stkdesk.services.timesheets import delete_sheet, register_nothing, register_sheet
from stkdesk.ui.timesheets.entry_sheet import TypedSheet
from stkdesk.ui.workspace import Workspace

REST_MS = 600  # how long the typing rests before the draft is kept


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
        self._resting = QTimer(self, interval=REST_MS, singleShot=True)
        self._resting.timeout.connect(self.keep)
        typed.changed.connect(self._on_changed)

    def keep(self) -> None:
        """Keep what differs from the register now; forget a draft that does not."""
        self._resting.stop()
        draft, sheet = self._typed.draft, self._typed.sheet
        if sheet is None or sheet.is_settled:
            return
        if draft == sheet.draft:
            self._workspace.do(lambda s: discard_draft(s, *self._typed.place))
            self.told.emit("Ingen endringer")
            return
        now = datetime.now(UTC)
        self._workspace.do(lambda s: save_draft(s, draft, now=now))
        self.told.emit(f"Kladd lagret {clock(now)}")

    def keep_at_once(self) -> None:
        """Keep what was typed a moment ago, if it is not kept yet."""
        if self._resting.isActive():
            self.keep()

    def stop(self) -> None:
        """Forget what was about to be kept: the sheet is registered, or left."""
        self._resting.stop()

    def _on_changed(self) -> None:
        self.told.emit("Lagrer kladd …")
        self._resting.start()


def register(
    workspace: Workspace, sheet: OpenSheet, typed: SheetDraft, *, nothing: bool = False
) -> Callable[[], None]:
    """Register ``typed`` and return what takes that back.

    Taking back makes the register as it was when ``sheet`` was opened; what was
    typed stays as a draft. Raises what the service raises.
    """
    today = workspace.today()
    save = register_nothing if nothing else register_sheet
    number = workspace.do(lambda s: save(s, typed, today=today))
    before = sheet.draft

    def _undo(session: Session) -> None:
        if before.version == 0:
            delete_sheet(session, number)
            if typed.visits:
                save_draft(session, typed, now=datetime.now(UTC))
            return
        place = (before.assignment_number, before.period_number)
        old = replace(before, version=open_sheet(session, *place).draft.version)
        again = register_sheet if old.visits else register_nothing
        again(session, old, today=today)

    return lambda: workspace.do(_undo)


def clock(moment: datetime) -> str:
    """Return the time of day here: ``09:41``."""
    return f"{moment.astimezone():%H:%M}"
