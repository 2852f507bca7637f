"""One bar for four amounts: granted, agreed, worked and paid."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stkdesk.domain.hours_meter import Amounts
from stkdesk.ui import theme

#: How each amount is drawn, by its name: the sign beside the word is drawn the same.
NAMES = ("granted", "agreed", "worked", "paid")


class HoursBar(QWidget):
    """The track is what is granted, the fill what is worked, a line in it what is paid.

    A stroke across marks what is agreed. What is worked past what is granted is red,
    after a gap. The words beside it carry the numbers.
    """

    def __init__(self, amounts: Amounts) -> None:
        """Show ``amounts``."""
        super().__init__()
        self._amounts = amounts
        self.setFixedHeight(theme.u(18))
        self.setMinimumWidth(theme.u(80))

    def show_amounts(self, amounts: Amounts) -> None:
        """Show ``amounts`` instead."""
        self._amounts = amounts
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            self._paint(painter, QRectF(self.rect()))

    def _paint(self, painter: QPainter, whole: QRectF) -> None:
        amounts, tokens = self._amounts, theme.now()
        scale = whole.width() / max(amounts.most, 1)
        rise = theme.u(4)
        bar = whole.adjusted(0, rise, 0, -rise)
        shape = QPainterPath()
        shape.addRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        painter.save()
        painter.setClipPath(shape)
        track = amounts.granted or amounts.agreed
        painter.fillRect(_to(bar, track * scale), QColor(tokens.sunken))
        painter.fillRect(_to(bar, amounts.worked * scale), QColor(tokens.accent))
        past = amounts.worked - amounts.granted
        if amounts.granted and past > 0:
            at = bar.left() + amounts.granted * scale
            over = QRectF(at, bar.top(), past * scale, bar.height())
            painter.fillRect(over, QColor(tokens.chart_bad))
            gap = QRectF(at - 1, bar.top(), 2, bar.height())
            painter.fillRect(gap, QColor(tokens.surface))
        paid = _to(bar, amounts.paid * scale)
        thin = bar.height() / 3
        painter.fillRect(paid.adjusted(0, thin, 0, -thin), QColor(tokens.chart_done))
        painter.restore()
        if amounts.agreed:
            at = min(amounts.agreed * scale, whole.width() - theme.u(2))
            stroke = QRectF(at, whole.top(), theme.u(2), whole.height())
            painter.fillRect(stroke, theme.colour("text"))


class Sign(QWidget):
    """The sign of one of the four amounts, as the bar draws it."""

    def __init__(self, name: str) -> None:
        """Draw the sign of ``name``, one of ``NAMES``."""
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.u(12), theme.u(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, box = theme.now(), QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self._name == "agreed":
                middle = box.center().x() - 1
                stroke = QRectF(middle, box.top(), theme.u(2), box.height())
                painter.fillRect(stroke, theme.colour("text"))
                return
            if self._name == "paid":
                box = box.adjusted(0, box.height() / 3, 0, -box.height() / 3)
            fill = {
                "granted": tokens.sunken,
                "worked": tokens.accent,
                "paid": tokens.chart_done,
            }[self._name]
            painter.setBrush(QColor(fill))
            if self._name == "granted":
                painter.setPen(theme.colour("control"))
                box = box.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, 2, 2)


def _to(bar: QRectF, width: float) -> QRectF:
    """Return the left ``width`` of a bar."""
    return QRectF(bar.left(), bar.top(), min(width, bar.width()), bar.height())
