"""Choosing a password: typed twice, with plain advice while it is typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import Problem
from stkdesk.domain.password import password_problems, password_strength
from stkdesk.ui.form_field import Field
from stkdesk.ui.password_field import PasswordField
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.toast import announce

CAPS = "Caps Lock er på."


class CapsHint(Banner):
    """Warns while Caps Lock is on in one of the fields it watches."""

    def __init__(self, *fields: PasswordField) -> None:
        """Watch ``fields``."""
        super().__init__(Tone.WARN)
        for field in fields:
            field.caps_lock.connect(self._on_caps)

    def _on_caps(self, is_on: bool) -> None:
        if is_on:
            self.tell(CAPS)
        else:
            self.clear()


class PasswordPair(QWidget):
    """A new password and the same once more.

    Signals:
        entered: Enter was pressed in the second field.
    """

    entered = Signal()

    def __init__(
        self, text: str = "&Passord", again: str = "Passordet en &gang til"
    ) -> None:
        """Label the fields ``text`` and ``again``."""
        super().__init__()
        self._first, self._second = PasswordField(), PasswordField()
        self._new = Field(text, self._first, hint=password_strength(""))
        self._again = Field(again, self._second)
        self.fields = {"password": self._new, "again": self._again}
        caps = CapsHint(self._first, self._second)
        self.setLayout(column(self._new, self._again, caps, gap=8))
        self.setFocusProxy(self._first)
        self._first.textEdited.connect(self._on_typed)
        self._second.textEdited.connect(self._on_again)
        self._second.editingFinished.connect(self._on_left)
        self._first.returnPressed.connect(self._second.setFocus)
        self._second.returnPressed.connect(self.entered)

    def values(self) -> tuple[str, str]:
        """Return both passwords as typed."""
        return self._first.value(), self._second.value()

    def problems(self) -> tuple[Problem, ...]:
        """Return what stands in the way."""
        return password_problems(*self.values())

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Write each problem by its field, and take the others away."""
        by_field = {problem.field: problem for problem in problems}
        for name, field in self.fields.items():
            field.show_problem(by_field.get(name))

    def empty(self) -> None:
        """Forget what was typed."""
        for field in (self._first, self._second):
            field.clear()
            field.hide_text()
        self._new.set_hint(password_strength(""))
        self.show_problems(())

    def _on_typed(self, text: str) -> None:
        self._new.show_problem(None)
        self._new.set_hint(password_strength(text))

    def _on_again(self, text: str) -> None:
        if text == self._first.value():
            self._again.show_problem(None)

    def _on_left(self) -> None:
        first, second = self.values()
        if second and first != second:
            self.show_problems(self.problems())
            announce(self, self._again.editor.accessibleDescription())
