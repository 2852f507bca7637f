"""What is said once, at the first start after the program stopped by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame

from stkdesk.ui.diagnosis.diagnosis_window import open_diagnosis
from stkdesk.ui.icons import Icon
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

TITLE = "Programmet stoppet uventet sist."
TEXT = "Alt som var lagret, er i behold."


class CrashNotice(QFrame):
    """Stands over all else in its window until it is closed; takes no focus itself."""

    def __init__(self, window: MainWindow) -> None:
        """Say it in ``window``."""
        super().__init__()
        self._window = window
        self.setProperty("card", "bar")
        self.setAccessibleName(f"{TITLE} {TEXT}")
        words = row(label(TITLE, "h3"), (label(TEXT, wrap=True), 1), gap=6)
        make = button("Lag diagnosepakke", on=self._make)
        close = button("Lukk", on=self.dismiss)
        for each in (make, close):
            each.setAutoDefault(True)
        picture = Icon("InformationSquare", Tone.ACT.value, 20)
        self.setLayout(
            row(picture, (words, 1), make, close, gap=10, margins=(18, 7, 14, 7))
        )
        lay = window.layout()
        if isinstance(lay, QBoxLayout):
            lay.insertWidget(0, self)
        announce(self, f"{TITLE} {TEXT}")

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()

    def _make(self) -> None:
        self.dismiss()
        open_diagnosis(self._window)
