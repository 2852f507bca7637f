"""The headings of a list, with an arrow that shows what it is sorted by."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon


class Header(QHeaderView):
    """Headings that can be pressed to sort, dragged wider, and right-clicked.

    Signals:
        menu_wanted: the person asked which columns to show.
    """

    menu_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Lie across the top of ``parent``."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setMinimumSectionSize(theme.u(40))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.setDefaultAlignment(left)
        self.setToolTip("Klikk for å sortere. Høyreklikk for å velge kolonner.")

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.save()
        super().paintSection(painter, rect, index)
        painter.restore()
        if self.sortIndicatorSection() != index or not self.sectionsClickable():
            return
        down = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        side = theme.u(12)
        heading = str(self.model().headerData(index, Qt.Orientation.Horizontal))
        width = self.fontMetrics().horizontalAdvance(heading)
        role = Qt.ItemDataRole.TextAlignmentRole
        aligned = self.model().headerData(index, Qt.Orientation.Horizontal, role)
        if aligned & Qt.AlignmentFlag.AlignRight:
            left = rect.right() - width - theme.u(12) - side
        else:
            left = rect.left() + width + theme.u(22 if index == 0 else 16)
        left = max(rect.left(), min(left, rect.right() - side))
        place = QRectF(left, rect.center().y() - side / 2 + 1, side, side)
        name = "CaretDownFill" if down else "CaretUpFill"
        paint_icon(painter, name, place, theme.colour("muted"))

    def contextMenuEvent(self, _event: QContextMenuEvent) -> None:
        self.menu_wanted.emit()
