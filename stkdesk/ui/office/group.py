"""A group of settings: a heading and the settings under it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.texts import label


class Group(QWidget):
    """One page of settings, opened from the list at the left."""

    def __init__(self, title: str, intro: str = "") -> None:
        """Begin with ``title``; ``add`` what is under it."""
        super().__init__()
        self.title = title
        self.body: QVBoxLayout = column(
            label(title, "h2"), gap=0, margins=(28, 22, 28, 24)
        )
        if intro:
            self.body.addSpacing(theme.u(2))
            self.body.addWidget(label(intro, "muted", wrap=True))
        self.body.addSpacing(theme.u(4))
        self.setLayout(self.body)

    def heading(self, text: str) -> None:
        """Add a heading between settings."""
        self.body.addSpacing(theme.u(16))
        made = label(text, "muted")
        made.setProperty("role", "muted")
        self.body.addWidget(made)

    def add(self, widget: QWidget) -> None:
        """Add a setting, or anything that belongs to the group."""
        self.body.addWidget(widget)

    def end(self) -> None:
        """Everything is added."""
        self.body.addStretch(1)

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown; ``tables`` changed, empty: everything."""

    def may_leave(self) -> bool:
        """Tell whether nothing typed would be lost."""
        return True

    def discard(self) -> None:
        """Throw away what was typed and not saved."""
