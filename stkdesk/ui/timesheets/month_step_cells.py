"""Painting the month step by step: names, one pill a step, the hours."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stkdesk.domain.month_step import Step, StepMark
from stkdesk.services.month_steps import StepRow
from stkdesk.services.step_cells import StepCell
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.table import Index
from stkdesk.ui.timesheets.month_names import paint_names
from stkdesk.ui.timesheets.month_step_marks import icon_of, step_pair
from stkdesk.ui.timesheets.month_step_model import HEAD, HOURS, step_at

if TYPE_CHECKING:
    from stkdesk.ui.timesheets.month_step_view import StepView

Align = Qt.AlignmentFlag


class StepCells(QStyledItemDelegate):
    """Paints every cell; a pill looks the same wherever mark, day and size are."""

    def __init__(self, view: StepView) -> None:
        """Paint for ``view``."""
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rows, rect = self._view.rows, QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        row, step = rows.row(index.row()), step_at(index.column())
        painter.save()
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, index, is_chosen=is_chosen)
        if row is None:
            index.data()  # has the row fetched
            if index.column() == HEAD:
                painter.setPen(theme.colour("muted"))
                sides = rect.adjusted(theme.u(16), 0, 0, 0)
                painter.drawText(sides, Align.AlignVCenter, "…")
        elif index.column() == HEAD:
            paint_names(painter, rect, row.client, row.contact)
        elif step is not None and (cell := rows.cell(index)) is not None:
            _paint_cell(painter, rect, step, cell)
        elif index.column() == HOURS:
            _paint_hours(painter, rect, row, str(index.data()))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool
    ) -> None:
        if is_chosen:
            painter.fillRect(rect, theme.colour("selection"))
        elif index.row() == self._view.hovered:
            painter.fillRect(rect, theme.colour("subtle"))
        painter.setPen(theme.colour("line"))
        foot = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            for y in (rect.top() + 1, rect.bottom() - 1):
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            if index.column() == HEAD:
                painter.drawLine(
                    QPointF(rect.left() + 1, rect.top() + 1),
                    QPointF(rect.left() + 1, rect.bottom() - 1),
                )


def _paint_hours(painter: QPainter, rect: QRectF, row: StepRow, text: str) -> None:
    """Paint the hours; a correction is marked with a pencil under them."""
    font = theme.font(1.0, QFont.Weight.DemiBold)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width, under one another
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    box = rect.adjusted(0, 0, -theme.u(14), 0)
    if not row.corrections:
        painter.drawText(box, Align.AlignVCenter | Align.AlignRight, text)
        return
    top = box.adjusted(0, theme.u(5), 0, -theme.u(6))
    painter.drawText(top, Align.AlignTop | Align.AlignRight, text)
    painter.setFont(theme.font(0.85))
    painter.setPen(QColor(step_pair(StepMark.LATE).ink))
    painter.drawText(top, Align.AlignBottom | Align.AlignRight, "korr.")


def _paint_cell(painter: QPainter, rect: QRectF, step: Step, cell: StepCell) -> None:
    if cell.mark is StepMark.NONE:
        painter.setPen(theme.colour("disabled"))
        painter.drawText(rect, Align.AlignCenter, "–")
        return
    if cell.mark is StepMark.TO_COME:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("disabled"))
        painter.drawEllipse(rect.center(), theme.u(2), theme.u(2))
        return
    scale = painter.device().devicePixelRatioF()
    size = rect.size().toSize()
    look = f"{theme.now().name} {theme.look().points}"
    day = f"{cell.on.day}.{cell.on.month}." if cell.on else ""
    pill = _pill(step, cell.mark, day, size.width(), size.height(), scale, look)
    painter.drawPixmap(rect.topLeft(), pill)


@lru_cache(maxsize=3000)
def _pill(
    step: Step,
    mark: StepMark,
    day: str,
    width: int,
    height: int,
    scale: float,
    _look: str,
) -> QPixmap:
    """Return the picture of one cell; ``_look`` is there to tell themes apart."""
    made = QPixmap(round(width * scale), round(height * scale))
    made.setDevicePixelRatio(scale)
    made.fill(QColor(0, 0, 0, 0))
    pair = step_pair(mark)
    with QPainter(made) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3, 6, width - 6, height - 13)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(pair.fill))
        painter.drawRoundedRect(box, theme.u(6), theme.u(6))
        font = theme.font(0.9, QFont.Weight.Medium)
        metrics, side, gap = QFontMetricsF(font), theme.u(13), theme.u(4)
        words = metrics.horizontalAdvance(day)
        if box.width() < metrics.horizontalAdvance("30.12.") + side + gap + theme.u(8):
            words, day = 0.0, ""  # the day stands under the mouse
        whole = side + (gap + words if day else 0)
        left = box.center().x() - whole / 2
        at = QRectF(left, box.center().y() - side / 2, side, side)
        paint_icon(painter, icon_of(step, mark), at, pair.ink)
        painter.setPen(QColor(pair.ink))
        painter.setFont(font)
        beside = QRectF(at.right() + gap, box.top(), words + 4, box.height())
        painter.drawText(beside, Align.AlignVCenter | Align.AlignLeft, day)
    return made
