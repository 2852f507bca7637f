"""The window of a match: whom it is about, those who may suit, and the order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from stkdesk.ui import theme
from stkdesk.ui.form_help import toggle_help
from stkdesk.ui.matching.pane import MatchPane
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

KEYS_TEXT = "S spurt i dag · J ja · N nei · I ikke nå · O lag oppdrag · F6 bytt felt"


class MatchWindow(QDialog):
    """Shows a ``MatchPane`` under who it is about; Esc closes it."""

    help_topic = "venteliste"

    def __init__(
        self,
        page: Page,
        pane: MatchPane,
        *,
        title: str,
        order: str,
        acts: Sequence[QWidget] = (),
    ) -> None:
        """Lay out; ``title`` is of the window and names nobody."""
        super().__init__(page.window())
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pane = pane
        self._who, self._told = (
            label("", "h2", wrap=True),
            label("", "small", wrap=True),
        )
        self._wishes = label("", wrap=True)
        words = column(self._who, self._told, self._wishes, gap=2)
        head = row((words, 1), *acts, gap=8, margins=(20, 14, 20, 0))
        close = button("Lukk  Esc", name="Lukk", on=self.reject)
        told = column(
            label(order, "small", wrap=True), label(KEYS_TEXT, "small"), gap=1
        )
        foot = frame(row((told, 1), close, gap=12, margins=(20, 10, 20, 10)), "foot")
        self.setLayout(column(head, (pane, 1), foot, gap=0))
        self._add_keys()
        self._fit(page.window().size())

    def tell(self, who: str, told: str, wishes: str) -> None:
        """Say whom it is about, and what is wished or offered."""
        self._who.setText(who)
        self._told.setText(told)
        self._wishes.setText(wishes)
        self._wishes.setVisible(bool(wishes))

    def leave_for(self, go: Callable[[], object]) -> None:
        """Close, and go on somewhere else."""
        self.accept()
        go()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pane.shown()

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+F", self.pane.focus_search),
            ("F6", self.pane.next_pane),
            ("Ctrl+P", lambda: self.pane.print_current()),
            ("F1", lambda: toggle_help(self)),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _fit(self, behind: QSize) -> None:
        """Take most of the window behind, never more than it has."""
        room = behind * 0.97
        wanted = QSize(theme.u(1320), theme.u(820))
        self.resize(wanted.boundedTo(room))
        self.setMinimumSize(theme.u(480), theme.u(360))
