"""What stands in the window while it is locked: who is signed in, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import OfficeError, Problem, WrongPasswordError
from stkdesk.domain.names import initials_of
from stkdesk.domain.sign_in import TooSoonError, seconds_text
from stkdesk.domain.staff import Actor, roles_text
from stkdesk.ui import theme
from stkdesk.ui.countdown import Countdown
from stkdesk.ui.form_field import Field
from stkdesk.ui.password_field import PasswordField
from stkdesk.ui.password_pair import CapsHint
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.avatar import Avatar
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, row, scrolled
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

WIDTH = 400  # pixels at text size 10
PRACTICE = "Øvingskontoret har ikke noe hemmelig passord. Trykk Enter for å låse opp."
OPENING = "Låser opp …"
OWN = "Alt du holder på med, står slik du forlot det."


class LockScreen(QWidget):
    """Asks the one who is signed in for the password; others may sign in instead.

    Signals:
        entered: the password typed; "" in the practice office.
        left: another person wants to sign in.
    """

    entered = Signal(str)
    left = Signal()

    def __init__(self, actor: Actor, *, practice: bool) -> None:
        """Wait for ``actor``; no password is asked for in a practice office."""
        super().__init__()
        self.setProperty("card", "ground")
        self._practice = practice
        self.banner = Banner(Tone.BAD)
        self.field = PasswordField()
        self._password = Field("&Passord", self.field)
        if practice:  # shown before it has a parent, it would be a window
            self._password.hide()
        self._open = button("Lås opp", "primary", on=self._on_enter)
        self._open.setAutoDefault(True)
        self._state = label("", "small")
        self._wait = Countdown(self)
        self._wait.changed.connect(self._show_wait)
        self.field.returnPressed.connect(self._on_enter)
        self._password.edited.connect(lambda: self._password.show_problem(None))
        self._lay_out(actor)
        self.setFocusProxy(self._open if practice else self.field)

    def refuse(self, error: OfficeError, wait: int = 0) -> None:
        """Tell why it stays locked; ``wait``: seconds before the next attempt."""
        self._hold(False)
        if isinstance(error, WrongPasswordError):
            text = "Passordet stemmer ikke. Se etter Caps Lock og prøv en gang til."
            self._password.show_problem(Problem("password", text))
            announce(self.field, text)
            self.field.selectAll()
        elif not isinstance(error, TooSoonError):
            self.banner.tell(error.title, error.advice)
        self.field.setFocus()
        self.wait(wait)

    def wait(self, seconds: int) -> None:
        """Let nothing be tried for so long; typing goes on."""
        self._wait.begin(seconds)
        if seconds:
            announce(self.field, self._state.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._practice and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if self._wait.left or not self._open.isEnabled():
            return
        if self._practice or self.field.text():
            self.banner.clear()
            self._hold(True)
            self.entered.emit(self.field.text())

    def _hold(self, on: bool) -> None:
        enable(self._open, not on, OPENING)
        self.field.setReadOnly(on)
        self._state.setText(OPENING if on else "")

    def _show_wait(self, left: int) -> None:
        if self._state.text() != OPENING:
            told = f"Vent {seconds_text(left)} …" if left else ""
            enable(self._open, not left, told)
            self._state.setText(told)

    def _lay_out(self, actor: Actor) -> None:
        words = column(
            label(actor.name, "h2", wrap=True),
            label(roles_text(actor.roles), "small", wrap=True),
            gap=1,
        )
        other = button("Logg inn som en annen …", "link", on=self.left.emit)
        inside = column(
            label("Låst", "h1"),
            label(PRACTICE if self._practice else OWN, "muted", wrap=True),
            6,
            row(Avatar(initials_of(actor.name)), (words, 1), gap=14),
            6,
            self.banner,
            self._password,
            CapsHint(self.field),
            row((self._state, 1), self._open),
            2,
            row(other, None),
            gap=8,
            margins=(28, 24, 28, 18),
        )
        box = card(inside)
        box.setFixedWidth(theme.u(WIDTH))
        middle = QWidget()
        middle.setLayout(
            column(None, row(None, box, None), None, None, gap=0, margins=12)
        )
        self.setLayout(column(scrolled(middle)))
