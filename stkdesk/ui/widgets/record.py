"""Parts of a card that shows one record: its head, linked records, what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.avatar import Avatar
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, column, flat, row
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label


def header(
    initials: str,
    title: str,
    subtitle: str,
    marks: Sequence[Mark] = (),
    actions: Sequence[QWidget] = (),
    *,
    icon: str = "",
) -> QVBoxLayout:
    """Return avatar, name, a line under it, badges, and a row of buttons."""
    words = column(
        label(title, "h2", wrap=True, selectable=True),
        label(subtitle, "small", wrap=True),
        gap=1,
    )
    if marks:
        words.addSpacing(theme.u(5))
        words.addLayout(row(*[Badge(mark) for mark in marks], None, gap=6))
    picture = column(Avatar(initials, icon=icon), None)
    made = column(row(picture, (words, 1), gap=14), gap=10)
    if actions:
        buttons = QWidget()
        flow = Flow(buttons, theme.u(8))
        for action in actions:
            flow.addWidget(action)
        made.addWidget(buttons)
    return made


def linked(
    icon: str,
    title: str,
    subtitle: str,
    mark: Mark | None = None,
    on: Callable[[], object] | None = None,
) -> QWidget:
    """Return a linked record; with ``on`` it is a button that opens it."""
    items: list[Item] = [
        Icon(icon),
        (_words(title, subtitle), 1),
    ]
    if mark is not None:
        items.append(Badge(mark))
    lay = row(*items, gap=12, margins=(12, 9, 12, 9))
    if on is None:
        return flat(lay)
    lay.addWidget(Icon("ChevronRight", "muted", 16))
    spoken = f"{title}, {subtitle}" + (f", {mark.text}" if mark else "")
    return pressable(lay, spoken, on)


def _words(title: str, subtitle: str) -> QVBoxLayout:
    lines = (label(title, "h3", wrap=True), label(subtitle, "small", wrap=True))
    for each in lines:
        each.setMinimumWidth(1)  # a long word must not make the card wider
    return column(*lines, gap=0)


def pressable(inside: QLayout, name: str, on: Callable[[], object]) -> QPushButton:
    """Return a button as large as the layout ``inside``, pressed anywhere in it."""
    made = _Pressable()
    made.setProperty("kind", "tile")
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    made.setLayout(inside)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    for child in made.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.clicked.connect(lambda _checked=False: on())
    return made


class _Pressable(QPushButton):
    """A button that is as large as what is in it."""

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        inside = self.layout()
        return inside.minimumSize() if inside else super().minimumSizeHint()


def history(events: Sequence[tuple[str, str]]) -> QFrame:
    """Return what happened, (day, text) each, newest first."""
    lay = column(gap=9)
    for day, text in events:
        when = label(day, "small")
        when.setFixedWidth(theme.u(86))
        lay.addLayout(row(when, (label(text, wrap=True), 1)))
    made = QFrame()
    made.setLayout(lay)
    return made
