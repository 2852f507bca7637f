"""How it looks where a monthly report stands."""

from __future__ import annotations

from stkdesk.domain.formats import short_date
from stkdesk.domain.month_report import ReportState
from stkdesk.services.report_rows import ReportRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

_STATES = {
    ReportState.NONE: (Tone.QUIET, "Minus"),
    ReportState.WAITED: (Tone.WARN, "Hourglass"),
    ReportState.UNREAD: (Tone.ACT, "InboxDown"),
    ReportState.READ: (Tone.DONE, "Checkmark"),
}
CONCERN = Mark("Bekymring", Tone.BAD, "ExclamationmarkTriangle")
MET = Mark("Fulgt opp", Tone.GOOD, "Checkmark")
CHANGE = Mark("Ønsker endring", Tone.WARN, "DocPencil")
MISSING = Mark("Mangler", Tone.WARN, "Hourglass")


def state_mark(state: ReportState) -> Mark:
    """Return the badge of a report in this state."""
    return Mark(state.label, *_STATES[state])


def row_mark(row: ReportRow) -> Mark:
    """Return what matters most of a report in a list."""
    if row.state is ReportState.WAITED:
        return MISSING
    if row.is_open_concern:
        return CONCERN
    return state_mark(row.state)


def came(row: ReportRow) -> str:
    """Return the day it came."""
    return short_date(row.received_on) if row.received_on else ""


def told(row: ReportRow) -> str:
    """Return the first it tells, on one line, and that a change is wanted."""
    first = " ".join(row.said.split())
    return f"Ønsker endring. {first}" if row.wants_change else first
