"""The register cannot be opened now, and what helps.

Somebody has it, or had it when the machine stopped; or its disk does not answer.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.storage.holder import RegisterHeldError
from stkdesk.ui import theme
from stkdesk.ui.icons import Tile
from stkdesk.ui.start.managed import ReadAtStartError
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class HeldFront(QWidget):
    """Says who has the register; a person may let go of one that nobody has.

    Signals:
        over: look once more.
    """

    help_topic = "flere-samtidig"
    over = Signal()

    def __init__(self, error: OfficeError, release: Callable[[], object]) -> None:
        """Tell what ``error`` says; ``release`` takes what a dead window has left."""
        super().__init__()
        self._take = release
        is_held = isinstance(error, RegisterHeldError)
        is_stale = isinstance(error, RegisterHeldError) and error.is_stale
        tone = Tone.ACT if is_held and not is_stale else Tone.WARN
        icon = "PadlockLocked" if is_held else "ExclamationmarkTriangle"
        self._banner = Banner(Tone.BAD)
        if isinstance(error, ReadAtStartError):
            self._again = button("Lukk programmet", on=self._on_leave)
        else:
            self._again = button("Prøv igjen", on=self.over.emit)
        self._release = button("Frigi og åpne", "primary", on=self._on_release)
        for each in (self._again, self._release):
            each.setAutoDefault(True)
        self._release.setVisible(is_stale)
        diagnose = button("Lag diagnosepakke", "link", on=self._on_diagnose)
        diagnose.setHidden(is_held)  # who has it is all there is to tell
        words = column(
            label(error.title, "h2", wrap=True),
            label(error.advice, wrap=True, selectable=True),
            self._banner,
            8,
            row(diagnose, None, self._again, self._release),
            gap=6,
        )
        picture = column(Tile(icon, tone.value, 44), None)
        box = card(row(picture, (words, 1), gap=16, margins=28))
        box.setFixedWidth(theme.u(520))
        self.setLayout(column(None, row(None, box, None), None, None, gap=0))
        self.setFocusProxy(self._again)

    def _on_leave(self) -> None:
        self.window().close()

    def _on_diagnose(self) -> None:
        from stkdesk.ui.diagnosis.diagnosis_window import open_diagnosis

        open_diagnosis(self.window())

    def _on_release(self) -> None:
        try:
            self._take()
        except OfficeError as error:  # somebody has opened it in the meantime
            self._banner.tell(error.title, error.advice)
        else:
            self.over.emit()
