"""The word about backups at the foot of the window: green, amber or red."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.backup import Health, Standing
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

ICONS = {
    Health.GOOD: ("CheckmarkCircle", "good"),
    Health.WARN: ("ExclamationmarkTriangleFill", "warn"),
    Health.BAD: ("XMarkOctagonFill", "bad"),
}


class BackupLine(QWidget):
    """When the last backup was taken, and what to do when it is too long ago.

    Signals:
        wanted: the person wants a backup now.
        opened: the person wants to see the backups.
    """

    wanted, opened = Signal(), Signal()

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._marks = {
            health: Icon(picture, ink, 14) for health, (picture, ink) in ICONS.items()
        }
        self._text = button("", "ghost", on=self.opened.emit)
        self._text.setProperty("role", "foot")
        self._advice = label("", "small")
        self._take = button("Ta kopi nå", "link", on=self.wanted.emit)
        self._health: Health | None = None
        self.setLayout(
            row(*self._marks.values(), self._text, self._advice, self._take, gap=5)
        )
        self.hide()

    def tell(self, standing: Standing | None) -> None:
        """Show ``standing``; None: there is nothing to say here."""
        self.setVisible(standing is not None)
        if standing is None:
            return
        for health, mark in self._marks.items():
            mark.setVisible(health is standing.health)
        bad = standing.health is Health.BAD
        self._text.setText(standing.line)
        self._text.setToolTip(standing.advice or "Vis sikkerhetskopiene")
        self._text.setAccessibleName(f"{standing.line}. {standing.advice}".strip())
        self._advice.setText(standing.advice if bad else "")
        self._advice.setVisible(bad)
        self._advice.setProperty("role", "problem")
        theme.restyle(self._advice)
        self._take.setVisible(bool(standing.advice))
        if bad and self._health is not Health.BAD:
            announce(self, f"{standing.line}. {standing.advice}")
        self._health = standing.health
