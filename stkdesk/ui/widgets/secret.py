"""An identity number on a card: masked until the person asks to see it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stkdesk.domain.identity import format_identity, masked_identity
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class MaskedNumber(QWidget):
    """The number with its last five digits hidden, and a button that shows them."""

    def __init__(self, number: str) -> None:
        """Show ``number`` masked; "–" when there is none."""
        super().__init__()
        self._number, self._shown = number, False
        self._text = label(masked_identity(number) or "–", selectable=True)
        self._button = button("Vis", "link", name="Vis fødselsnummeret", on=self._turn)
        if not number:  # shown before it has a parent, it would be a window
            self._button.hide()
        self.setLayout(row(self._text, self._button, None, gap=10))

    def _turn(self) -> None:
        self._shown = not self._shown
        number = self._number
        self._text.setText(
            format_identity(number) if self._shown else masked_identity(number)
        )
        self._button.setText("Skjul" if self._shown else "Vis")
        self._button.setAccessibleName(f"{self._button.text()} fødselsnummeret")
