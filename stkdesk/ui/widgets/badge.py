"""Status marks: a word, its colour, and an icon that says the same."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.tokens import Tone


class Mark(NamedTuple):
    """What a badge says: ``Mark("Aktiv", Tone.GOOD, "Checkmark")``."""

    text: str
    tone: Tone = Tone.QUIET
    icon: str = ""


class Badge(QLabel):
    """A mark as a widget. A QLabel, so that a screen reader reads it as text."""

    def __init__(self, mark: Mark) -> None:
        """Show ``mark``."""
        super().__init__(mark.text)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, mark: Mark) -> None:
        """Show ``mark`` instead."""
        self._mark = mark
        self.setText(mark.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._mark)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_badge(painter, QRectF(self.rect()), self._mark)


def badge_font() -> QFont:
    """Return the font of badges."""
    return theme.font(0.92, QFont.Weight.Medium)


def badge_size(mark: Mark) -> QSize:
    """Return the room ``mark`` takes."""
    metrics = QFontMetricsF(badge_font())
    width = metrics.horizontalAdvance(mark.text) + theme.u(22)
    if mark.icon:
        width += theme.u(16)
    return QSize(int(width) + 1, int(metrics.height()) + theme.u(8))


def paint_badge(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Paint ``mark`` at the left of ``rect``, shortened to fit."""
    pair, font = theme.pair(mark.tone), badge_font()
    metrics = QFontMetricsF(font)
    room_for_icon = theme.u(16) if mark.icon else 0
    wanted = metrics.horizontalAdvance(mark.text) + theme.u(19) + room_for_icon
    width, height = min(rect.width() - 1, wanted), metrics.height() + theme.u(5)
    box = QRectF(rect.left() + 0.5, rect.center().y() - height / 2, width, height)
    edge = QColor(pair.ink)
    edge.setAlphaF(0.28)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(QColor(pair.fill))
    painter.drawRoundedRect(box, height / 2, height / 2)
    if mark.icon:
        side = theme.u(13)
        at = QRectF(box.left() + theme.u(8), box.center().y() - side / 2, side, side)
        paint_icon(painter, mark.icon, at, pair.ink)
    painter.setPen(QColor(pair.ink))
    painter.setFont(font)
    words = box.adjusted(theme.u(9) + room_for_icon, 0, -theme.u(6), 0)
    text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, words.width() + 2)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
