"""What a card of the board says, and how it is painted."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.tokens import Tone

TICKET = int(Qt.ItemDataRole.UserRole)
GAP, SIDE, TOP = 8, 11, 9  # pixels at text size 10
LACK_LINES = 3
Index = QModelIndex | QPersistentModelIndex


class Ticket(NamedTuple):
    """One applicant on the board, in the words a person reads."""

    number: int  # of the support contact
    name: str
    waited: str  # "12 dager"
    lacks: str  # what is missing next; "" when nothing is
    tone: Tone = Tone.QUIET  # of the days: WARN when it has stood long

    @property
    def spoken(self) -> str:
        """Return everything on it, for a screen reader and the mouse."""
        told = f"{self.name}, {self.waited} i steget."
        return f"{told} {self.lacks}".strip()


class TicketPainter(QStyledItemDelegate):
    """Paints tickets, all of one height: nothing jumps when one changes."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        name = QFontMetrics(_name_font()).height()
        small = QFontMetrics(_small_font()).lineSpacing()
        inside = name + small * (1 + LACK_LINES) + theme.u(9)
        return QSize(0, inside + 2 * theme.u(TOP) + theme.u(GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        ticket = index.data(TICKET)
        if not isinstance(ticket, Ticket):
            return
        state = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(rect.adjusted(1, 1, -2, -theme.u(GAP)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_box(painter, box, chosen=chosen, hovered=hovered)
        _paint_words(painter, box, ticket)
        painter.restore()


def _paint_box(painter: QPainter, box: QRectF, *, chosen: bool, hovered: bool) -> None:
    edge = "accent" if chosen else ("control" if hovered else "border")
    width = theme.u(2) if chosen else 1
    painter.setPen(QPen(theme.colour(edge), width))
    painter.setBrush(theme.colour("accent_soft" if chosen else "surface"))
    half = width / 2
    radius = theme.u(8)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def _paint_words(painter: QPainter, box: QRectF, ticket: Ticket) -> None:
    side, top = theme.u(SIDE), theme.u(TOP)
    left, width = box.left() + side, box.width() - 2 * side
    y = box.top() + top
    name = QFontMetrics(_name_font())
    painter.setFont(_name_font())
    painter.setPen(theme.colour("text"))
    text = name.elidedText(ticket.name, Qt.TextElideMode.ElideRight, int(width))
    painter.drawText(QPointF(left, y + name.ascent()), text)
    y += name.height() + theme.u(2)
    small = QFontMetrics(_small_font())
    ink = theme.colour("muted" if ticket.tone is Tone.QUIET else ticket.tone.value)
    picture = theme.u(13)
    at = QRectF(left, y + (small.height() - picture) / 2, picture, picture)
    paint_icon(painter, "Clock", at, ink)
    painter.setFont(_small_font())
    painter.setPen(ink)
    days = QPointF(left + picture + theme.u(5), y + small.ascent())
    painter.drawText(days, ticket.waited)
    y += small.lineSpacing() + theme.u(5)
    if ticket.lacks:
        painter.setPen(theme.colour("muted"))
        _paint_lines(painter, QRectF(left, y, width, box.bottom() - y), ticket.lacks)


def _paint_lines(painter: QPainter, room: QRectF, text: str) -> None:
    """Paint ``text`` wrapped over a few lines, the last shortened to fit."""
    metrics = QFontMetrics(painter.font())
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    for at in range(LACK_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        begins, place = line.textStart(), room.top() + at * metrics.lineSpacing()
        shown = text[begins : begins + line.textLength()]
        if at == LACK_LINES - 1:
            elide = Qt.TextElideMode.ElideRight
            shown = metrics.elidedText(text[begins:], elide, int(room.width()))
        painter.drawText(QPointF(room.left(), place + metrics.ascent()), shown)
    layout.endLayout()


def _name_font() -> QFont:
    return theme.font(1.0, QFont.Weight.DemiBold)


def _small_font() -> QFont:
    return theme.font(0.9)
