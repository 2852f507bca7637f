"""The pane that shows one record in full beside its list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from stkdesk.ui.widgets.boxes import column, frame


class CardPane(QStackedWidget):
    """Shows one card at a time; a card built anew keeps focus and place."""

    def show_card(self, inside: QWidget, *, same: bool, fallback: QWidget) -> None:
        """Show ``inside`` instead of the card there is.

        ``same``: it shows the same record, so stay where the person had scrolled to
        and on the button of the same name. ``fallback`` gets the focus when the old
        card had it and the new one has nothing to focus.
        """
        focused = self.window().focusWidget() if holds_focus(self) else None
        place, name = self._place() if same else 0, _name(focused) if same else ""
        self.addWidget(frame(column(inside, margins=1), "true"))
        self.setCurrentIndex(self.count() - 1)
        while self.count() > 1:
            old = self.widget(0)
            self.removeWidget(old)
            old.deleteLater()
        if focused is not None:
            stops = tab_stops(self.currentWidget())  # the old card's are here still
            again = [each for each in stops if name and _name(each) == name]
            next(iter((*again, *stops, fallback))).setFocus()
        if place:
            QTimer.singleShot(0, self, lambda: self._scroll_to(place))

    def _place(self) -> int:
        """Return how far down the person has scrolled."""
        area = self._area()
        return area.verticalScrollBar().value() if area is not None else 0

    def _scroll_to(self, place: int) -> None:
        area = self._area()
        if area is not None:
            area.verticalScrollBar().setValue(place)

    def _area(self) -> QScrollArea | None:
        shown = self.currentWidget()
        return shown.findChild(QScrollArea) if shown is not None else None


def _name(widget: QWidget | None) -> str:
    """Return what a button is called, "" for anything else."""
    if not isinstance(widget, QAbstractButton):
        return ""
    return widget.accessibleName() or widget.text()


def holds_focus(pane: QWidget) -> bool:
    """Tell whether the cursor is in ``pane``."""
    focused = pane.window().focusWidget()
    return focused is not None and (focused is pane or pane.isAncestorOf(focused))


def tab_stops(pane: QWidget) -> list[QWidget]:
    """Return what Tab stops at in ``pane``."""
    return [
        child
        for child in pane.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.isEnabled()
        and not isinstance(child, QFrame)
    ]
