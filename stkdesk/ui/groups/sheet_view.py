"""The sheet of attendance as people see it and write in it, by keys or the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from stkdesk.domain.attendance import MemberPresence
from stkdesk.domain.formats import hours_text
from stkdesk.domain.group import MeetingState, Presence
from stkdesk.ui import theme
from stkdesk.ui.groups.sheet_model import NAME, Line, SheetRows
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.table import Index
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column

LOOKS = {
    Presence.CAME: (Tone.GOOD, "Checkmark"),
    Presence.AWAY: (Tone.WARN, "Bell"),
    Presence.MISSED: (Tone.BAD, "XMark"),
}
NAME_WIDTH, ONE_WIDTH, CELL_WIDTH = 190, 200, 66  # pixels at text size 10
WORDS_FROM = 118  # pixels at text size 10: room for "Meldt fravær"
Align = Qt.AlignmentFlag


class SheetView(QTableView):
    """Space says the next, K came, M told in advance, I did not come; A everybody.

    Signals:
        moved: the cell under the cursor is another.
    """

    moved = Signal()

    def __init__(self, rows: SheetRows) -> None:
        """Show ``rows``."""
        super().__init__()
        self.rows = rows
        self.setModel(rows)
        self.setItemDelegate(SheetCells(self))
        self.setAccessibleName("Oppmøte")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self._place: tuple[int, int] | None = None  # row, and number of the meeting
        rows.modelAboutToBeReset.connect(self._keep_place)
        rows.modelReset.connect(self._fit)
        rows.modelReset.connect(self._restore_place)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())

    def begin(self) -> None:
        """Put the cursor on the first line nothing is said about."""
        rows = self.rows
        for at in range(1, rows.columnCount()):
            for row in range(rows.rowCount()):
                index = rows.index(row, at)
                line = rows.line(index)
                if (
                    rows.spot(index) is not None
                    and isinstance(line, MemberPresence)
                    and line.presence is None
                ):
                    self.setCurrentIndex(index)
                    self.scrollTo(index)
                    return
        self.setCurrentIndex(rows.index(0, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), Qt.Key
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        said = {
            key.Key_K: Presence.CAME,
            key.Key_X: Presence.CAME,  # as it is marked on paper
            key.Key_M: Presence.AWAY,
            key.Key_I: Presence.MISSED,
            key.Key_Delete: None,
            key.Key_Backspace: None,
        }
        pressed = key(event.key())
        if not plain or not index.isValid():
            super().keyPressEvent(event)
        elif pressed in said:
            self.rows.mark(index, said[pressed])
            self._down(index)
        elif pressed is key.Key_Space:
            self.rows.turn(index)
        elif pressed is key.Key_A:
            self.rows.all_came(index.column())
        elif event.text().isdigit() and self.rows.spot(index) is not None:
            self.edit(index)
            editor = self.indexWidget(index) or self.focusWidget()
            if editor is not None and hasattr(editor, "setText"):
                editor.setText(event.text())
        elif pressed in (key.Key_Return, key.Key_Enter):
            self._down(index)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: letters are no search here."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.rows.turn(index)
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count as two presses: each says the next."""
        self.mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _down(self, index: Index) -> None:
        below = self.rows.index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _keep_place(self) -> None:
        index = self.currentIndex()
        sheet = self.rows.sheet_at(index.column())
        self._place = (index.row(), sheet.meeting.number) if sheet is not None else None

    def _restore_place(self) -> None:
        """Put the cursor on the same line of the same meeting, wherever that is now."""
        if self._place is None:
            return
        row, meeting = self._place
        for at, sheet in enumerate(self.rows.meetings, 1):
            if sheet.meeting.number == meeting:
                self.setCurrentIndex(self.rows.index(row, at))

    def _fit(self) -> None:
        height = QFontMetrics(theme.font()).height() + theme.u(14)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setMinimumHeight(theme.u(34))
        meetings = len(self.rows.meetings)
        room = self.viewport().width() - theme.u(NAME_WIDTH)
        least = theme.u(ONE_WIDTH if meetings == 1 else CELL_WIDTH)
        most = room if meetings == 1 else theme.u(ONE_WIDTH)
        share = min(most, room // max(1, meetings))
        self.horizontalHeader().resizeSection(NAME, theme.u(NAME_WIDTH))
        for at in range(1, 1 + meetings):
            self.horizontalHeader().resizeSection(at, max(least, share))


class SheetField(QWidget):
    """The sheet as a field of a form, which keeps the lines itself.

    Signals:
        edited: a line was changed by the person.
    """

    edited = Signal()

    def __init__(self, view: SheetView) -> None:
        """Hold ``view``."""
        super().__init__()
        self.setLayout(column(view, gap=0))
        self.setFocusProxy(view)
        view.rows.written.connect(self.edited)

    def draft_text(self) -> str:
        """Return nothing."""
        return ""


class SheetCells(QStyledItemDelegate):
    """Paints names, and what is said of each."""

    def __init__(self, view: SheetView) -> None:
        """Paint for ``view``."""
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_line(painter, rect, index)
        if index.column() == NAME:
            _paint_name(painter, rect, index)
        else:
            self._paint_said(painter, rect, index)
            if index == self._view.currentIndex() and self._view.hasFocus():
                self._ring(painter, rect, "focus")
        painter.restore()

    def _paint_said(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        rows = self._view.rows
        sheet, spot = rows.sheet_at(index.column()), rows.spot(index)
        if sheet is not None and sheet.meeting.state is MeetingState.CANCELLED:
            _paint_nothing(painter, rect, "–" if index.row() else "avlyst")
            return
        line = rows.line(index)
        if line is None:
            _paint_nothing(painter, rect, "–")
            return
        _paint_cell(painter, rect, line, spot is not None)
        problem = rows.problems.get(spot) if spot is not None else None
        if problem is not None:
            self._ring(painter, rect, "bad" if problem.blocks else "warn")

    def _paint_line(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        rows = self._view.rows
        first_leader = index.row() and (
            rows.is_leader(index.row()) and not rows.is_leader(index.row() - 1)
        )
        painter.setPen(theme.colour("line"))
        foot = rect.bottom() - 0.5
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))
        if first_leader:
            painter.setPen(QPen(theme.colour("border"), 1.4))
            painter.drawLine(rect.topLeft(), rect.topRight())

    def _ring(self, painter: QPainter, rect: QRectF, colour: str) -> None:
        painter.setPen(QPen(theme.colour(colour), 2.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), 7, 7)


def _paint_name(painter: QPainter, rect: QRectF, index: Index) -> None:
    box = rect.adjusted(theme.u(10), 0, -theme.u(6), 0)
    leads = index.model().is_leader(index.row())  # type: ignore[attr-defined]
    font = theme.font(1.0, QFont.Weight.Normal if leads else QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(theme.colour("muted" if leads else "text"))
    name = str(index.data()) + (" (leder)" if leads else "")
    short = QFontMetricsF(font).elidedText(
        name, Qt.TextElideMode.ElideRight, box.width()
    )
    painter.drawText(box, Align.AlignVCenter | Align.AlignLeft, short)


def _paint_nothing(painter: QPainter, rect: QRectF, text: str) -> None:
    painter.setPen(theme.colour("muted"))
    painter.setFont(theme.font(0.95))
    painter.drawText(rect, Align.AlignCenter, text)


def _paint_cell(painter: QPainter, rect: QRectF, line: Line, is_open: bool) -> None:
    tone, picture, text = _look(line, rect.width() >= theme.u(WORDS_FROM))
    pill = rect.adjusted(theme.u(5), theme.u(4), -theme.u(5), -theme.u(5))
    if tone is None:
        painter.setPen(QPen(theme.colour("control" if is_open else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, 7, 7)
        return
    pair = theme.pair(tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.fill))
    painter.drawRoundedRect(pill, 7, 7)
    painter.setPen(QColor(pair.ink))
    font = theme.font(1.0, QFont.Weight.DemiBold)
    painter.setFont(font)
    side = theme.u(14)
    wide = QFontMetricsF(font).horizontalAdvance(text)
    gap = theme.u(5) if text else 0
    left = pill.center().x() - (side + gap + wide) / 2
    box = QRectF(left, pill.center().y() - side / 2, side, side)
    paint_icon(painter, picture, box, pair.ink)
    painter.drawText(
        QRectF(left + side + gap, pill.top(), wide + 2, pill.height()),
        Align.AlignVCenter | Align.AlignLeft,
        text,
    )


def _look(line: Line, with_words: bool) -> tuple[Tone | None, str, str]:
    """Return tone, icon and words of a line; no tone when nothing is said."""
    if not isinstance(line, MemberPresence):
        if not line.minutes:
            return None, "", ""
        return Tone.DONE, "Checkmark", hours_text(line.minutes)
    if line.presence is None:
        return None, "", ""
    tone, picture = LOOKS[line.presence]
    if line.presence is Presence.CAME:
        hours = hours_text(line.minutes)
        return tone, picture, f"Kom · {hours} t" if with_words else hours
    return tone, picture, line.presence.label if with_words else ""
