"""Where a sheet stands in the month: derived every time, never stored."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from stkdesk.domain.timesheet import SheetState


class Standing(StrEnum):
    """What one assignment's cell in one period says."""

    NONE = "none"  # the assignment does not run: no sheet is wanted
    WAITING = "waiting"
    MISSING = "missing"  # the day it was due has passed
    ARRIVED = "arrived"
    RETURNED = "returned"
    RECEIVED = "received"
    NOTHING = "nothing"  # null sheet
    CHECKED = "checked"
    APPROVED = "approved"
    SENT = "sent"
    PAID = "paid"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Standing.NONE: "Ingen timeliste",
            Standing.WAITING: "Ventet",
            Standing.MISSING: "Mangler",
        }.get(self) or SheetState(self.value).label

    @property
    def has_sheet(self) -> bool:
        """Whether something has come in."""
        return self not in (Standing.NONE, Standing.WAITING, Standing.MISSING)


def standing_of(
    state: SheetState | None, *, expected: bool, due_on: date, today: date
) -> Standing:
    """Return where a sheet stands; a sheet that has come in always counts.

    Args:
        state: of the sheet, None when none has come in.
        expected: whether the assignment runs in the period.
        due_on: last day a sheet is in time; on that day it is still waited for.
        today: the day it is.

    """
    if state is not None:
        return Standing(state.value)
    if not expected:
        return Standing.NONE
    return Standing.MISSING if today > due_on else Standing.WAITING
