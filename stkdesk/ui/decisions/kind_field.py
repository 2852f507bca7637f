"""Which kind of decision it is: a calm choice, one line about each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QWidget

from stkdesk.domain.decision import DecisionKind
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

MEANS = {
    DecisionKind.GRANTED: "Brukeren får det det er søkt om.",
    DecisionKind.PARTLY: "Noe innvilges, og resten avslås.",
    DecisionKind.REFUSED: "Vilkårene er ikke oppfylt.",
    DecisionKind.CHANGED: "Et vedtak som gjelder, får nytt innhold.",
    DecisionKind.ENDED: "Et vedtak som gjelder, skal slutte.",
    DecisionKind.DISMISSED: "Søknaden eller klagen behandles ikke.",
    DecisionKind.REVERSED: "Klagen fører fram, helt eller delvis.",
}
ORDER = tuple(MEANS)
COLUMNS = 2
STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: COLUMNS,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -COLUMNS,
}


class KindField(QWidget):
    """A card for each kind; folded to the chosen one when it is known already.

    Signals:
        edited: another kind was chosen.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Begin open, on a grant."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._cards: dict[DecisionKind, _Card] = {}
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.u(6))
        for at, kind in enumerate(ORDER):
            made = _Card(kind)
            self._group.addButton(made.radio)
            made.radio.toggled.connect(made.follow)
            made.radio.installEventFilter(self)
            self._cards[kind] = made
            grid.addWidget(made, at // COLUMNS, at % COLUMNS)
        self._title, self._means = label("", "h3"), label("", "small", wrap=True)
        self._other = button("Velg et annet", "link", on=self.unfold)
        self._other.setAutoDefault(True)
        words = column(self._title, self._means, gap=0)
        self._folded = QFrame()
        self._folded.setProperty("card", "flat")
        self._folded.setLayout(
            row((words, 1), self._other, gap=10, margins=(12, 7, 10, 7))
        )
        self._folded.hide()
        self.setLayout(column(self._folded, self._grid, gap=0))
        self._cards[DecisionKind.GRANTED].radio.setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)
        self._follow()

    def value(self) -> DecisionKind:
        """Return the chosen kind."""
        return next(k for k, each in self._cards.items() if each.radio.isChecked())

    def set_value(self, kind: DecisionKind) -> None:
        """Choose ``kind`` without telling anybody."""
        was = self._group.blockSignals(True)
        self._cards[kind].radio.setChecked(True)
        self._group.blockSignals(was)
        self._follow()

    def fold(self) -> None:
        """Show only what is chosen."""
        self._grid.hide()
        self._folded.show()
        self._follow()

    def unfold(self) -> None:
        """Offer every kind; the cursor goes to the chosen one."""
        self._folded.hide()
        self._grid.show()
        self._follow()
        self._cards[self.value()].radio.setFocus()

    def draft_text(self) -> str:
        """Return what is chosen, for a draft."""
        return self.value().value

    def set_draft_text(self, text: str) -> None:
        """Choose what ``draft_text`` gave."""
        if text in set(DecisionKind):
            self.set_value(DecisionKind(text))

    def shown_text(self) -> str:
        """Return what a person sees."""
        return self.value().label

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move as the cards stand, and choose."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                at = ORDER.index(self.value()) + step
                if 0 <= at < len(ORDER):
                    radio = self._cards[ORDER[at]].radio
                    radio.setFocus(Qt.FocusReason.TabFocusReason)
                    radio.setChecked(True)
                return True
        return super().eventFilter(watched, event)

    def _on_toggled(self, _radio: QRadioButton, on: bool) -> None:
        if on:
            self._follow()
            self.edited.emit()

    def _follow(self) -> None:
        kind = self.value()
        self._title.setText(kind.label)
        self._means.setText(MEANS[kind])
        shown = self._other if self._grid.isHidden() else self._cards[kind].radio
        self.setFocusProxy(shown)
        for each in self._cards.values():
            each.follow()


class _Card(QFrame):
    """One kind; a press anywhere on it chooses it."""

    def __init__(self, kind: DecisionKind) -> None:
        super().__init__()
        self.radio = QRadioButton(kind.label)
        self.radio.setAccessibleDescription(MEANS[kind])
        means = label(MEANS[kind], "small", wrap=True)
        means.setMinimumWidth(1)
        self.setLayout(
            column(self.radio, row(28, (means, 1), gap=0), gap=0, margins=(8, 4, 8, 7))
        )
        self.follow()

    def follow(self) -> None:
        """Look as chosen, or not."""
        look = "picked" if self.radio.isChecked() else "flat"
        if self.property("card") != look:
            self.setProperty("card", look)
            theme.restyle(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # so that the release comes here too

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.radio.setFocus()
            self.radio.setChecked(True)
