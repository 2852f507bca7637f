"""A short message that says what was done and lets it be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

SHOWN_MS = 8000


class Toast(QFrame):
    """Lies at the foot of its window for a while; never takes the focus."""

    def __init__(
        self, window: QWidget, text: str, undo: Callable[[], object] | None = None
    ) -> None:
        """Show ``text`` in ``window``, with "Angre" when ``undo`` is given."""
        super().__init__(window)
        self.setProperty("card", "toast")
        self._undo = undo
        lay = row(label(text), 16, margins=(16, 9, 10, 9))
        if undo is not None:
            lay.addWidget(button("Angre  Ctrl+Z", name="Angre", on=self._take_back))
        self.setLayout(lay)
        self._clock = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._clock.timeout.connect(self.dismiss)
        self._clock.start()
        self._window = window
        window.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()
        announce(self, text)

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        left = (self._window.width() - self.width()) // 2
        top = self._window.height() - self.height() - theme.u(44)
        self.move(max(0, left), top)

    def _take_back(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()


def show_toast(
    window: QWidget, text: str, undo: Callable[[], object] | None = None
) -> Toast:
    """Show ``text`` at the foot of ``window``, instead of an earlier message."""
    for old in window.findChildren(Toast):
        if old.isVisible():
            old.dismiss()
    return Toast(window, text, undo)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` now (WCAG 4.1.3)."""
    # Loaded here: its lists of roles cost more than the rest of this file at start.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
