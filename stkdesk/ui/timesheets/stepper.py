"""How far a sheet has come, as five steps on a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from stkdesk.domain.standing import Standing
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon

STEPS = ("Mottatt", "Ført", "Attestert", "Godkjent", "Utbetalt")
DONE = {
    Standing.ARRIVED: 1,
    Standing.RECEIVED: 2,
    Standing.NOTHING: 2,
    Standing.CHECKED: 3,
    Standing.APPROVED: 4,
    Standing.SENT: 4,
    Standing.PAID: 5,
}


class Stepper(QWidget):
    """Five steps; those done are ticked, the next is in bold."""

    def __init__(self, standing: Standing) -> None:
        """Show where ``standing`` is."""
        super().__init__()
        self._at = DONE.get(standing, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        last = STEPS[self._at - 1] if self._at else standing.label
        self.setAccessibleName(f"{self._at} av {len(STEPS)} steg er gjort: {last}")

    def sizeHint(self) -> QSize:
        return QSize(theme.u(260), theme.u(54))

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.width() / len(STEPS)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for step, text in enumerate(STEPS):
                self._paint_step(painter, step, text, room)

    def _paint_step(self, painter: QPainter, step: int, text: str, room: float) -> None:
        radius, top = theme.u(11), theme.u(15)
        centre = QPointF(room * (step + 0.5), top)
        done, here = step < self._at, step == self._at
        if step + 1 < len(STEPS):
            painter.setPen(QPen(theme.colour("accent" if done else "border"), 2))
            gap = radius + theme.u(3)
            painter.drawLine(centre + QPointF(gap, 0), centre + QPointF(room - gap, 0))
        painter.setPen(QPen(theme.colour("accent" if done or here else "control"), 2))
        painter.setBrush(theme.colour("accent" if done else "surface"))
        painter.drawEllipse(centre, radius, radius)
        box = QRectF(centre.x() - radius, top - radius, 2 * radius, 2 * radius)
        middle = Qt.AlignmentFlag.AlignCenter
        if done:
            inset = theme.u(4)
            inner = box.adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, "CheckmarkHeavy", inner, theme.colour("on_accent"))
        else:
            painter.setPen(theme.colour("accent" if here else "muted"))
            painter.setFont(theme.font(0.9, QFont.Weight.DemiBold))
            painter.drawText(box, middle, f"{step + 1}")
        weight = QFont.Weight.DemiBold if here else QFont.Weight.Normal
        painter.setFont(theme.font(0.92, weight))
        painter.setPen(theme.colour("text" if done or here else "muted"))
        words = QRectF(room * step, theme.u(32), room, theme.u(20))
        painter.drawText(words, middle, text)
