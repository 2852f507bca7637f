"""Buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics
from PySide6.QtWidgets import QMenu, QPushButton

from stkdesk.ui import theme
from stkdesk.ui.icons import icon as icon_called
from stkdesk.ui.why_not import why

BUSY = "Programmet arbeider med dette. Vent litt."

Kind = Literal[
    "", "primary", "ghost", "link", "chip", "step", "field", "search", "danger", "tile"
]

CHOSEN = ("chip", "step")  # one of several is


class Chip(QPushButton):
    """As wide as when it is chosen: the text is bolder then, and must not be cut."""

    def sizeHint(self) -> QSize:
        """Return the usual size, and room for the bolder letters."""
        chosen = QFont(self.font())
        chosen.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(chosen).horizontalAdvance(self.text())
        more -= self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)


def button(
    text: str = "",
    kind: Kind = "",
    *,
    icon: str = "",
    tip: str = "",
    name: str = "",
    on: Callable[[], object] | None = None,
) -> QPushButton:
    """Return a button.

    ``tip`` is shown under the mouse and names a button without text; ``name`` is
    what a screen reader says when that must be more than the text ("Fjern: Åse Moe").
    """
    made = Chip(text) if kind in CHOSEN else QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        made.setIcon(icon_called(icon, _ink(kind)))
        made.setIconSize(QSize(theme.u(18), theme.u(18)))
    made.setToolTip(tip)
    made.setAccessibleName(name or text.replace("&", "") or tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    made.setCheckable(kind in CHOSEN)
    if on is not None:
        made.clicked.connect(lambda _checked=False: on())
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def _ink(kind: Kind) -> str:
    return {"primary": "on_accent", "search": "muted", "danger": "bad"}.get(
        kind, "text"
    )


def enable(made: QPushButton, enabled: bool, reason: str = "") -> None:
    """Switch a button on or off; a button that is off says why, line by line."""
    why(made, *(() if enabled else reason.splitlines() or (BUSY,)))


def more_button(
    actions: Sequence[tuple[str, str, Callable[[], object]]],
    name: str = "Flere handlinger",
) -> QPushButton:
    """Return a "…" button with a menu; each action is text, icon, what it does."""
    made = button("", "ghost", icon="MenuElipsisHorizontal", tip=name)
    menu = QMenu(made)
    for text, picture, on in actions:
        action = QAction(icon_called(picture), text, menu)
        action.triggered.connect(lambda _checked=False, on=on: on())
        menu.addAction(action)
    made.clicked.connect(
        lambda _checked=False: menu.popup(made.mapToGlobal(made.rect().bottomLeft()))
    )
    return made
