"""How it looks which way a document went, and how final it is."""

from __future__ import annotations

from stkdesk.domain.formats import short_date
from stkdesk.domain.journal import EntryKind, EntryState
from stkdesk.services.journal_rows import EntryRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

_STATES = {
    EntryState.JOURNALLED: (Tone.ACT, "InboxDown"),
    EntryState.DISPATCHED: (Tone.DONE, "Paperplane"),
    EntryState.ARCHIVED: (Tone.GOOD, "Checkmark"),
    EntryState.VOID: (Tone.QUIET, "CircleSlash"),
}
WAYS = {
    EntryKind.INCOMING: "Inn",
    EntryKind.OUTGOING: "Ut",
    EntryKind.INTERNAL: "Intern",
}


def mark_of(state: EntryState) -> Mark:
    """Return the badge of an entry in this state."""
    tone, icon = _STATES[state]
    return Mark(state.label, tone, icon)


def when(row: EntryRow) -> str:
    """Return the day a document came or went."""
    return short_date(row.happened_on)


def who(row: EntryRow) -> str:
    """Return whom a document came from or went to; the first, and how many more."""
    if not row.parties:
        return ""
    more = len(row.parties) - 1
    return row.parties[0].name + (f" +{more}" if more else "")
