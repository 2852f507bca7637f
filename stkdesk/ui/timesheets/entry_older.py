"""The question what to do with a draft that is older than the sheet it was of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from sqlalchemy.orm import Session

from stkdesk.domain.formats import clock_text, count, hours_text, short_date
from stkdesk.domain.sheet_checks import in_order
from stkdesk.domain.timesheet import Visit, joined_visits, sums_of
from stkdesk.services.sheet_drafts import (
    SavedDraft,
    discard_draft,
    load_draft,
    save_draft,
)
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui.timesheets.entry_keeping import clock
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.offer import Answer, Offer
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from stkdesk.ui.timesheets.entry_filing import Met

MENTIONED = 3  # visits that are told one by one


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
        self.ask(
            f"Det ligger en kladd fra {_moment(older.saved_at)}, skrevet før "
            "timelisten ble endret.",
            f"Du ser timelisten slik den er registrert nå. {_content(older)}",
            ("&Bruk kladden", "primary", lambda: self.used.emit(sheet, older)),
            ("&Forkast", "", self._discarding(sheet, older)),
        )

    def _discarding(self, sheet: OpenSheet, older: SavedDraft) -> Callable[[], None]:
        """Return what throws ``older`` away and goes on with ``sheet``."""
        draft = older.draft
        place = (draft.assignment_number, draft.period_number)

        def _discard() -> None:
            self._workspace.save(
                lambda s: discard_draft(s, *place),
                lambda _done: self.discarded.emit(sheet, older),
            )

        return _discard

    def ask_about_both(self, met: Met, mine: SavedDraft, who: str) -> None:
        """Ask what to do when two have typed one sheet; ``who`` registered it first."""
        theirs = met.now.draft
        joined = in_order(
            joined_visits(met.before.visits, met.mine.visits, theirs.visits)
        )
        answers: list[Answer] = [
            ("Bruk &mitt", "", lambda: self.used.emit(met.now, mine)),
            ("&Behold det som er registrert", "", self._discarding(met.now, mine)),
        ]
        if joined not in (met.mine.visits, theirs.visits):
            both = replace(mine, draft=replace(met.mine, visits=joined))
            answers.insert(
                0, ("&Slå sammen", "primary", lambda: self.used.emit(met.now, both))
            )
        apart = Counter(met.mine.visits) - Counter(theirs.visits)
        self.ask(
            who,
            "Du ser timelisten slik den er registrert nå. Det du skrev, er lagret som "
            f"kladd. {_only(in_order(tuple(apart.elements())))}",
            *answers,
        )

    def put_back(self, older: SavedDraft) -> None:
        """Keep a draft that was thrown away, unless a newer one has been kept."""

        def _put_back(session: Session) -> None:
            draft = older.draft
            if not load_draft(session, draft.assignment_number, draft.period_number):
                save_draft(session, draft, now=older.saved_at)

        self._workspace.save(_put_back)


def _moment(saved_at: datetime) -> str:
    """Return day and clock here: ``03.11.2026 kl. 09:00``."""
    return f"{short_date(saved_at.astimezone().date())} kl. {clock(saved_at)}"


def _only(visits: Sequence[Visit]) -> str:
    """Return what only I have: ``Bare hos deg: 14.10.2026 16:00–20:00 og 2 til.``"""
    if not visits:
        return ""
    told = [_visit(each) for each in visits[:MENTIONED]]
    rest = len(visits) - len(told)
    return f"Bare hos deg: {', '.join(told)}{f' og {rest} til' if rest else ''}."


def _visit(visit: Visit) -> str:
    if visit.start_minute is None or visit.end_minute is None:
        return f"{short_date(visit.work_on)} {hours_text(visit.minutes)} t"
    span = f"{clock_text(visit.start_minute)}–{clock_text(visit.end_minute)}"
    return f"{short_date(visit.work_on)} {span}"


def _content(older: SavedDraft) -> str:
    """Return what the draft holds: ``Kladden har 3 besøk og 8,5 timer.``"""
    visits = older.draft.visits
    if not visits:
        return f"Kladden har en påbegynt linje: «{older.draft.half_typed}»."
    hours = hours_text(sums_of(visits).minutes)
    return f"Kladden har {count(len(visits), 'besøk', 'besøk')} og {hours} timer."
