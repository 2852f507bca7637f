"""Putting widgets beside, under and inside one another.

``row`` and ``column`` take widgets, layouts, an int (that much empty room), None (all
the room there is), or a pair of widget and stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stkdesk.ui import theme
from stkdesk.ui.widgets.texts import label

_Box = TypeVar("_Box", bound=QBoxLayout)
Item = QWidget | QLayout | int | tuple[QWidget | QLayout, int] | None
Margins = int | tuple[int, int, int, int]  # left, top, right, bottom


def row(*items: Item, gap: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """Return the items beside one another."""
    return _fill(QHBoxLayout(), items, gap, margins)


def column(*items: Item, gap: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """Return the items under one another."""
    return _fill(QVBoxLayout(), items, gap, margins)


def _fill(box: _Box, items: Sequence[Item], gap: int, margins: Margins) -> _Box:
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(*(theme.u(side) for side in sides))
    box.setSpacing(theme.u(gap))
    for item in items:
        add(box, item)
    return box


def add(box: QBoxLayout, item: Item) -> None:
    """Add one item to ``box``."""
    match item:
        case None:
            box.addStretch(1)
        case int():
            box.addSpacing(theme.u(item))
        case (QLayout() as inner, stretch):
            box.addLayout(inner, stretch)
        case (QWidget() as inner, stretch):
            box.addWidget(inner, stretch)
        case QLayout():
            box.addLayout(item)
        case QWidget():
            box.addWidget(item)


def frame(inside: QLayout, card: str = "") -> QFrame:
    """Return a frame with ``inside``; ``card`` is the look, see ``stylesheet``."""
    made = QFrame()
    if card:
        made.setProperty("card", card)
        sides = inside.contentsMargins()
        # Never 0: children would paint over the border of the card.
        inside.setContentsMargins(
            max(1, sides.left()),
            max(1, sides.top()),
            max(1, sides.right()),
            max(1, sides.bottom()),
        )
    made.setLayout(inside)
    return made


def card(inside: QLayout) -> QFrame:
    """Return ``inside`` on a white card with a border."""
    return frame(inside, "true")


def flat(inside: QLayout) -> QFrame:
    """Return ``inside`` on a soft card without a border, for use within a card."""
    return frame(inside, "flat")


def line() -> QFrame:
    """Return a hairline across the column it stands in."""
    made = QFrame()
    made.setProperty("card", "line")
    made.setFixedHeight(1)
    return made


def section(title: str, *items: Item, action: QWidget | None = None) -> QVBoxLayout:
    """Return a heading, with an optional action at its right, and what is under it."""
    head = row(label(title, "h3"), None)
    if action is not None:
        head.addWidget(action)
    return column(head, *items, gap=8)


def facts(pairs: Sequence[tuple[str, str | QWidget]], columns: int = 2) -> QGridLayout:
    """Return a grid of small captions with values under them; values can be copied."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.u(18))
    grid.setVerticalSpacing(theme.u(12))
    for at, (caption, value) in enumerate(pairs):
        shown = (
            value
            if isinstance(value, QWidget)
            else label(value or "–", wrap=True, selectable=True)
        )
        shown.setAccessibleDescription(caption)
        if isinstance(shown, QLabel):
            shown.setMinimumWidth(1)  # a long word must not make the card wider
        pair = column(label(caption, "small"), shown, gap=1)
        grid.addLayout(pair, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
    for at in range(columns):
        grid.setColumnStretch(at, 1)
    return grid


def scrolled(inside: QWidget) -> QScrollArea:
    """Return ``inside`` in an area that scrolls up and down, never sideways."""
    inside.setProperty("page", "true")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # A see-through viewport of our own: asking for Qt's own loads so many of its types
    # that the first page comes a tenth of a bare window later.
    area.setViewport(QWidget())
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of ``layout`` and throw it away."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
