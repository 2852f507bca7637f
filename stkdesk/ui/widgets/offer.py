"""A question that stands in a page or form until it is answered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import Kind, button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

Answer = tuple[str, Kind, Callable[[], object]]  # text, look, what it does


class Offer(QFrame):
    """A title, a sentence and a button for each answer; hidden until it asks."""

    def __init__(self, tone: Tone = Tone.WARN, icon: str = "LightBulb") -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("card", tone.value)
        self._title = label("", "h3", wrap=True)
        self._text = label("", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.u(8))
        words: QVBoxLayout = column(
            self._title, self._text, 4, self._buttons, gap=2, margins=(0, 1, 0, 1)
        )
        picture = column(Icon(icon, tone.value, 22), None)
        self.setLayout(row(picture, (words, 1), gap=12, margins=(14, 10, 14, 11)))
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether the question is not answered."""
        return not self.isHidden()

    def ask(self, title: str, text: str, *answers: Answer) -> None:
        """Ask; the cursor goes to the first answer."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        clear(self._buttons)
        made = [self._answer(*answer) for answer in answers]
        for each in made:
            self._buttons.addWidget(each)
        self._buttons.addStretch(1)
        self.setAccessibleName(f"{title} {text}".strip())
        self.show()
        announce(self, f"{title} {text}".strip())
        made[0].setFocus()

    def clear(self) -> None:
        """Take the question away."""
        self.hide()

    def _answer(self, text: str, kind: Kind, act: Callable[[], object]) -> QWidget:
        def _chosen() -> None:
            self.hide()
            act()

        made = button(text, kind, on=_chosen)
        made.setAutoDefault(True)  # Enter presses the one the cursor is on
        return made
