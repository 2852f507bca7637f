"""How both boards of the month paint who an assignment is about."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from stkdesk.ui import theme


def paint_names(painter: QPainter, rect: QRectF, client: str, contact: str) -> None:
    """Paint the client over the support contact, each cut where the room ends."""
    side = Qt.AlignmentFlag
    box = rect.adjusted(theme.u(16), theme.u(5), -theme.u(6), -theme.u(6))
    for text, font, ink, place in (
        (client, theme.font(1.0, QFont.Weight.DemiBold), "text", side.AlignTop),
        (contact, theme.font(0.9), "muted", side.AlignBottom),
    ):
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        short = QFontMetricsF(font).elidedText(
            text, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, place | side.AlignLeft, short)
