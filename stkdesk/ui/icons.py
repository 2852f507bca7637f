"""Icons from ``resources/icons``, crisp at every scale, in the colours in use.

icon("Plus")                       for buttons and actions; follows the theme
paint_icon(painter, "Plus", rect, "#17232D")
Icon("Plus", "muted", size=20)     a widget of its own
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QWidget

from stkdesk.resources import resource
from stkdesk.ui import theme
from stkdesk.ui.tokens import Tone


@cache
def icon(name: str, colour: str = "text") -> QIcon:
    """Return the icon called ``name``; ``colour`` is one of ``theme.colour``."""
    return QIcon(_Engine(name, colour))


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, colour: QColor | str
) -> None:
    """Paint the icon called ``name`` in ``rect``."""
    _drawing(name, QColor(colour).name()).render(painter, rect)


class Icon(QLabel):
    """An icon by itself. Pure decoration: the words beside it say the same."""

    def __init__(self, name: str, colour: str = "muted", size: int = 20) -> None:
        """Show the icon ``name``, ``size`` pixels at text size 10."""
        super().__init__()
        self._name, self._colour = name, colour
        self.setFixedSize(theme.u(size), theme.u(size))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: object) -> None:
        with QPainter(self) as painter:
            colour = theme.colour(self._colour)
            paint_icon(painter, self._name, QRectF(self.rect()), colour)


class Tile(QWidget):
    """An icon on a soft square or circle in a tone."""

    def __init__(
        self, name: str, tone: str, size: int = 32, *, round_: bool = True
    ) -> None:
        """Show the icon ``name`` in ``tone``, ``size`` pixels at text size 10."""
        super().__init__()
        self._name, self._tone, self._round = name, tone, round_
        self.setFixedSize(theme.u(size), theme.u(size))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: object) -> None:
        pair = theme.pair(Tone(self._tone))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(pair.fill))
            radius = self.width() / 2 if self._round else theme.u(9)
            painter.drawRoundedRect(self.rect(), radius, radius)
            inset = self.width() * 0.22
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, self._name, rect, pair.ink)


@cache
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=400)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    svg = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(svg.encode()))


class _Engine(QIconEngine):
    """Draws an icon when it is needed, in the colours of that moment."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State
    ) -> None:
        name = "disabled" if mode is QIcon.Mode.Disabled else self._colour
        paint_icon(painter, self._name, QRectF(rect), theme.colour(name))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        with QPainter(image) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return QPixmap.fromImage(image)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Since Qt 6.8 the size is device independent; unscaled it blurs at 200 %.
        made = self.pixmap(size * scale, mode, state)
        made.setDevicePixelRatio(scale)
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)
