"""Who else has a record open: said to the others, and shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame

from stkdesk.services.presence import SEEN_EVERY, Other, be_here, leave, others_here
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

Place = tuple[str, int]  # table and record


class Here(QObject):
    """Says that a record is open here, for as long as it is. Never blocks anybody.

    Signals:
        met: who else has it open, an ``Other`` each.
    """

    met = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        """Have nothing open yet."""
        super().__init__(parent)
        self._workspace = workspace
        self._place: Place | None = None
        every = int(SEEN_EVERY.total_seconds() * 1000)
        self._beat = QTimer(self, interval=every)
        self._beat.timeout.connect(self._say)
        workspace.away.connect(self._on_away)

    def open(self, table: str, record: int) -> None:
        """Have this record open, instead of another."""
        if self._place == (table, record) or not self._workspace.is_shared:
            return
        self.leave()
        self._place = (table, record)
        self._beat.start()
        self._say()

    def leave(self) -> None:
        """Have nothing open any more."""
        self._beat.stop()
        place, self._place = self._place, None
        if place is not None:
            self._forget(place)
            self.met.emit(())

    def _say(self) -> None:
        if self._place is None or self._workspace.is_lost:
            return
        table, record = self._place
        now, sitting = datetime.now(UTC), self._workspace.sitting
        self._workspace.save(
            lambda s: be_here(s, table, record, sitting=sitting, now=now),
            partial(self._on_met, self._place),
            _nobody,
        )

    def _forget(self, place: Place) -> None:
        table, record = place
        sitting = self._workspace.sitting
        if not self._workspace.is_lost:
            self._workspace.save(
                lambda s: leave(s, sitting=sitting, table=table, record=record),
                refused=_nobody,
            )

    def _on_met(self, place: Place, others: Sequence[Other]) -> None:
        if place == self._place:
            self.met.emit(tuple(others))

    def _on_away(self, on: bool) -> None:
        """Nobody sits at a locked window."""
        if self._place is None:
            return
        if on:
            self._beat.stop()
            self._forget(self._place)
        else:
            self._beat.start()
            self._say()


class PresenceLine(QFrame):
    """Tells who else has the record open; hidden when nobody has."""

    def __init__(self, workspace: Workspace) -> None:
        """Start with no record."""
        super().__init__()
        self.setProperty("card", "flat")
        self._workspace = workspace
        self._place: Place | None = None
        self._words = label("", wrap=True)
        picture = Icon("PersonGroup", "muted", 18)
        self.setLayout(row(picture, (self._words, 1), gap=9, margins=(14, 7, 14, 7)))
        self.hide()
        workspace.changed.connect(self._on_changed)

    def watch(self, place: Place | None) -> None:
        """Show who has ``place`` open, now and later; None: nothing."""
        if place != self._place:
            self.show_others(())
        self._place = place
        self._ask()

    def show_others(self, others: Sequence[Other]) -> None:
        """Tell of ``others``."""
        self._words.setText(". ".join(each.text for each in others))
        self.setAccessibleName(self._words.text())
        self.setVisible(bool(others))

    def _ask(self) -> None:
        if self._place is None or not self._workspace.is_shared:
            return
        table, record = self._place
        now, sitting = datetime.now(UTC), self._workspace.sitting
        self._workspace.ask(
            lambda s: others_here(s, table, record, sitting=sitting, now=now),
            self.show_others,
            key=(id(self), "presence"),
        )

    def _on_changed(self, tables: frozenset[str]) -> None:
        if "presence" in tables and self.window().isVisible():
            self._ask()


def _nobody(_error: BaseException) -> None:
    """That nobody could be told is not worth a word: it hinders nothing."""
