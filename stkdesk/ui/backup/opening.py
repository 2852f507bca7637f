"""Opening a backup: what is lost by it, and the password or the code of its day."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.backup import FoundBackup
from stkdesk.domain.errors import (
    InvalidInputError,
    OfficeError,
    Problem,
    WrongPasswordError,
)
from stkdesk.services.restoring import by_code, by_password
from stkdesk.ui.backup.words import contents_text, lost_text, taken_text
from stkdesk.ui.fields import TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.password_field import PasswordField
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.texts import label

WITH = (("password", "Passord"), ("code", "Gjenopprettingskode"))


class OpenBackup(QWidget):
    """Says what is lost and asks for what opens the backup.

    Signals:
        wanted: what opens it (an ``Unlock``); restore it.
        left: the person wants to choose again.
    """

    wanted, left = Signal(object), Signal()

    def __init__(self, *, practice: bool) -> None:
        """Ask for nothing that a practice office does not have."""
        super().__init__()
        self._practice = practice
        self._banner = Banner(Tone.BAD)
        self._title = label("", "h2", wrap=True)
        self._contents = label("", "muted", wrap=True)
        self._lost = label("", wrap=True)
        self._how = Chips(WITH, "Åpne kopien med")
        self._login, self._password, self._code = (
            TextField(),
            PasswordField(),
            TextField(),
        )
        self._name_field = Field(
            "&Brukernavn", self._login, hint="Bare når flere har hvert sitt passord."
        )
        self._password_field = Field(
            "&Passord", self._password, hint="Det som gjaldt da kopien ble tatt."
        )
        self._code_field = Field(
            "&Koden på arket", self._code, hint="Små og store bokstaver er det samme."
        )
        restore = button("Gjenopprett", "primary", on=self._on_restore)
        back = button("Tilbake", on=self.left.emit)
        for each in (restore, back):
            each.setAutoDefault(True)
        self._restore = restore
        self.setLayout(
            column(
                label("Gjenopprett fra sikkerhetskopi", "h1", wrap=True),
                4,
                self._title,
                self._contents,
                self._lost,
                6,
                self._banner,
                self._how,
                self._name_field,
                self._password_field,
                self._code_field,
                8,
                row(back, None, restore),
                gap=8,
            )
        )
        self._how.picked.connect(self._on_how)
        self._login.returnPressed.connect(self._password.setFocus)
        self._password.returnPressed.connect(self._on_restore)
        self._code.returnPressed.connect(self._on_restore)
        for field in (self._name_field, self._password_field, self._code_field):
            field.edited.connect(self._on_edited)
        self._how.choose("password")
        self._how.setVisible(not practice)
        self._on_how("password")

    def show_backup(self, backup: FoundBackup, now: datetime) -> None:
        """Speak of ``backup``; what was typed stays."""
        self._title.setText(f"Kopien fra {taken_text(backup, now)}")
        self._contents.setText(contents_text(backup))
        self._lost.setText(lost_text(backup, now))
        self._banner.clear()

    def refuse(self, error: OfficeError) -> None:
        """Tell why nothing was restored; what was typed stays."""
        text = f"{error.title} {error.advice}".strip()
        match error:
            case WrongPasswordError():
                self._password_field.show_problem(Problem("password", text))
                self._password.setFocus()
            case InvalidInputError(problems=(Problem(field="login") as problem, *_)):
                self._name_field.show_problem(problem)
                self._login.setFocus()
            case InvalidInputError(problems=(Problem(field="code") as problem, *_)):
                self._code_field.show_problem(problem)
                self._code.setFocus()
            case _:
                self._banner.tell(error.title, error.advice)

    def _on_how(self, key: str) -> None:
        for field, shown in (
            (self._name_field, key == "password"),
            (self._password_field, key == "password"),
            (self._code_field, key == "code"),
        ):
            field.setVisible(shown and not self._practice)
        if self._practice:
            self.setFocusProxy(self._restore)
        else:
            self.setFocusProxy(self._code if key == "code" else self._password)

    def _on_edited(self) -> None:
        for field in (self._name_field, self._password_field, self._code_field):
            field.show_problem(None)

    def _on_restore(self) -> None:
        self._banner.clear()
        if self._how.chosen == "code":
            self.wanted.emit(by_code(self._code.value()))
            return
        if not self._password.value() and not self._practice:
            self._password_field.show_problem(
                Problem("password", "Skriv passordet som gjaldt da kopien ble tatt.")
            )
            self._password.setFocus()
            return
        self.wanted.emit(by_password(self._password.value(), self._login.value()))
