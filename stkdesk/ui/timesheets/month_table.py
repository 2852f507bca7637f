"""What the two boards of the month share: how a table of them behaves and is ruled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from stkdesk.ui import theme


class MonthTable(QTableView):
    """Knows the row under the mouse, and fits its columns to the room there is."""

    def __init__(self) -> None:
        """Lay out; nothing is shown yet."""
        super().__init__()
        self.hovered = -1
        self._is_ready = False  # to be fitted
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(theme.u(30))

    def fit(self) -> None:
        """Give each column its room."""
        raise NotImplementedError

    def ready(self) -> None:
        """Let it be fitted from now on: its rows are there."""
        self._is_ready = True

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: what is typed goes to the search field."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._is_ready:
            self.fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(
            self, "_is_ready", False
        ):
            self.fit()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()
