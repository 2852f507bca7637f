"""The top of the entry: which sheet it is, how it stands, what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QUndoStack
from PySide6.QtWidgets import QLabel, QWidget

from stkdesk.domain.timesheet import SheetState
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

STATE_WIDTH = 116  # pixels at text size 10

NOTHING_YET = "Du har ikke endret noe i denne timelisten ennå."


class EntryHead(QWidget):
    """Period, people, how it is kept, and the buttons.

    Signals:
        left: back to the grid.
        saved, nothing_said: hand the sheet in, with the visits or without any.
        approved, approval_undone: judge it, or judge it anew.
    """

    left = Signal()
    saved, nothing_said = Signal(), Signal()
    approved, approval_undone = Signal(), Signal()

    def __init__(self, stack: QUndoStack) -> None:
        """Show no sheet yet; ``stack`` holds what can be taken back."""
        super().__init__()
        self._locked, self._received = True, False
        self._title, self._state = label("", "h2"), label("", "small")
        self._state.setMinimumWidth(theme.u(STATE_WIDTH))  # it changes as one types
        self._state.setAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self._who = OneLine()
        self._undo = button("Angre", icon="ArrowUndo", tip="Ctrl+Z", on=stack.undo)
        enable(self._undo, False, NOTHING_YET)
        stack.canUndoChanged.connect(self._on_undo)
        self._nothing = button(
            "&Ingen timer",
            icon="CircleSlash",
            tip="Perioden er uten timer. Går til neste timeliste",
            on=self.nothing_said.emit,
        )
        self._save = button(
            "&Lagre og neste",
            "primary",
            icon="Checkmark",
            tip="Lagre som mottatt og åpne neste som mangler (Ctrl+Enter)",
            on=self.saved.emit,
        )
        self._approve = button("&Godkjenn", icon="Checkmark", on=self.approved.emit)
        self._reopen = button(
            "Angre &godkjenning", icon="ArrowUndo", on=self.approval_undone.emit
        )
        back = button(
            "", "ghost", icon="ChevronLeft", tip="Tilbake (Esc)", on=self.left.emit
        )
        names = column(self._title, self._who, gap=0)
        acts = (self._undo, self._nothing, self._approve, self._reopen, self._save)
        lay = row(back, (names, 1), self._state, 4, *acts)
        self.setLayout(lay)

    def _on_undo(self, can: bool) -> None:
        enable(self._undo, can, NOTHING_YET)

    @property
    def who(self) -> str:
        """Whose sheet is shown."""
        return self._who.text()

    def show_sheet(self, sheet: OpenSheet, state: str, *, locked: bool) -> None:
        """Show whose sheet it is and ``state``; a locked one can only be read."""
        self._title.setText(sheet.period.label)
        number = sheet.draft.assignment_number
        self._who.setText(
            f"{sheet.client} · støttekontakt {sheet.contact} · O-{number}"
        )
        self._state.setText(state)
        self._locked, self._received = locked, sheet.state is SheetState.RECEIVED
        self._undo.setVisible(not locked)
        self._save.setVisible(not locked)
        self._reopen.setVisible(sheet.is_settled and sheet.approved_at is not None)
        self.show_touched(False)

    def show_state(self, text: str) -> None:
        """Say how what is typed is kept."""
        self._state.setText(text)

    def show_touched(self, touched: bool) -> None:
        """Offer to approve a received sheet as long as nothing is changed on it."""
        judging = self._received and not touched and not self._locked
        self._approve.setVisible(judging)
        self._nothing.setVisible(not self._locked and not judging)


class OneLine(QLabel):
    """A text on one line; what there is no room for ends in "…"."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.u(80), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        short = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        with QPainter(self) as painter:
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, short)
