"""One line of «Dokumenter og krav»: what, how it stands, and the button that helps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, column, flat, row
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label

FINE = Mark("I orden", Tone.GOOD, "Checkmark")
MISSING = Mark("Mangler", Tone.BAD, "ExclamationmarkTriangle")
WAITS = Mark("Venter", Tone.WARN, "Hourglass")


def flowing(buttons: Sequence[QPushButton]) -> QWidget:
    """Return ``buttons`` beside one another, wrapped where it is narrow."""
    made = QWidget()
    flow = Flow(made, theme.u(6))
    for each in buttons:
        flow.addWidget(each)
    return made


def requirement(
    icon: str, title: str, told: str, mark: Mark, buttons: Sequence[QPushButton] = ()
) -> QFrame:
    """Return the line; ``buttons`` stand under the words, and wrap."""
    lines = (label(title, "h3", wrap=True), label(told, "small", wrap=True))
    for each in lines:
        each.setMinimumWidth(1)  # a long word must not make the card wider
    words = column(*lines, gap=0)
    if buttons:
        words.addWidget(flowing(buttons))
    items: list[Item] = [
        column(Icon(icon), None, margins=(0, 3, 0, 0)),
        (words, 1),
        column(Badge(mark), None),
    ]
    made = flat(row(*items, gap=12, margins=(12, 9, 12, 9 if not buttons else 5)))
    made.setAccessibleName(f"{title}, {told}, {mark.text}")
    return made
