"""One setting: a title, a line that explains it, and a control beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QWidget,
)

from stkdesk.configuration.choices import Choice
from stkdesk.domain.errors import Problem
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.why_not import Asleep, Reason, reasons_of, why
from stkdesk.ui.widgets.boxes import Item, column, frame, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

FIELD_WIDTH, LARGEST = 330, 460  # pixels at text size 10
NARROW = 600  # below it, the control stands under its title
ANY_WIDTH = (1 << 24) - 1  # what Qt calls no limit
BY_IT = "styrt av IT"
ASK_IT = "Det gjelder alle som bruker maskinen. Skal det være annerledes, spør IT."
SAVED_MS = 4000  # how long "Lagret" is shown


def managed_mark(title: str, sentence: str) -> QAbstractButton:
    """Return the quiet words that IT has decided ``title``; pressed, they say more.

    A stop for Tab, unlike what is greyed: so a screen reader comes by and tells why.
    """
    mark = button(BY_IT, "ghost", icon="PadlockLocked", name=f"{title}: {BY_IT}")
    mark.setToolTip(sentence)
    mark.setAccessibleDescription(sentence)
    mark.setAutoDefault(True)
    Asleep(mark, title, (Reason(sentence, now=ASK_IT),), None)
    mark.clicked.connect(partial(_tell_why, mark))
    return mark


def _tell_why(mark: QAbstractButton, _checked: bool = False) -> None:
    from stkdesk.ui.why_window import WhyNot  # when somebody asks

    WhyNot(mark.window(), reasons_of(mark)).open()


class Setting(QWidget):
    """A row of the settings. What is wrong is written under the control.

    That it is saved stands beside the title, where it moves nothing: the next row is
    already being filled in, and must not jump.
    """

    def __init__(self, title: str, explanation: str, *controls: Item) -> None:
        """Show ``title``, whose & marks the letter for Alt, beside ``controls``."""
        super().__init__()
        self.title = title.replace("&", "")
        self._problem: Problem | None = None
        self._message = label("", "small", wrap=True)
        self._icons = {
            "bad": Icon("ExclamationmarkTriangleFill", "bad", 15),
            "warn": Icon("ExclamationmarkTriangle", "warn", 15),
        }
        self._saved = frame(
            row(Icon("Checkmark", "good", 15), label("Lagret", "small"))
        )
        self._saved.hide()
        self._clock = QTimer(self, interval=SAVED_MS, singleShot=True)
        self._clock.timeout.connect(self._on_shown_long_enough)
        self._name = label(title)
        self._name.setProperty("role", "h3")
        self._explanation = label(explanation, "small", wrap=True)
        if not explanation:
            self._explanation.hide()
        self._head = row(self._name, None, self._saved, gap=8)
        self._by_it: QAbstractButton | None = None  # says that IT has decided
        words = column(self._head, self._explanation, None, gap=1)
        under = QWidget()
        under.setLayout(row(*self._icons.values(), (self._message, 1), gap=5))
        self._under = under
        self._side = QWidget()
        self._side.setLayout(column(row(*controls, gap=8), under, gap=3))
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.u(16))
        self._beside.addLayout(words, 1)
        self._beside.addWidget(self._side, 0)
        self.setLayout(column(self._beside, 9, line(), gap=0, margins=(0, 9, 0, 0)))
        self._controls = [each for each in controls if isinstance(each, QWidget)]
        self._introduce(explanation)
        for edit in self._side.findChildren(QLineEdit):
            edit.installEventFilter(self)
        self._write("", "")

    @property
    def has_problem(self) -> bool:
        """Whether something must be put right."""
        return self._problem is not None and self._problem.blocks

    def lock(self, choice: Choice) -> None:
        """Let nobody change it: IT has decided, and that stands beside the title."""
        sentence = f"{self.title}: {BY_IT} ({choice.source.value})."
        for control in self._controls:
            if isinstance(control, QAbstractButton):
                why(control, sentence)
            elif not isinstance(control, QLabel):  # in a text nothing can be changed
                control.setEnabled(False)
            control.setAccessibleDescription(sentence)
        if self._by_it is None:
            mark = managed_mark(self.title, sentence)
            self._head.insertWidget(1, mark)
            self._by_it = mark

    def explain(self, text: str) -> None:
        """Change the line that explains."""
        self._explanation.setText(text)
        self._explanation.setVisible(bool(text))

    def show_problem(self, problem: Problem | None) -> None:
        """Write ``problem`` under the control; None takes it away."""
        self._problem = problem
        if problem is None:
            self._write("", "")
        else:
            self._write("bad" if problem.blocks else "warn", problem.message)

    def show_saved(self, warning: Problem | None = None) -> None:
        """Say quietly that it is saved; a ``warning`` is said instead, and stays."""
        self._problem = warning
        if warning is not None:
            self._write("warn", warning.message)
        else:
            self._write("", "")
            self._saved.show()
            for control in self._controls:
                if isinstance(control, QLineEdit):
                    control.setAccessibleDescription("Lagret")
            self._clock.start()

    def show_warning(self, warning: Problem | None) -> None:
        """Say what is worth a look about what stands in the register."""
        if warning is not None or self._problem is not None:
            self.show_problem(warning)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing typed in the field can be undone.

        A line edit takes the key all the same, and "Angre Ctrl+Z" would be untrue.
        """
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and isinstance(watched, QLineEdit)
            and not watched.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme.u(NARROW)
        way = QBoxLayout.Direction
        self._beside.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._beside.setSpacing(theme.u(6 if narrow else 16))
        # A largest width would not be reckoned with when heights are asked for.
        spare = max(0, self.width() - theme.u(LARGEST)) if narrow else 0
        self._side.setContentsMargins(0, 0, spare, 0)
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(ANY_WIDTH)
        else:
            self._side.setFixedWidth(max(theme.u(FIELD_WIDTH), self._needed()))
        super().resizeEvent(event)

    def _needed(self) -> int:
        inside: QLayout | None = self._side.layout()
        return min(inside.minimumSize().width(), self.width() // 2) if inside else 0

    def _introduce(self, explanation: str) -> None:
        """Name the controls for a screen reader; the first is the label's buddy."""
        for at, control in enumerate(self._controls):
            if at == 0 and not isinstance(control, QLabel):
                self._name.setBuddy(control)
            if not control.accessibleName():
                control.setAccessibleName(self.title)
            control.setAccessibleDescription(explanation)

    def _write(self, state: str, text: str) -> None:
        self._clock.stop()
        self._saved.hide()
        for name, picture in self._icons.items():
            picture.setVisible(name == state)
        self._message.setText(text)
        self._message.setProperty(
            "role", {"bad": "problem", "warn": "warning"}.get(state, "small")
        )
        theme.restyle(self._message)
        self._under.setVisible(bool(text))
        for control in self._controls:
            if isinstance(control, QLineEdit):
                control.setProperty("state", state if state in ("bad", "warn") else "")
                control.setAccessibleDescription(text or self._explanation.text())
                theme.restyle(control)

    def _on_shown_long_enough(self) -> None:
        if self._problem is None:
            self._write("", "")
