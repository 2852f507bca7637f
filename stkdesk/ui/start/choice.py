"""How would you like to begin: large choices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from stkdesk.ui.icons import Icon, Tile
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.record import pressable
from stkdesk.ui.widgets.texts import label

EMPTY = "Start tomt kontor"
EMPTY_MEANS = (
    "Lag deres eget register og legg inn den første brukeren. Tar to minutter."
)
FOUND = "Åpne et register som finnes"
FOUND_MEANS = "Det ligger i en annen mappe, eller er flyttet hit."
PRACTICE = "Åpne øvingskontoret"
PRACTICE_MEANS = "Et helt kontor med oppdiktede personer. Her kan du prøve alt."
RESTORE = "Hent fra en sikkerhetskopi"
RESTORE_MEANS = "Ny maskin, eller disken røk? Kopien har alt med, også nøkkelfilen."


class Choice(QWidget):
    """Offers a new office, the practice office or one there is; arrows move here.

    Signals:
        empty_wanted, practice_wanted, restore_wanted, found_wanted: what was chosen.
    """

    empty_wanted, practice_wanted = Signal(), Signal()
    restore_wanted, found_wanted = Signal(), Signal()

    def __init__(self) -> None:
        """Begin on the empty office."""
        super().__init__()
        self.banner = Banner(Tone.WARN)
        self._tiles = [
            _choice("Buildings3", EMPTY, EMPTY_MEANS, self.empty_wanted.emit),
            _choice("Rocket", PRACTICE, PRACTICE_MEANS, self.practice_wanted.emit),
            _choice("ArrowUndo", RESTORE, RESTORE_MEANS, self.restore_wanted.emit),
            _choice("Folder", FOUND, FOUND_MEANS, self.found_wanted.emit),
        ]
        self.setLayout(
            column(
                label("Velkommen! Hvordan vil du begynne?", "h1", wrap=True),
                label("Du kan endre alt senere under Innstillinger.", "muted"),
                6,
                self.banner,
                *self._tiles,
                6,
                label("F1 gir hjelp overalt i programmet.", "small"),
                gap=10,
            )
        )
        self.setFocusProxy(self._tiles[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = next((n for n, tile in enumerate(self._tiles) if tile.hasFocus()), 0)
        self._tiles[(at + step) % len(self._tiles)].setFocus(
            Qt.FocusReason.TabFocusReason
        )


def _choice(icon: str, title: str, means: str, on: Callable[[], None]) -> QPushButton:
    words = column(label(title, "h2"), label(means, "muted", wrap=True), gap=2)
    inside = row(
        Tile(icon, Tone.ACT.value, 48, round_=False),
        (words, 1),
        Icon("ChevronRight", "muted", 20),
        gap=16,
        margins=18,
    )
    made = pressable(inside, f"{title}. {means}", on)
    made.setAutoDefault(True)  # Enter presses it, as Space does
    return made
