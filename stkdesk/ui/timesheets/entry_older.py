"""The question what to do with a draft that is older than the sheet it was of."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from sqlalchemy.orm import Session

from stkdesk.domain.formats import count, hours_text, short_date
from stkdesk.domain.timesheet import sums_of
from stkdesk.services.sheet_drafts import (
    SavedDraft,
    discard_draft,
    load_draft,
    save_draft,
)
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui.timesheets.entry_keeping import clock
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.offer import Offer
from stkdesk.ui.workspace import Workspace


class OlderDraft(Offer):
    """Asks whether to use the draft or to throw it away; until then nothing is lost.

    Signals:
        used, discarded: the answer, with the sheet and the draft it is about.
    """

    used, discarded = Signal(object, object), Signal(object, object)

    def __init__(self, workspace: Workspace) -> None:
        """Start hidden."""
        super().__init__(Tone.WARN, "ExclamationmarkTriangleFill")
        self._workspace = workspace

    def ask_about(self, sheet: OpenSheet, older: SavedDraft) -> None:
        """Ask what to do with ``older``, typed before ``sheet`` was changed."""

        def _discard() -> None:
            draft = older.draft
            place = (draft.assignment_number, draft.period_number)
            self._workspace.do(lambda s: discard_draft(s, *place))
            self.discarded.emit(sheet, older)

        self.ask(
            f"Det ligger en kladd fra {_moment(older.saved_at)}, skrevet før "
            "timelisten ble endret.",
            f"Du ser timelisten slik den er registrert nå. {_content(older)}",
            ("&Bruk kladden", "primary", lambda: self.used.emit(sheet, older)),
            ("&Forkast", "", _discard),
        )

    def put_back(self, older: SavedDraft) -> None:
        """Keep a draft that was thrown away, unless a newer one has been kept."""

        def _put_back(session: Session) -> None:
            draft = older.draft
            if not load_draft(session, draft.assignment_number, draft.period_number):
                save_draft(session, draft, now=older.saved_at)

        self._workspace.do(_put_back)


def _moment(saved_at: datetime) -> str:
    """Return day and clock here: ``03.11.2026 kl. 09:00``."""
    return f"{short_date(saved_at.astimezone().date())} kl. {clock(saved_at)}"


def _content(older: SavedDraft) -> str:
    """Return what the draft holds: ``Kladden har 3 besøk og 8,5 timer.``"""
    visits = older.draft.visits
    if not visits:
        return f"Kladden har en påbegynt linje: «{older.draft.half_typed}»."
    hours = hours_text(sums_of(visits).minutes)
    return f"Kladden har {count(len(visits), 'besøk', 'besøk')} og {hours} timer."
