"""Fields for identity numbers and postal codes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from stkdesk.domain.identity import format_identity, masked_identity, tidy_identity
from stkdesk.ui.icons import icon


class IdentityField(QLineEdit):
    """An identity number: typed in the open, masked once it is left.

    "Vis" (the eye) shows it again; who types writes a new one. Signals:
        revealed: the person asked to see it; the office keeps a log of that.
    """

    revealed = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._number = ""
        self._masked = False
        self.setMaxLength(20)
        self._eye = self.addAction(
            icon("Eye", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setText("Vis")
        self._eye.setToolTip("Vis nummeret")
        self._eye.setVisible(False)
        self._eye.triggered.connect(self.reveal)
        self.textEdited.connect(self._on_edited)

    def value(self) -> str:
        """Return the digits."""
        return self._number

    def set_value(self, value: str | None) -> None:
        """Hold ``value``, masked."""
        self._number = tidy_identity(value or "")
        self._mask()

    def draft_text(self) -> str:
        """Return the digits: a draft must not keep the mask in their place."""
        return self._number

    def set_draft_text(self, text: str) -> None:
        """Hold what ``draft_text`` told."""
        self.set_value(text)

    def reveal(self) -> None:
        """Show the whole number and let it be changed."""
        if self._masked:
            self._masked = False
            self.setReadOnly(False)
            self.setText(format_identity(self._number))
            self._eye.setVisible(False)
            self.revealed.emit()
            self.setFocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._masked:
            self._mask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text().isdecimal()
        if self._masked and (digit or event.matches(QKeySequence.StandardKey.Paste)):
            self._write_anew()
        super().keyPressEvent(event)

    def _write_anew(self) -> None:
        """Take a new number in the place of the masked one, which is not shown."""
        self._number, self._masked = "", False
        self.setReadOnly(False)
        self._eye.setVisible(False)
        self.clear()

    def _on_edited(self, text: str) -> None:
        self._number = tidy_identity(text)

    def _mask(self) -> None:
        """Hide the last five digits of a whole number; a part stays to be finished."""
        self._masked = len(self._number) == 11
        self.setReadOnly(self._masked)
        self._eye.setVisible(self._masked)
        text = masked_identity(self._number) if self._masked else self._number
        self.setText(text)


class PostalCodeField(QLineEdit):
    """Four digits; ``place`` finds the name of the place, "" when there is none.

    Signals:
        place_found: the name of the place, "" while the code is not known.
    """

    place_found = Signal(str)

    def __init__(self, place: Callable[[str], str]) -> None:
        """Look places up in ``place``, which must answer at once."""
        super().__init__()
        self._place = place
        self.setMaxLength(4)
        self.setPlaceholderText("0000")
        self.textChanged.connect(self._on_text)

    def value(self) -> str:
        """Return the code as typed."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show ``value``."""
        self.setText(value or "")

    def _on_text(self, text: str) -> None:
        self.place_found.emit(self._place(text) if len(text) == 4 else "")
