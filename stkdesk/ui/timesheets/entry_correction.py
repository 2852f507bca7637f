"""The strip over a sheet that is being corrected: why, and what it changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from stkdesk.domain.corrected import difference
from stkdesk.domain.formats import count, hours_text, km_text, kr
from stkdesk.domain.timesheet import Visit, sums_of
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label


class CorrectionStrip(QFrame):
    """Asks why a locked sheet is corrected, and tells what is other than was paid.

    Signals:
        reason_changed: the reason as it stands.
    """

    reason_changed = Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("card", Tone.WARN.value)
        title = label("Rettelse av en låst timeliste", "h3")
        advice = label(
            "Det som er utbetalt, står. Forskjellen blir en egen timeliste, og er med "
            "i neste lønnskjøring.",
            wrap=True,
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Besøket 14.10. var ført to ganger")
        self.reason.textEdited.connect(self.reason_changed)
        name = label("&Hvorfor rettes den?")
        name.setBuddy(self.reason)
        self.change = label("", "h3")
        words = column(
            title, advice, 4, row(name, (self.reason, 1)), self.change, gap=3
        )
        mark = column(Icon("PencilWriting", Tone.WARN.value, 22), None)
        self.setLayout(row(mark, (words, 1), gap=12, margins=(14, 10, 14, 10)))
        self.hide()

    def show_sheet(self, sheet: OpenSheet, reason: str) -> None:
        """Be there for a correction only."""
        self.setVisible(sheet.correcting is not None)
        with QSignalBlocker(self.reason):
            self.reason.setText(reason)
        self.show_wrong(wrong=False)

    def show_visits(self, sheet: OpenSheet, visits: Sequence[Visit]) -> None:
        """Tell what ``visits`` change."""
        if sheet.correcting is not None:
            self.change.setText(change_text(sheet, visits))

    def show_wrong(self, *, wrong: bool) -> None:
        """Mark the field, or no longer."""
        self.reason.setProperty("state", "bad" if wrong else None)
        theme.restyle(self.reason)


def change_text(sheet: OpenSheet, visits: Sequence[Visit]) -> str:
    """Return ``Endrer 2 linjer: −1 t, +12 km, −kr 241,35.`` of a correction."""
    before = sheet.draft.visits
    lines = difference(before, visits)
    if not lines:
        return "Ingenting er endret ennå."
    sums = sums_of(lines)
    ore = sheet.pay(visits).sum_ore - sheet.pay(before).sum_ore
    parts = [_signed(sums.minutes, f"{hours_text(abs(sums.minutes))} t")]
    if sums.metres:
        parts.append(_signed(sums.metres, f"{km_text(abs(sums.metres))} km"))
    parts.append(_signed(ore, kr(abs(ore))))
    told = count(len(lines), "linje", "linjer")
    return f"Endrer {told}: {', '.join(parts)}."


def _signed(amount: int, text: str) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{text}"
