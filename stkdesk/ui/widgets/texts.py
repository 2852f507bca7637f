"""Texts on the screen."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

Role = Literal[
    "",
    "h1",
    "h2",
    "h3",
    "figure",
    "muted",
    "small",
    "problem",
    "warning",
    "key",
    "practice",
]


def label(
    text: str = "", role: Role = "", *, wrap: bool = False, selectable: bool = False
) -> QLabel:
    """Return a text. Plain: signs of markup in a name are shown as they stand."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        flag = Qt.TextInteractionFlag
        made.setTextInteractionFlags(
            flag.TextSelectableByMouse | flag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # not a stop for Tab
    return made


def number_label(text: str, role: Role = "") -> QLabel:
    """Return an amount, right-aligned."""
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
