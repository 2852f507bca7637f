"""A register whose records may have the whole page: Enter opens one, Esc goes back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut

from stkdesk.ui.card_pane import tab_stops
from stkdesk.ui.record_page import RecordPage
from stkdesk.ui.workspace import Workspace

UNLIMITED = 16_777_215  # pixels; what Qt calls no limit


class WholePage(RecordPage):
    """Enter and double click open the record on the whole page; F2 edits it.

    ``card`` builds a wide card while ``is_alone``.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Show list and card beside one another at first."""
        self.is_alone = False  # the card has the page to itself
        super().__init__(workspace)
        opening = QShortcut(QKeySequence("Ctrl+Return"), self, self.show_whole)
        opening.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_whole(self) -> None:
        """Let the card of the record there is have the page to itself."""
        if self.record is not None:
            self._show_alone(True)

    def next_pane(self) -> None:
        """Go from search to list to card and round again; alone, to the card."""
        if not self.is_alone:
            super().next_pane()
        elif stops := tab_stops(self._card):
            stops[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_alone:
            self._show_alone(False)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_alone:
            self._arrange()

    def _on_opened(self, opened: Any) -> None:
        self._show_alone(True)

    def _show_card(self, on: bool) -> None:
        if self._narrow or not on:
            self._show_alone(on)

    def _show_alone(self, on: bool) -> None:
        if on != self.is_alone:
            self.is_alone = on
            self._arrange()
            self._build_anew()
        (self._card if on else self.table).setFocus()

    def _arrange(self) -> None:
        """Show list and card, or the one of them that has the page."""
        alone = self.is_alone
        self._left.setVisible(not alone)
        self._right.setVisible(alone or not self._narrow)
        self._back.setVisible(alone)
        beside = self.card_limit()
        self._card.setMaximumWidth(UNLIMITED if alone or self._narrow else beside)

    def _build_anew(self) -> None:
        """Build the card for the room it has now."""
        if self.record is not None:
            record, self.record = self.record, None
            self._put_card(record)
