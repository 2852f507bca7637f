"""Which record a part of the window shows, so that the log knows when it is left."""

from __future__ import annotations

from stkdesk.ui.workspace import Workspace


class ShownRecord:
    """Tells the log when the record shown is another, or none.

        self._shown.show("clients", number)     # asked for, and read right after
        self._shown.leave()                     # the page is left, the form is closed

    That it was opened is noted by the errand that reads it.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Show nothing yet."""
        self._workspace = workspace
        self._place: tuple[str, int, int | None] | None = None

    @property
    def is_none(self) -> bool:
        """Whether nothing is shown."""
        return self._place is None

    def show(self, table: str, record: int, period: int | None = None) -> None:
        """Show a record; ``period`` is of a sheet, which is told by its assignment."""
        if (table, record, period) != self._place:
            self.leave()
            self._place = (table, record, period)

    def leave(self) -> None:
        """Show nothing any more."""
        if self._place is not None:
            self._workspace.put_away(*self._place)
            self._place = None
