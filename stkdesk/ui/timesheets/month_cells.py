"""Painting the month grid: names, one pill a period, the sum of the year."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from stkdesk.domain.formats import hours_text
from stkdesk.domain.standing import Standing
from stkdesk.services.month_grid import Cell, MonthRow
from stkdesk.ui import theme
from stkdesk.ui.table import Index
from stkdesk.ui.timesheets.marks import paint_mark, pair_of
from stkdesk.ui.timesheets.month_model import HEAD
from stkdesk.ui.timesheets.month_names import paint_names

if TYPE_CHECKING:
    from stkdesk.ui.timesheets.month_view import MonthView

Align = Qt.AlignmentFlag


class MonthCells(QStyledItemDelegate):
    """Paints every cell of the grid.

    A pill looks the same wherever status, hours and size are the same: it is painted
    once and then copied, which makes a full repaint three times faster.
    """

    def __init__(self, view: MonthView) -> None:
        """Paint for ``view``."""
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rows, rect = self._view.rows, QRectF(option.rect)  # type: ignore[attr-defined]
        row, column = rows.row(index.row()), index.column()
        painter.save()
        self._paint_ground(painter, rect, index)
        if row is None:
            index.data()  # has the row fetched
            painter.setPen(theme.colour("muted"))
            if column == HEAD:
                painter.drawText(
                    rect.adjusted(theme.u(16), 0, 0, 0), Align.AlignVCenter, "…"
                )
        elif column == HEAD:
            paint_names(painter, rect, row.client, row.contact)
        elif (cell := rows.cell(index)) is not None:
            _paint_cell(painter, rect, cell)
        else:
            _paint_sum(painter, rect, row)
        if index == self._view.currentIndex() and rows.period_at(column) is not None:
            self._paint_ring(painter, rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        rows = self._view.rows
        period = rows.period_at(index.column())
        if period is not None and period.number == rows.collecting:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif index.row() == self._view.hovered:
            painter.fillRect(rect, theme.colour("subtle"))
        painter.setPen(theme.colour("line"))
        foot = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = "focus" if self._view.hasFocus() else "accent"
        painter.setPen(QPen(theme.colour(name), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1.5, 3, -1.5, -4), 8, 8)


def _paint_sum(painter: QPainter, rect: QRectF, row: MonthRow) -> None:
    font = theme.font(1.0, QFont.Weight.DemiBold)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width, under one another
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    box = rect.adjusted(0, 0, -theme.u(14), 0)
    painter.drawText(
        box, Align.AlignVCenter | Align.AlignRight, hours_text(row.minutes)
    )


def _paint_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    if cell.standing is Standing.NONE:
        painter.setPen(theme.colour("disabled"))
        painter.drawText(rect, Align.AlignCenter, "–")
        return
    scale = painter.device().devicePixelRatioF()
    size = rect.size().toSize()
    look = f"{theme.now().name} {theme.look().points}"
    text = _text_of(cell)
    pill = _pill(cell.standing, text, size.width(), size.height(), scale, look)
    painter.drawPixmap(rect.topLeft(), pill)


def _text_of(cell: Cell) -> str:
    if cell.standing in (Standing.WAITING, Standing.MISSING):
        return ""
    return hours_text(cell.minutes)


@lru_cache(maxsize=3000)
def _pill(
    standing: Standing, text: str, width: int, height: int, scale: float, _look: str
) -> QPixmap:
    """Return the picture of one cell; ``_look`` is there to tell themes apart."""
    made = QPixmap(round(width * scale), round(height * scale))
    made.setDevicePixelRatio(scale)
    made.fill(QColor(0, 0, 0, 0))
    pair = pair_of(standing)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3, 5, width - 6, height - 11)
        if standing is not Standing.WAITING:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(pair.fill))
            painter.drawRoundedRect(box, 6, 6)
        if not text:
            side = theme.u(12 if standing is Standing.WAITING else 16)
            mark = QRectF(0, 0, side, side)
            mark.moveCenter(box.center())
            paint_mark(painter, standing, mark, pair.ink)
        else:
            _paint_mark_and_hours(painter, box, standing, text, pair.ink)
    return made


def _paint_mark_and_hours(
    painter: QPainter, box: QRectF, standing: Standing, text: str, ink: str
) -> None:
    """Paint the mark beside the hours, or over them where the column is narrow."""
    font = theme.font(0.95, QFont.Weight.Medium)
    metrics, side = QFontMetricsF(font), theme.u(13)
    width, gap = metrics.horizontalAdvance(text), theme.u(4)
    mark = QRectF(0, 0, side, side)
    beside = box.width() >= metrics.horizontalAdvance("88,75") + side + gap + theme.u(8)
    if beside:
        left = box.center().x() - (width + side + gap) / 2
        mark.moveTo(left, box.center().y() - side / 2)
        words = QRectF(left + side + gap, box.top(), width + 4, box.height())
        place = Align.AlignVCenter | Align.AlignLeft
    else:
        whole = side + metrics.height()
        top = box.center().y() - whole / 2
        mark.moveTo(box.center().x() - side / 2, top)
        words = QRectF(
            box.left() - 6, top + side - 1, box.width() + 12, metrics.height()
        )
        place = Align.AlignCenter
    paint_mark(painter, standing, mark, ink)
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(words, place, text)
