"""Painting the cells of a list: text, badge, meter; hover, selection, focus."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stkdesk.domain.formats import hours_text
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.table import Column, PagedRows
from stkdesk.ui.widgets.badge import Mark, badge_size, paint_badge
from stkdesk.ui.widgets.meter import paint_meter

if TYPE_CHECKING:
    from stkdesk.ui.table_view import Table

_EDGE, _GAP, _BAR = 14, 8, 3  # left of the first cell, beside the others, selection


class Cells(QStyledItemDelegate):
    """Paints every cell itself: measured five times as fast as the style sheet."""

    def __init__(self, table: Table) -> None:
        """Paint for ``table``."""
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = self._table.rows
        column, rect = model.columns[index.column()], QRectF(option.rect)  # type: ignore[attr-defined]
        row = model.data(index, PagedRows.ROW)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        self._paint_ground(painter, rect, index.row(), chosen=chosen)
        if index.column() == self._table.first_shown and chosen:
            bar = QRectF(rect.left(), rect.top(), _BAR, rect.height())
            painter.fillRect(bar, theme.colour("accent"))
        left = theme.u(_EDGE if index.column() == 0 else _GAP)
        inner = rect.adjusted(left, 0, -theme.u(_GAP), 0)
        mark = column.mark(row) if column.mark and row is not None else None
        if mark is not None:
            _paint_mark(painter, inner, mark)
        elif column.meter and row is not None:
            _paint_meter(painter, inner, *column.meter(row))
        else:
            words = column.icon(row) if column.icon and row is not None else None
            _paint_text(painter, inner, column, str(index.data()), words)
        if chosen and self._table.shows_focus():
            self._paint_ring(painter, rect, index.column())
        painter.restore()

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.row_height())

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, row: int, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(rect, theme.colour("selection"))
        elif row == self._table.hovered:
            painter.fillRect(rect, theme.colour("subtle"))
        painter.setPen(theme.colour("line"))
        foot = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))

    def _paint_ring(self, painter: QPainter, rect: QRectF, column: int) -> None:
        """Paint this cell's part of a ring round the whole row."""
        painter.setPen(QPen(theme.colour("focus"), 2))
        top, foot = rect.top() + 1, rect.bottom() - 2
        painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))
        if column == self._table.last_shown:
            side = rect.right() - 1
            painter.drawLine(QPointF(side, top), QPointF(side, foot))


def _paint_text(
    painter: QPainter,
    rect: QRectF,
    column: Column,
    text: str,
    words: tuple[str, str] | None = None,
) -> None:
    weight = QFont.Weight.DemiBold if column.strong else QFont.Weight.Normal
    font = theme.font(1.0, weight)
    painter.setFont(font)
    painter.setPen(theme.colour("muted" if column.muted else "text"))
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    metrics, size = QFontMetricsF(font), theme.u(15)
    room = rect.width() - (size + theme.u(6) if words else 0)
    short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, short)
    if words:
        left = rect.left() + metrics.horizontalAdvance(short) + theme.u(6)
        place = QRectF(left, rect.center().y() - size / 2, size, size)
        paint_icon(painter, words[0], place, theme.colour("muted"))


def _paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    size = badge_size(mark)
    width = min(size.width(), int(rect.width()))
    scale = painter.device().devicePixelRatioF()
    key = f"{theme.now().name} {theme.look().points}"
    picture = _picture(mark, width, size.height(), scale, key)
    top = rect.top() + (rect.height() - size.height()) / 2
    painter.drawPixmap(QPointF(rect.left(), round(top)), picture)


@lru_cache(maxsize=300)
def _picture(mark: Mark, width: int, height: int, scale: float, _key: str) -> QPixmap:
    made = QPixmap(round(width * scale), round(height * scale))
    made.setDevicePixelRatio(scale)
    made.fill(QColor(0, 0, 0, 0))
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QRectF(0, 0, width, height), mark)
    return made


def _paint_meter(painter: QPainter, rect: QRectF, used: int, of: int) -> None:
    """Paint "12,5 / 16" and a bar; the numbers turn red with the bar."""
    if not (used or of):
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font())
    painter.setPen(theme.colour("text" if used <= of else "bad"))
    words = QRectF(rect.left(), rect.top(), theme.u(80), rect.height())
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(words, right, f"{hours_text(used)} / {hours_text(of)}")
    left = rect.left() + theme.u(90)
    bar = QRectF(left, rect.center().y() - 3, rect.right() - left, 6)
    if bar.width() > theme.u(12):
        paint_meter(painter, bar, used, of)
