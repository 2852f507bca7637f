"""How the standing of a sheet looks: its tone and its mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QWidget

from stkdesk.domain.standing import Standing
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.tokens import Pair, Tone
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label

TONES = {
    Standing.NONE: Tone.NONE,
    Standing.WAITING: Tone.QUIET,
    Standing.MISSING: Tone.LATE,
    Standing.ARRIVED: Tone.ACT,
    Standing.RETURNED: Tone.WARN,
    Standing.RECEIVED: Tone.ACT,
    Standing.NOTHING: Tone.DONE,
    Standing.CHECKED: Tone.ACT,
    Standing.APPROVED: Tone.GOOD,
    Standing.SENT: Tone.DONE,
    Standing.PAID: Tone.DONE,
}
ICONS = {
    Standing.WAITING: "Circle",
    Standing.MISSING: "ExclamationmarkTriangleFill",
    Standing.ARRIVED: "InboxDown",
    Standing.RETURNED: "ArrowUndo",
    Standing.RECEIVED: "Pencil",
    Standing.NOTHING: "CircleSlash",
    Standing.CHECKED: "Eye",
    Standing.APPROVED: "CheckmarkHeavy",
    Standing.SENT: "Paperplane",
}


LEGEND = (
    Standing.WAITING,
    Standing.ARRIVED,
    Standing.RECEIVED,
    Standing.CHECKED,
    Standing.APPROVED,
    Standing.SENT,
    Standing.PAID,
    Standing.RETURNED,
    Standing.MISSING,
)


def pair_of(standing: Standing) -> Pair:
    """Return ink and fill of a standing in the colours in use."""
    return theme.pair(TONES[standing])


def paint_mark(painter: QPainter, standing: Standing, rect: QRectF, ink: str) -> None:
    """Paint the mark of a standing in ``rect``, which is square."""
    if standing is Standing.PAID:
        paint_ticks(painter, rect, ink)
    elif name := ICONS.get(standing):
        paint_icon(painter, name, rect, ink)


def paint_ticks(painter: QPainter, rect: QRectF, ink: str) -> None:
    """Paint two ticks: done for good."""
    step = rect.width() / 13
    pen = QPen(QColor(ink), 1.6 * step)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, middle = rect.left(), rect.center().y()
    for shift in (0.0, 5.0):
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(left + (x + shift) * step, middle + y * step)
                    for x, y in ((0.0, 0.5), (2.6, 3.4), (8.0, -3.2))
                ]
            )
        )


class Key(QLabel):
    """One mark of the legend; the word stands beside it."""

    def __init__(self, standing: Standing) -> None:
        """Show how ``standing`` looks in the grid."""
        super().__init__()
        self._standing = standing
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.u(28), theme.u(19))

    def paintEvent(self, _event: QPaintEvent) -> None:
        pair, box = pair_of(self._standing), QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._standing is not Standing.WAITING:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(pair.fill))
                painter.drawRoundedRect(box, theme.u(4), theme.u(4))
            side = theme.u(12)
            at = QRectF(0, 0, side, side)
            at.moveCenter(box.center())
            paint_mark(painter, self._standing, at, pair.ink)


def legend() -> QWidget:
    """Return what the marks mean, one beside another; wraps when room is short."""
    made = QWidget()
    flow = Flow(made, theme.u(12))
    for standing in LEGEND:
        pair = QWidget()
        pair.setLayout(row(Key(standing), label(standing.label, "small"), gap=6))
        flow.addWidget(pair)
    return made
