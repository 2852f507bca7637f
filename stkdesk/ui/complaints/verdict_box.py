"""Whether a complaint came in time: the word, the last day, and how it was counted."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from stkdesk.domain.complaint import Verdict
from stkdesk.domain.complaint_limit import Timeliness, day_text
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

LOOKS = {
    Verdict.IN_TIME: (Tone.GOOD, "CheckmarkCircle"),
    Verdict.EXCUSED: (Tone.WARN, "ExclamationmarkTriangle"),
    Verdict.LATE: (Tone.WARN, "ExclamationmarkTriangleFill"),
    Verdict.TOO_LATE: (Tone.BAD, "XMarkOctagonFill"),
}
UNKNOWN = "Fyll ut når klagen kom, så ser du her om den kom i tide."


class VerdictBox(QFrame):
    """Follows what is typed; word, colour and picture say the same."""

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__()
        self._shown: Timeliness | None = None
        self._inside = row(gap=12, margins=(14, 10, 14, 11))
        self.setLayout(self._inside)
        self._draw()

    def show_verdict(self, found: Timeliness | None) -> None:
        """Show ``found``; None: the days cannot be counted."""
        if found == self._shown:
            return
        before, self._shown = self._shown, found
        self._draw()
        if found is not None and (before is None or before.verdict != found.verdict):
            announce(self, found.verdict.label)

    def _draw(self) -> None:
        clear(self._inside)
        found = self._shown
        if found is None:
            self.setProperty("card", "flat")
            self._inside.addWidget(Icon("Clock", "muted", 22))
            self._inside.addWidget(label(UNKNOWN, "muted", wrap=True), 1)
            self.setAccessibleName(UNKNOWN)
        else:
            tone, picture = LOOKS[found.verdict]
            self.setProperty("card", tone.value)
            title = found.verdict.label
            if found.last_day is not None:
                title += f" · siste dag {day_text(found.last_day)}"
            words = column(label(title, "h3", wrap=True), gap=2)
            for each in (*found.steps, found.conclusion):
                words.addWidget(label(each, wrap=True))
            self._inside.addLayout(column(Icon(picture, tone.value, 22), None))
            self._inside.addLayout(words, 1)
            self.setAccessibleName(f"{title}. {found.sentence}")
        theme.restyle(self)
