"""Signing in: the name and the password that open the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import (
    InvalidInputError,
    OfficeError,
    Problem,
    WrongPasswordError,
)
from stkdesk.domain.sign_in import TooSoonError, seconds_text
from stkdesk.ui import theme
from stkdesk.ui.countdown import Countdown
from stkdesk.ui.fields import TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.password_field import PasswordField
from stkdesk.ui.password_pair import CapsHint
from stkdesk.ui.tokens import Tone
from stkdesk.ui.top_bar import Mark
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import card, column, row, scrolled
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

WIDTH = 420  # pixels at text size 10
OPENING = "Åpner …"


class SignIn(QWidget):
    """Asks for the password, and for the name when several have one.

    What is typed stays when it was wrong, and one may go on typing while one waits.

    Signals:
        entered: (user name, password); the name is "" when it is not asked for.
        forgotten: the person does not know the password.
        moved: the person wants to show where the register lies now.
    """

    help_topic = "innlogging"

    entered = Signal(str, str)
    forgotten, moved = Signal(), Signal()

    def __init__(
        self, place: Path | str, *, has_several: bool = False, login: str = ""
    ) -> None:
        """Ask about the register in a file, or on a server that is called ``place``.

        ``login`` is suggested as the name.
        """
        super().__init__()
        self.banner = Banner(Tone.BAD)
        self.name, self.field = TextField(), PasswordField()
        self.name.set_value(login)
        self._name = Field("&Brukernavn", self.name)
        self._password = Field("&Passord", self.field)
        self._asks_name = has_several
        self._enter = button("Åpne registeret", "primary", on=self._on_enter)
        self._state = label("", "small")
        self._wait = Countdown(self)
        self._wait.changed.connect(self._show_wait)
        self._restore = button("Hent en sikkerhetskopi …", icon="ArrowUndo")
        self._restore.hide()
        self._diagnose = button("Lag diagnosepakke", "link", on=self._on_diagnose)
        self._diagnose.hide()
        self._offer: Callable[[], object] | None = None
        self._restore.clicked.connect(self._on_restore)
        self._lay_out(place)
        self.field.returnPressed.connect(self._on_enter)
        self.name.returnPressed.connect(self.field.setFocus)
        self._name.edited.connect(self._on_edited)
        self._password.edited.connect(self._on_edited)

    def ask_name(self) -> None:
        """Ask for the name from now on: several have a password."""
        self._asks_name = True
        self._name.show()

    def offer_restore(self, act: Callable[[], object]) -> None:
        """Offer ``act`` when the register turns out to be damaged or gone."""
        self._offer = act

    def refuse(self, error: OfficeError, wait: int = 0) -> None:
        """Tell why it did not open; ``wait``: seconds before the next attempt."""
        self._hold(False)
        text = f"{error.title} {error.advice}".strip()
        match error:
            case TooSoonError():
                self.field.setFocus()
            case WrongPasswordError():
                self._tell(self._password, Problem("password", text))
                self.field.selectAll()
            case InvalidInputError(problems=(Problem(field="login") as problem, *_)):
                self.ask_name()
                self._tell(self._name, problem)
            case _:
                self.banner.tell(error.title, error.advice)
                self._restore.setVisible(self._offer is not None)
                self._diagnose.show()
                self.field.setFocus()
        self.wait(wait)

    def wait(self, seconds: int) -> None:
        """Let nothing be tried for so long; typing goes on."""
        self._wait.begin(seconds)
        if seconds:
            announce(self.field, self._state.text())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus().setFocus()

    def _focus(self) -> QWidget:
        asks_name = self._asks_name and not self.name.value()
        return self.name if asks_name else self.field

    def _on_enter(self) -> None:
        if self._wait.left or not self._enter.isEnabled():
            return
        if self._asks_name and not self.name.value():
            self._tell(self._name, Problem("login", "Skriv brukernavnet ditt."))
            return
        if self.field.text():
            self.banner.clear()
            self._restore.hide()
            self._diagnose.hide()
            self._hold(True)
            login = self.name.value() if self._asks_name else ""
            self.entered.emit(login, self.field.text())

    def _tell(self, field: Field, problem: Problem) -> None:
        field.show_problem(problem)
        announce(field.editor, problem.message)
        field.editor.setFocus()

    def _hold(self, on: bool) -> None:
        enable(self._enter, not on, OPENING)
        self.field.setReadOnly(on)
        self.name.setReadOnly(on)
        self._state.setText(OPENING if on else "")

    def _show_wait(self, left: int) -> None:
        if self._state.text() != OPENING:
            told = f"Vent {seconds_text(left)} …" if left else ""
            enable(self._enter, not left, told)
            self._state.setText(told)

    def _on_edited(self) -> None:
        for field in (self._name, self._password):
            field.show_problem(None)

    def _on_restore(self) -> None:
        if self._offer is not None:
            self._offer()

    def _on_diagnose(self) -> None:
        from stkdesk.ui.diagnosis.diagnosis_window import open_diagnosis

        open_diagnosis(self.window())

    def _lay_out(self, where: Path | str) -> None:
        is_file = isinstance(where, Path)
        text = QDir.toNativeSeparators(str(where)) if is_file else str(where)
        place = label(text, "small", wrap=True)
        place.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lost = button("Glemt passordet?", "link", on=self.forgotten.emit)
        if not is_file:  # a password on the server is not ours to change
            lost.hide()
        moved = button("Registeret ligger et annet sted …", "link", on=self.moved.emit)
        inside = column(
            row(None, Mark(56), None),
            4,
            row(None, label("Åpne registeret", "h2"), None),
            row((place, 1)),
            8,
            self.banner,
            row(self._restore, None, self._diagnose),
            self._name,
            self._password,
            CapsHint(self.field),
            4,
            row((self._state, 1), self._enter),
            4,
            row(lost, None, moved),
            gap=6,
            margins=(28, 24, 28, 18),
        )
        if not self._asks_name:  # shown before it has a parent, it would be a window
            self._name.hide()
        box = card(inside)
        box.setFixedWidth(theme.u(WIDTH))
        middle = QWidget()
        middle.setLayout(
            column(None, row(None, box, None), None, None, gap=0, margins=12)
        )
        self.setLayout(column(scrolled(middle)))
        self.setFocusProxy(self._focus())
