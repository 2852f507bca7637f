"""Signing in: the password that opens the register."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from stkdesk.domain.errors import OfficeError
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon, icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.top_bar import Mark
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce


class SignIn(QWidget):
    """Asks for the password. What is typed stays when it was wrong.

    Signals:
        entered: the password typed.
    """

    entered = Signal(str)

    def __init__(self, file: Path) -> None:
        """Ask for the password of the register ``file``."""
        super().__init__()
        self.banner = Banner(Tone.BAD)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Passord")
        self._eye = self.field.addAction(
            icon("Eye", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip("Vis passordet")
        self._eye.triggered.connect(self._turn_visible)
        name = label("&Passord")
        name.setBuddy(self.field)
        self._problem = label("", "problem", wrap=True)
        self._warning = Icon("ExclamationmarkTriangleFill", "bad", 15)
        self._enter = button("Åpne registeret", "primary", on=self._on_enter)
        self._state = label("", "small")
        place = label(f"{file}", "small", wrap=True)
        inside = column(
            row(None, Mark(56), None),
            4,
            row(None, label("Åpne registeret", "h2"), None),
            row((place, 1)),
            8,
            self.banner,
            name,
            self.field,
            row((self._warning, 0), (self._problem, 1), gap=5),
            6,
            row((self._state, 1), self._enter),
            gap=6,
            margins=28,
        )
        place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = card(inside)
        box.setFixedWidth(theme.u(420))
        self.setLayout(column(None, row(None, box, None), None, None, gap=0))
        self._show_problem(False)
        self.setFocusProxy(self.field)
        self.field.returnPressed.connect(self._on_enter)
        self.field.textEdited.connect(self._on_edited)

    def refuse(self, error: OfficeError, *, at_field: bool) -> None:
        """Tell why it did not open, by the field or above it; the text stays."""
        self._wait(False)
        if at_field:
            self._problem.setText(f"{error.title} {error.advice}".strip())
            self._show_problem(True)
            self.field.setProperty("state", "bad")
            self.field.setAccessibleDescription(self._problem.text())
            theme.restyle(self.field)
            announce(self.field, self._problem.text())
            self.field.selectAll()
        else:
            self.banner.tell(error.title, error.advice)
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def _on_enter(self) -> None:
        if self.field.text() and self._enter.isEnabled():
            self.banner.clear()
            self._wait(True)
            self.entered.emit(self.field.text())

    def _show_problem(self, on: bool) -> None:
        self._problem.setVisible(on)
        self._warning.setVisible(on)

    def _wait(self, on: bool) -> None:
        self._enter.setEnabled(not on)
        self.field.setReadOnly(on)
        self._state.setText("Åpner …" if on else "")

    def _on_edited(self) -> None:
        self._show_problem(False)
        self.field.setProperty("state", "")
        self.field.setAccessibleDescription("")
        theme.restyle(self.field)

    def _turn_visible(self) -> None:
        mode = QLineEdit.EchoMode
        hidden = self.field.echoMode() is mode.Password
        self.field.setEchoMode(mode.Normal if hidden else mode.Password)
        self._eye.setIcon(icon("EyeSlash" if hidden else "Eye", "muted"))
        self._eye.setToolTip("Skjul passordet" if hidden else "Vis passordet")
