"""One choice between two values of a field: mine or another's, of one or the other."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QWidget,
)

from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import Item, column, row
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from stkdesk.ui.conflict import FieldOfTwo, ShownDifference

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
NARROW = 560  # pixels at text size 10: below it, the two stand under one another
EMPTY = "Tomt"
LONG = 60  # signs: a longer text is hard to compare without help


class Choice(QWidget):
    """The name of the field, what stood there, and the two values to choose from.

    Signals:
        chosen: one of the two was chosen.
    """

    chosen = Signal()

    def __init__(
        self,
        shown: ShownDifference,
        sides: tuple[str, str],
        *,
        began_alike: bool = True,
    ) -> None:
        """Ask about ``shown``; ``sides`` are the words over mine and theirs.

        ``began_alike``: both changed what stood there before, which is shown too.
        """
        super().__init__()
        self.shown = shown
        many = len(shown.fields) > 1
        before = _values([(e, e.before) for e in shown.fields], many, " · ")
        mine = _values([(each, each.mine) for each in shown.fields], many)
        theirs = _values([(each, each.theirs) for each in shown.fields], many)
        self._mine = _Side(sides[0], mine, theirs, shown.caption)
        self._theirs = _Side(sides[1], theirs, mine, shown.caption)
        self._group = QButtonGroup(self)
        for side in (self._mine, self._theirs):
            self._group.addButton(side.radio)
            if began_alike:
                side.radio.setAccessibleDescription(f"Før: {before}")
            side.radio.toggled.connect(self._on_toggled)
            side.radio.installEventFilter(self)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.u(10))
        self._beside.addWidget(self._mine, 1)
        self._beside.addWidget(self._theirs, 1)
        self._warning = Icon("ExclamationmarkTriangleFill", "bad", 15)
        self._problem = label("Velg en av de to.", "problem")
        under = row(self._warning, (self._problem, 1), gap=5)
        for each in (self._warning, self._problem):
            each.hide()
        items: list[Item] = [label(shown.caption, "h3", wrap=True)]
        if began_alike:
            items += [label(f"Før: {before}", "small", wrap=True), 2]
        self.setLayout(column(*items, self._beside, under, gap=2))

    @property
    def first(self) -> QRadioButton:
        """Where the cursor belongs: the one chosen, or mine."""
        is_theirs = self._theirs.radio.isChecked()
        return (self._theirs if is_theirs else self._mine).radio

    @property
    def is_made(self) -> bool:
        """Whether one of the two is chosen."""
        return self._group.checkedButton() is not None

    @property
    def keeps_mine(self) -> bool:
        """Whether it is mine."""
        return self._mine.radio.isChecked()

    def choose(self, *, mine: bool) -> None:
        """Choose mine, or theirs."""
        (self._mine if mine else self._theirs).radio.setChecked(True)

    def ask(self) -> None:
        """Say that a choice is wanted here."""
        self._warning.show()
        self._problem.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """An arrow chooses the other one, also before anything is chosen."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in ARROWS
        ):
            other = self._theirs if watched is self._mine.radio else self._mine
            other.radio.setFocus(Qt.FocusReason.TabFocusReason)
            other.radio.setChecked(True)
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        way = QBoxLayout.Direction
        narrow = self.width() < theme.u(NARROW)
        self._beside.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        super().resizeEvent(event)

    def _on_toggled(self) -> None:
        self._warning.hide()
        self._problem.hide()
        for side in (self._mine, self._theirs):
            side.show_chosen()
        self.chosen.emit()


class _Side(QFrame):
    """One of the two values; a press anywhere on it chooses it."""

    def __init__(self, who: str, text: str, other: str, caption: str) -> None:
        super().__init__()
        self.setProperty("card", "pick")
        self.radio = QRadioButton(who)
        self.radio.setAccessibleName(f"{caption}. {who}: {text}")
        self.radio.installEventFilter(self)
        value = label(text, wrap=True)
        if len(text) > LONG:
            value.setTextFormat(Qt.TextFormat.RichText)
            value.setText(marked(text, other))
        value.setMinimumWidth(1)
        value.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Preferred)
        self.setLayout(column(self.radio, value, None, gap=2, margins=(12, 8, 12, 10)))

    def show_chosen(self) -> None:
        """Be marked when it is the chosen one."""
        self.setProperty("card", "picked" if self.radio.isChecked() else "pick")
        theme.restyle(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        self.radio.setChecked(True)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            around = self.parentWidget()
            while around is not None and not hasattr(around, "ensureWidgetVisible"):
                around = around.parentWidget()
            if around is not None:
                around.ensureWidgetVisible(self, 0, theme.u(40))
        return super().eventFilter(watched, event)


def marked(text: str, other: str) -> str:
    """Return ``text`` as rich text, the words that ``other`` has not in bold."""
    words, others = text.split(" "), other.split(" ")
    told = []
    for what, first, last, _, _ in SequenceMatcher(
        None, words, others, autojunk=False
    ).get_opcodes():
        part = escape(" ".join(words[first:last])).replace("\n", "<br>")
        told.append(f"<b>{part}</b>" if what != "equal" and part else part)
    return " ".join(filter(None, told))


def _values(
    fields: list[tuple[FieldOfTwo, str]], many: bool, between: str = "\n"
) -> str:
    """Return the values, each with the name of its field when there are several."""
    if not many:
        return fields[0][1] or EMPTY
    lines = (f"{each.caption}: {text or EMPTY.lower()}" for each, text in fields)
    return between.join(lines)
