"""How an event of the log is told on screen."""

from __future__ import annotations

from datetime import datetime

from stkdesk.domain.formats import short_date
from stkdesk.domain.trail import Action, ActionKind
from stkdesk.services.trail_list import EventRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

#: What a leader should see at once: in words, colour and picture alike.
_STANDS_OUT = {
    Action.BROKE_GLASS: (Tone.WARN, "ExclamationmarkTriangle"),
    Action.REFUSED: (Tone.WARN, "CircleSlash"),
    Action.REFUSED_SIGN_IN: (Tone.WARN, "PadlockLocked"),
    Action.REMOVED: (Tone.BAD, "Trash"),
    Action.ERASED: (Tone.BAD, "Trash"),
}
_PICTURES = {
    ActionKind.READ: "Eye",
    ActionKind.CHANGED: "Pencil",
    ActionKind.PRINTED: "PrinterSmall",
    ActionKind.SIGN_IN: "Person",
    ActionKind.REGISTER: "Database",
}


def action_mark(action: Action) -> Mark | None:
    """Return the badge of what stands out; what is usual has none."""
    if action not in _STANDS_OUT:
        return None
    tone, icon = _STANDS_OUT[action]
    return Mark(action.label, tone, icon)


def picture_of(action: Action) -> str:
    """Return the picture of an event."""
    if action in _STANDS_OUT:
        return _STANDS_OUT[action][1]
    kinds = (kind for kind in ActionKind if action in kind.actions)
    return _PICTURES.get(next(kinds, ActionKind.REGISTER), "File")


def moment(at: datetime) -> str:
    """Return ``16.11.2026 kl. 08.15``, in local time."""
    return f"{short_date(at.astimezone().date())} kl. {clock(at)}"


def clock(at: datetime) -> str:
    """Return ``08.15``, in local time."""
    return f"{at.astimezone():%H.%M}"


def period(row: EventRow) -> str:
    """Return when it was, and until when if it is known."""
    if row.until is None:
        return moment(row.at)
    same = row.until.astimezone().date() == row.at.astimezone().date()
    ended = clock(row.until) if same else moment(row.until)
    return f"{moment(row.at)}–{ended}"
