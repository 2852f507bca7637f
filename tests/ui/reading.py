"""Walks every widget as a screen reader and a keyboard would; reports what is wrong.

What a machine can judge. NVDA and Narrator must still be tried by hand.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QSplitterHandle,
    QTextEdit,
    QWidget,
)

from stkdesk.ui.tokens import contrast

INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
LEAST = 24  # pixels; WCAG 2.5.8


def spoken(widget: QWidget) -> str:
    """Return what a screen reader calls ``widget``."""
    reader = QAccessible.queryAccessibleInterface(widget)
    return reader.text(QAccessible.Text.Name).strip() if reader else ""


def is_usable(widget: QWidget) -> bool:
    """Tell whether a person can act on ``widget`` itself."""
    inner = isinstance(widget, QScrollBar | QHeaderView | QSplitterHandle)
    part = isinstance(
        widget.parent(), QAbstractSpinBox | QComboBox | QCalendarWidget | QLineEdit
    )
    reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return (
        widget.isVisible() and widget.isEnabled() and reachable and not (inner or part)
    )


def findings(root: QWidget) -> list[str]:
    """Return everything wrong in ``root``, one sentence each."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if is_usable(widget):
            found += _use(widget)
        if isinstance(widget, QLabel) and widget.isVisible() and widget.text():
            found += _cut(widget)
        if isinstance(widget, QAbstractButton) and widget.isVisible():
            least = widget.minimumSizeHint().width()
            if widget.text() and widget.width() + 1 < least:
                found.append(f"button {widget.text()!r} is cut")
    return found


def _use(widget: QWidget) -> list[str]:
    kind, name, found = type(widget).__name__, spoken(widget), []
    if isinstance(widget, (QAbstractButton, *INPUTS, QAbstractItemView)) and not name:
        found.append(f"{kind} {widget.objectName()!r} has no name")
    is_button = isinstance(widget, QAbstractButton)
    # Of two to choose between, Tab leads to one and the arrows to the other.
    tabbed = is_button and not isinstance(widget, QRadioButton)
    if tabbed and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        found.append(f"{kind} {name!r} cannot be reached with Tab")
    small = widget.width() < LEAST or widget.height() < LEAST
    if isinstance(widget, (QAbstractButton, *INPUTS)) and small:
        found.append(f"{kind} {name!r} is {widget.width()}×{widget.height()}")
    return found


def _cut(label: QLabel) -> list[str]:
    if label.wordWrap():
        cut = label.height() + 1 < label.heightForWidth(label.width())
    else:
        cut = label.width() + 1 < label.sizeHint().width()
    return [f"label {label.text()[:40]!r} is cut"] if cut else []


def tab_stops(root: QWidget, most: int = 300) -> list[QWidget]:
    """Return what Tab goes through, in order, from the start of the chain."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not root and len(found) < most:
        if is_usable(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def rendered_contrasts(root: QWidget) -> list[tuple[float, str]]:
    """Return the contrast really painted in each label and button, lowest first."""
    found = []
    for widget in root.findChildren(QWidget):
        text = getattr(widget, "text", None)
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isEnabled():
            continue
        seen = widget.visibleRegion().boundingRect()
        whole = widget.isVisible() and not seen.isEmpty() and seen == widget.rect()
        if whole and callable(text) and text():
            found.append((_painted(root, widget), text()[:30]))
    return sorted(found)


def _painted(root: QWidget, widget: QWidget) -> float:
    origin = widget.mapTo(root, widget.rect().topLeft())
    image = root.grab(widget.rect().translated(origin)).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)  # a pixel: four bytes
    pixels = Counter(memoryview(image.constBits()).cast("I"))
    colours = [QColor(pixel).name() for pixel, _count in pixels.most_common()]
    ground = colours[0]
    return max((contrast(ground, each) for each in colours), default=21.0)
