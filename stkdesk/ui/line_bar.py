"""The bar that tells that the server is out of reach, and that it is back."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.workspace import Workspace

SHOWN_MS = 6000  # how long the good news stand

LOST = (
    "Forbindelsen med serveren er brutt.",
    "Det du har skrevet, står her fortsatt. Programmet prøver igjen av seg selv.",
)
BACK = "Forbindelsen er tilbake."


class LineBar(QWidget):
    """Hidden as long as all is well; never takes the focus."""

    def __init__(self, workspace: Workspace) -> None:
        """Follow the line of ``workspace``."""
        super().__init__()
        self._lost, self._back = Banner(Tone.WARN), Banner(Tone.GOOD)
        self.setLayout(column(self._lost, self._back, gap=0))
        self._clock = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._clock.timeout.connect(self._on_shown_long_enough)
        workspace.reached.connect(self.show_reached)
        if workspace.is_lost:
            self.show_reached(False)
        else:
            self.hide()

    def show_reached(self, on: bool) -> None:
        """Tell that the server is out of reach, or back."""
        self.show()
        if on:
            self._lost.clear()
            self._back.tell(BACK)
            self._clock.start()
        else:
            self._clock.stop()
            self._back.clear()
            self._lost.tell(*LOST)

    def _on_shown_long_enough(self) -> None:
        self._back.clear()
        self.hide()
