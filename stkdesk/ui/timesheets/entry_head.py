"""The top of the entry: which sheet it is, how it stands, what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QUndoStack
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from stkdesk.domain.timesheet import SheetState
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

STATE_WIDTH = 116  # pixels at text size 10

JUDGED = (SheetState.RECEIVED, SheetState.CHECKED)
NOTHING_YET = "Du har ikke endret noe i denne timelisten ennå."


class EntryHead(QWidget):
    """Period, people, how it is kept, and the buttons.

    Signals:
        left: back to the grid.
        saved, nothing_said: hand the sheet in, with the visits or without any.
        judged: attest or approve it, what comes next.
        judging_undone: take back the last of these.
        corrected: put right a sheet that is locked.
    """

    left = Signal()
    saved, nothing_said = Signal(), Signal()
    judged, judging_undone, corrected = Signal(), Signal(), Signal()

    def __init__(self, stack: QUndoStack) -> None:
        """Show no sheet yet; ``stack`` holds what can be taken back."""
        super().__init__()
        self._locked, self._is_judged_here, self._corrects = True, False, False
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
            tip="Perioden er uten timer. Går til neste timeliste (Ctrl+0)",
            on=self.nothing_said.emit,
        )
        self._save = button(
            "&Lagre og neste",
            "primary",
            icon="Checkmark",
            tip="Lagre som mottatt og åpne neste som mangler (Ctrl+Enter)",
            on=self.saved.emit,
        )
        self._judge = button("&Godkjenn", icon="Checkmark", on=self.judged.emit)
        self._reopen = button(
            "Angre &godkjenning", icon="ArrowUndo", on=self.judging_undone.emit
        )
        self._correct = button(
            "Rett timelist&en",
            icon="PencilWriting",
            tip="Lager en rettelse. Det som er utbetalt, står",
            on=self.corrected.emit,
        )
        back = button(
            "", "ghost", icon="ChevronLeft", tip="Tilbake (Esc)", on=self.left.emit
        )
        names = column(self._title, self._who, gap=0)
        judging = (self._reopen, self._judge, self._correct)
        acts = (self._undo, self._nothing, *judging, self._save)
        lay = row(back, (names, 1), self._state, 4, *acts)
        self.setLayout(lay)

    def _on_undo(self, can: bool) -> None:
        enable(self._undo, can, NOTHING_YET)

    @property
    def saving(self) -> QWidget:
        """The button that hands the sheet in."""
        return self._save

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
        self._locked, settled = locked, sheet.state
        self._is_judged_here = settled in JUDGED
        self._undo.setVisible(not locked)
        self._save.setVisible(not locked)
        corrects = sheet.correcting is not None
        _call(self._save, "&Lagre rettelsen" if corrects else "&Lagre og neste")
        attests = settled is SheetState.RECEIVED and sheet.is_checked_first
        _call(self._judge, "Att&ester" if attests else "&Godkjenn")
        undone = {
            SheetState.CHECKED: "Angre att&estering",
            SheetState.APPROVED: "Angre &godkjenning",
        }
        self._reopen.setVisible(settled in undone)
        if settled in undone:
            _call(self._reopen, undone[settled])
        self._correct.setVisible(sheet.takes_correction)
        self._corrects = corrects
        self.show_touched(False)

    def show_state(self, text: str) -> None:
        """Say how what is typed is kept."""
        self._state.setText(text)

    def show_touched(self, touched: bool) -> None:
        """Offer to judge a sheet as long as nothing is changed on it."""
        judging = self._is_judged_here and not touched
        self._judge.setVisible(judging)
        self._nothing.setVisible(not (self._locked or judging or self._corrects))


def _call(made: QPushButton, text: str) -> None:
    """Give a button another text, for the eye and for a screen reader."""
    made.setText(text)
    made.setAccessibleName(text.replace("&", ""))


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
