"""The visits of a sheet as people see and change them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.table import Index
from stkdesk.ui.timesheets.entry_model import HEADINGS, Field, VisitRows, alignment
from stkdesk.ui.tokens import Tone

WIDTHS = {  # pixels at text size 10; the note takes the rest
    Field.DATE: 124,
    Field.WEEKDAY: 52,
    Field.START: 62,
    Field.END: 62,
    Field.HOURS: 62,
    Field.KM: 58,
    Field.EXPENSE: 78,
}
NOTE_LEAST = 90


class VisitTable(QTableView):
    """Type over a cell, F2 or Enter to change it, Delete to take the row away.

    Signals:
        removed: the line on which Delete was pressed.
        left_upwards: Up in the first row, or Esc.
        moved: the cursor is on another row.
    """

    removed = Signal(int)
    left_upwards, moved = Signal(), Signal()

    def __init__(self, rows: VisitRows) -> None:
        """Show ``rows``."""
        super().__init__()
        self.rows = rows
        self._kept = (0, 0)
        self.setModel(rows)
        self.setItemDelegate(VisitCells(self))
        self.setAccessibleName("Besøk i perioden")
        self._set_up()
        rows.modelAboutToBeReset.connect(self._keep_place)
        rows.modelReset.connect(self._restore_place)
        self.selectionModel().currentRowChanged.connect(self.moved)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        editing = self.state() is QAbstractItemView.State.EditingState
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the page saves
        elif key == Qt.Key.Key_Delete and index.isValid() and not self.rows.locked:
            self.removed.emit(index.row())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.edit(index)
        elif not editing and (
            key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and index.row() <= 0)
        ):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def choose(self, line: int, field: Field = Field.DATE) -> None:
        """Put the cursor on a cell."""
        index = self.rows.index(line, field)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def begin(self) -> None:
        """Stand at the top: the visits are those of another sheet."""
        self._kept = (0, 0)
        if self.rows.rowCount():
            self.choose(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows.locked:
            self._paint_hint()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(theme.u(80))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumHeight(theme.u(34))

    def _fit(self) -> None:
        """Drop the weekday, then narrow the rest, when there is little room."""
        height = QFontMetrics(theme.font()).height() + theme.u(17)
        self.verticalHeader().setDefaultSectionSize(height)
        wanted = sum(theme.u(width) for width in WIDTHS.values()) + theme.u(NOTE_LEAST)
        room = self.viewport().width()
        self.setColumnHidden(Field.WEEKDAY, room < wanted)
        header = self.horizontalHeader()
        for field, width in WIDTHS.items():
            header.resizeSection(field, theme.u(width))
        header.setSectionResizeMode(Field.ACTIVITY, QHeaderView.ResizeMode.Stretch)

    def _paint_hint(self) -> None:
        """Say under the last row where a new one comes from."""
        height = self.verticalHeader().defaultSectionSize()
        top = self.rowViewportPosition(self.rows.rowCount() - 1) + height
        if not self.rows.rowCount():
            top = 0
        with QPainter(self.viewport()) as painter:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font())
            box = QRect(theme.u(30), top, self.viewport().width(), height)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter, "Ny rad: skriv i linjen over"
            )

    def _keep_place(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._kept = (index.row(), index.column())

    def _restore_place(self) -> None:
        if count := self.rows.rowCount():
            row, column = self._kept
            self.setCurrentIndex(self.rows.index(min(row, count - 1), column))


class VisitCells(QStyledItemDelegate):
    """Paints the cells; a line with a warning is tinted and has a triangle."""

    def __init__(self, table: VisitTable) -> None:
        """Paint for ``table``."""
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect, line = QRectF(option.rect), index.row()  # type: ignore[attr-defined]
        warned = bool(self._table.rows.remarks_on(line))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warn = theme.pair(Tone.WARN)
        if warned:
            painter.fillRect(rect, QColor(warn.fill))
        elif line == self._table.currentIndex().row() and self._table.hasFocus():
            painter.fillRect(rect, theme.colour("selection"))
        painter.setPen(theme.colour("line"))
        foot = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))
        if warned and index.column() == Field.DATE:
            side = theme.u(16)
            top = rect.center().y() - side / 2
            mark = QRectF(rect.left() + theme.u(8), top, side, side)
            paint_icon(painter, "ExclamationmarkTriangleFill", mark, warn.ink)
        _paint_text(painter, rect, index)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 3, 3)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setProperty("cell", "true")
        editor.setAccessibleName(HEADINGS[index.column()])
        editor.setAlignment(alignment(index.column()))
        editor.setStyleSheet(
            f"QLineEdit {{ border:2px solid {theme.now().focus}; border-radius:3px;"
            " padding:0 4px; min-height:0; }"
        )
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))


def _paint_text(painter: QPainter, rect: QRectF, index: Index) -> None:
    column = index.column()
    heavy = column == Field.HOURS
    font = theme.font(1.0, QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)  # digits of one width, under one another
    left = theme.u(30) if column == Field.DATE else theme.u(8)
    box = rect.adjusted(left, 0, -theme.u(8), 0)
    text = QFontMetricsF(font).elidedText(
        str(index.data() or ""), Qt.TextElideMode.ElideRight, box.width() + 1
    )
    painter.setFont(font)
    painter.setPen(theme.colour("muted" if column == Field.WEEKDAY else "text"))
    painter.drawText(box, alignment(column), text)
