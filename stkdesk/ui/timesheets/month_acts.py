"""What may be done with one sheet of the grid; each act can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from stkdesk.services.sheet_course import Done, approve_sheets, undo_step
from stkdesk.services.sheet_drafts import SheetDraft
from stkdesk.services.timesheets import (
    delete_sheet,
    register_nothing,
    restore_sheet,
    undo_approval,
)
from stkdesk.ui.workspace import Workspace

Say = Callable[
    [str, Callable[[], object] | None], None
]  # what was done, what takes it back


class SheetActs:
    """Does casework on single sheets and says so; ``who`` names sheet and month."""

    def __init__(self, workspace: Workspace, say: Say) -> None:
        """Work in ``workspace``; ``say`` shows what was done."""
        self._workspace, self._say = workspace, say

    def approve(self, number: int, who: str) -> None:
        """Approve a received sheet."""
        now = datetime.now(UTC)
        self._workspace.save(
            lambda s: approve_sheets(s, [number], now=now),
            lambda done: self._tell(done, who),
        )

    def _tell(self, done: Done, who: str) -> None:
        if done.left:
            self._say(done.left[0].reason, None)
            return
        self._say(
            f"{done.step.done}: {who}",
            lambda: self._workspace.save(lambda s: undo_step(s, done)),
        )

    def undo_approval(self, number: int) -> None:
        """Make an approved sheet received again."""
        self._workspace.save(lambda s: undo_approval(s, [number]))

    def remove(self, number: int, who: str) -> None:
        """Take a sheet away."""
        self._workspace.save(
            lambda s: delete_sheet(s, number),
            lambda removed: self._say(
                f"Slettet: {who}",
                lambda: self._workspace.save(lambda s: restore_sheet(s, removed)),
            ),
        )

    def say_nothing(self, assignment: int, period: int, who: str) -> None:
        """Register that nothing was done in the period."""
        draft, today = SheetDraft(assignment, period), self._workspace.today()
        self._workspace.save(
            lambda s: register_nothing(s, draft, today=today),
            lambda number: self._say(
                f"Ingen timer: {who}",
                lambda: self._workspace.save(lambda s: delete_sheet(s, number)),
            ),
        )
