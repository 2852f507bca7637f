"""The words and marks of payroll runs."""

from __future__ import annotations

from stkdesk.domain.formats import count
from stkdesk.domain.pay_run import RunState, RunStep
from stkdesk.domain.run_rows import RunRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

_MARKS = {
    RunState.SENT: (Tone.ACT, "Paperplane"),
    RunState.CONFIRMED: (Tone.DONE, "CheckmarkCircle"),
    RunState.REVERSED: (Tone.QUIET, "ArrowUndo"),
}


def state_mark(state: RunState) -> Mark:
    """Return the badge of a run."""
    return Mark(state.label, *_MARKS[state])


def is_unfinished(row: RunRow) -> bool:
    """Tell whether something is left to be done with a run."""
    return row.state is not RunState.REVERSED and row.done is not RunStep.DONE


def sheets_text(number: int) -> str:
    """Return ``96 timelister``."""
    return count(number, "timeliste", "timelister")
