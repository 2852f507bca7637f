"""A circle with initials or an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon


class Avatar(QWidget):
    """Initials of a person, or an icon. Decoration: the name stands beside it."""

    def __init__(self, initials: str = "", size: int = 46, *, icon: str = "") -> None:
        """Show ``initials`` or ``icon``, ``size`` pixels at text size 10."""
        super().__init__()
        self._initials, self._icon = initials, icon
        self.setFixedSize(theme.u(size), theme.u(size))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_initials(self, initials: str) -> None:
        """Show other initials."""
        self._initials = initials
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawEllipse(rect)
            if self._icon:
                inset = rect.width() * 0.27
                inner = rect.adjusted(inset, inset, -inset, -inset)
                paint_icon(painter, self._icon, inner, theme.colour("accent"))
                return
            painter.setPen(theme.colour("accent"))
            size = rect.width() / theme.u(40)
            painter.setFont(theme.font(size, QFont.Weight.DemiBold))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._initials[:2])
