"""Typing a recovery code in its groups of four."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from stkdesk.domain.recovery_code import GROUP, GROUPS, SIGNS
from stkdesk.ui import theme

MEANT = SIGNS + "ILO"  # who writes the last three is understood
WIDTH = 92  # pixels at text size 10
COLUMNS = 3


class GroupField(QLineEdit):
    """One group of four signs, in capitals; a sign no code has is marked.

    Signals:
        filled: the fourth sign was typed.
        overflowed: more than one group was pasted; the rest of it.
    """

    filled = Signal()
    overflowed = Signal(str)

    def __init__(self, name: str) -> None:
        """Be read out as ``name``."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(theme.u(WIDTH))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhPreferUppercase
            | hints.ImhNoPredictiveText
            | hints.ImhSensitiveData
        )
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._mark)

    def value(self) -> str:
        """Return the signs, in capitals."""
        return self.text().strip()

    @property
    def is_full(self) -> bool:
        """Whether there are four signs, all of which a code may have."""
        return len(self.value()) == GROUP and not set(self.value()) - set(MEANT)

    def _on_edited(self, text: str) -> None:
        signs = "".join(sign for sign in text.upper() if sign.isalnum())
        at = self.cursorPosition() - len(text) + len(signs)
        self.setText(signs[:GROUP])
        self.setCursorPosition(max(0, min(at, GROUP)))
        self._mark()
        if len(signs) > GROUP:
            self.overflowed.emit(signs[GROUP:])
        elif len(signs) == GROUP and at == GROUP:
            self.filled.emit()

    def _mark(self) -> None:
        strange = sorted(set(self.value()) - set(MEANT))
        short = bool(self.value()) and len(self.value()) < GROUP and not self.hasFocus()
        told = f"Koden har aldri tegnet {strange[0]}." if strange else ""
        if short:
            told = "Gruppen har fire tegn."
        self.setToolTip(told)
        self.setAccessibleDescription(told)
        self.setProperty("state", "bad" if told else "")
        theme.restyle(self)


class CodeFields(QWidget):
    """All nine groups: the cursor moves on by itself, and a whole code can be pasted.

    Signals:
        edited: something was typed.
        entered: Enter was pressed.
    """

    edited, entered = Signal(), Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.groups = [
            GroupField(f"Gruppe {number} av {GROUPS}")
            for number in range(1, GROUPS + 1)
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.u(10))
        for at, field in enumerate(self.groups):
            grid.addWidget(field, at // COLUMNS, at % COLUMNS)
            field.installEventFilter(self)
            field.textEdited.connect(self.edited)
            field.returnPressed.connect(self.entered)
            if at + 1 < GROUPS:
                following = self.groups[at + 1]
                field.filled.connect(following.setFocus)
                field.filled.connect(following.selectAll)
                field.overflowed.connect(following.setFocus)
                field.overflowed.connect(following.setText)
                field.overflowed.connect(following.textEdited)
        grid.setColumnStretch(COLUMNS, 1)
        self.setFocusProxy(self.groups[0])

    def value(self) -> str:
        """Return the whole code, as far as it is typed."""
        return "-".join(field.value() for field in self.groups)

    @property
    def is_full(self) -> bool:
        """Whether every group is typed."""
        return all(field.is_full for field in self.groups)

    def first_open(self) -> GroupField:
        """Return the first group that is not typed, or the first of all."""
        return next((f for f in self.groups if not f.is_full), self.groups[0])

    def eventFilter(self, watched: object, event: object) -> bool:
        """Go back to the group before with Backspace, from an empty one."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QKeyEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and isinstance(watched, GroupField)
            and not watched.text()
            and watched is not self.groups[0]
        ):
            self.groups[self.groups.index(watched) - 1].setFocus()
            return True
        return False
