"""A message that stays in a page or form until it is put right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

ICONS = {
    Tone.BAD: "XMarkOctagonFill",
    Tone.WARN: "ExclamationmarkTriangleFill",
    Tone.GOOD: "CheckmarkCircle",
}


class Banner(QFrame):
    """Title and advice in a tone (BAD, WARN or GOOD); hidden until told something."""

    def __init__(self, tone: Tone = Tone.BAD) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("card", tone.value)
        self._title = label("", "h3", wrap=True)
        self._advice = label("", wrap=True)
        words = column(self._title, self._advice, gap=1)
        mark = Icon(ICONS[tone], tone.value, 22)
        self.setLayout(row(mark, (words, 1), gap=12, margins=(14, 10, 14, 10)))
        self.hide()

    def tell(self, title: str, advice: str = "") -> None:
        """Show ``title`` and ``advice``, and have them read aloud."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{title} {advice}".strip())
        self.show()
        announce(self, f"{title} {advice}".strip())

    def clear(self) -> None:
        """Hide again."""
        self.hide()
