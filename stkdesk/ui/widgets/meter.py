"""How much of an amount is used, and how a whole is divided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from stkdesk.ui import theme


class Meter(QWidget):
    """Used of granted. What is over turns red past a gap; a text beside says it too."""

    def __init__(self, used: int, of: int, unit: str = "minutter") -> None:
        """Show ``used`` of ``of``; ``unit`` is read aloud."""
        super().__init__()
        self._used, self._of, self._unit = 0, 0, unit
        self.setFixedHeight(theme.u(10))
        self.setMinimumWidth(theme.u(60))
        self.show_amount(used, of)

    def show_amount(self, used: int, of: int) -> None:
        """Show ``used`` of ``of`` instead."""
        self._used, self._of = used, of
        percent = round(100 * used / of) if of else 0
        self.setAccessibleName(f"{percent} prosent brukt")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_meter(painter, QRectF(self.rect()), self._used, self._of)


def paint_meter(painter: QPainter, rect: QRectF, used: int, of: int) -> None:
    """Paint ``used`` of ``of`` in ``rect``."""
    part, radius, tokens = used / of if of else 0.0, rect.height() / 2, theme.now()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sunken))
    painter.drawRoundedRect(rect, radius, radius)
    whole = rect.width() / max(1.0, part)
    if part > 0:
        filled = QRectF(rect)
        filled.setWidth(max(min(part, 1.0) * whole, rect.height()))
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(filled, radius, radius)
    if part > 1:
        over = rect.adjusted(whole - radius, 0, 0, 0)
        painter.setBrush(QColor(tokens.chart_bad))
        painter.drawRoundedRect(over, radius, radius)
        painter.setBrush(QColor(tokens.surface))
        gap = QRectF(rect.left() + whole - 1, rect.top() - 1, 2, rect.height() + 2)
        painter.drawRect(gap)


class Stack(QWidget):
    """One bar divided by status; the legend beside it carries the numbers."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._parts: tuple[tuple[str, int, str], ...] = ()
        self.setFixedHeight(theme.u(14))

    def show_parts(self, parts: Sequence[tuple[str, int, str]]) -> None:
        """Show parts of (name, count, colour name, e.g. "chart_good")."""
        self._parts = tuple(parts)
        said = ", ".join(f"{name} {count}" for name, count, _ in parts)
        self.setAccessibleName(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        whole = sum(count for _, count, _ in self._parts)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), theme.u(5), theme.u(5))
            painter.setClipPath(shape)
            painter.fillRect(self.rect(), theme.colour("sunken"))
            left = 0.0
            for _, count, name in self._parts:
                width = self.width() * count / whole if whole else 0.0
                part = QRectF(left, 0, max(0.0, width - 2), self.height())
                painter.fillRect(part, theme.colour(name))
                left += width
