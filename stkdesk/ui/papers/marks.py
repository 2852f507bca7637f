"""How it looks where a paper is."""

from __future__ import annotations

from stkdesk.domain.paper import PaperState
from stkdesk.services.paper_acts import PaperAct
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

_LOOKS = {
    PaperState.MADE: (Tone.QUIET, "File"),
    PaperState.PRINTED: (Tone.ACT, "PrinterSmall"),
    PaperState.MAILED: (Tone.DONE, "Paperplane"),
    PaperState.RETURNED: (Tone.GOOD, "Checkmark"),
}
ACT_KEYS = {PaperAct.PRINTED: "F7", PaperAct.MAILED: "F8", PaperAct.RETURNED: "F9"}
ACT_TEXTS = {
    PaperAct.PRINTED: "Skrevet ut",
    PaperAct.MAILED: "Sendt i dag",
    PaperAct.RETURNED: "Kommet tilbake",
}


def mark_of(state: PaperState) -> Mark:
    """Return the badge of a paper that is there."""
    tone, icon = _LOOKS[state]
    return Mark(state.label, tone, icon)
