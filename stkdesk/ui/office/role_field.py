"""Which roles somebody plays: a box for each, with what it is for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from stkdesk.domain.staff import ROLE_DUTIES, ROLE_WORDS, Role
from stkdesk.ui import theme
from stkdesk.ui.widgets.texts import label


class RoleField(QWidget):
    """One box for each role.

    Signals:
        edited: a box was ticked or cleared.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Tick none."""
        super().__init__()
        self._boxes = {role: QCheckBox(ROLE_WORDS[role]) for role in Role}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.u(16))
        grid.setVerticalSpacing(theme.u(2))
        for at, (role, box) in enumerate(self._boxes.items()):
            duty = label(ROLE_DUTIES[role], "small", wrap=True)
            box.setAccessibleDescription(ROLE_DUTIES[role])
            box.toggled.connect(self.edited)
            grid.addWidget(box, at, 0)
            grid.addWidget(duty, at, 1)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> frozenset[Role]:
        """Return the roles that are ticked."""
        return frozenset(role for role, box in self._boxes.items() if box.isChecked())

    def set_value(self, roles: frozenset[Role]) -> None:
        """Tick ``roles``."""
        for role, box in self._boxes.items():
            box.setChecked(role in roles)

    def draft_text(self) -> str:
        """Return what is ticked, for a draft."""
        return " ".join(sorted(role.value for role in self.value()))

    def shown_text(self) -> str:
        """Return what is ticked, as a person reads it."""
        return ", ".join(box.text() for box in self._boxes.values() if box.isChecked())

    def set_draft_text(self, text: str) -> None:
        """Tick what ``draft_text`` gave."""
        self.set_value(frozenset(Role(word) for word in text.split()))
