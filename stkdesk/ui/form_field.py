"""One labelled field of a form, with room for a problem under it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from stkdesk.domain.errors import Problem
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.texts import label


class Field(QWidget):
    """Label above, editor, and a line under it: hint, or what is wrong.

    Signals:
        edited: the person changed something.
        left: the cursor left the field.
        entered: the cursor came to the field.
    """

    edited, left, entered = Signal(), Signal(), Signal()

    def __init__(
        self,
        text: str,
        editor: QWidget,
        *,
        optional: bool = False,
        hint: str = "",
        width: int = 0,
    ) -> None:
        """Label ``editor`` with ``text``, whose & marks the letter for Alt."""
        super().__init__()
        self.editor, self.was_edited = editor, False
        self._hint = hint
        self._problem: Problem | None = None
        self._name: QLabel | None = None
        self.caption = spoken = text.replace("&", "")
        self._icons = {
            True: Icon("ExclamationmarkTriangleFill", "bad", 15),
            False: Icon("ExclamationmarkTriangle", "warn", 15),
        }
        self._message = label(hint, "small", wrap=True)
        if not hint:  # shown before it has a parent, it would be a window
            self._message.hide()
        under = row(*self._icons.values(), (self._message, 1), gap=5)
        for each in self._icons.values():
            each.hide()
        if width:
            editor.setFixedWidth(theme.u(width))
        if isinstance(editor, QCheckBox):
            editor.setText(text)
            lay = column(editor, under, gap=3)
        else:
            self._name = label(text)
            self._name.setBuddy(editor.focusProxy() or editor)  # Alt leads inside
            head = row(self._name, gap=5)
            if optional:
                head.addWidget(label("(valgfritt)", "muted"))
            head.addStretch(1)
            lay = column(head, editor, under, gap=3)
        lay.setContentsMargins(0, 0, 0, theme.u(3))
        self.setLayout(lay)
        editor.setAccessibleName(spoken + (" (valgfritt)" if optional else ""))
        editor.setAccessibleDescription(hint)
        (editor.focusProxy() or editor).installEventFilter(self)
        self._listen()

    def stand_beside(self) -> None:
        """Be no wider than the editor needs, to stand beside other fields."""
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Maximum, policy.Preferred)
        least = self.editor.minimumWidth() - theme.u(20)
        self._message.setMinimumWidth(max(0, least))

    @property
    def has_problem(self) -> bool:
        """Whether something is written about the field."""
        return self._problem is not None

    def show_problem(self, problem: Problem | None) -> None:
        """Write ``problem`` under the field; None takes it away again."""
        self._problem = problem
        state = "" if problem is None else ("bad" if problem.blocks else "warn")
        role = {"": "small", "bad": "problem", "warn": "warning"}[state]
        text = self._hint if problem is None else problem.message
        for blocks, picture in self._icons.items():
            picture.setVisible(problem is not None and problem.blocks is blocks)
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._message.setProperty("role", role)
        self.editor.setProperty("state", state)
        self.editor.setAccessibleDescription(text)
        theme.restyle(self._message)
        theme.restyle(self.editor)

    def rename(self, text: str) -> None:
        """Call the field something else, whose & marks the letter for Alt."""
        self.caption = text.replace("&", "")
        if self._name is not None:
            self._name.setText(text)
        self.editor.setAccessibleName(self.caption)

    def set_hint(self, text: str) -> None:
        """Change the hint; a problem keeps standing in front of it."""
        self._hint = text
        if self._problem is None:
            self.show_problem(None)

    def complaint(self) -> str:
        """Return what is unreadable about what was typed, "" if nothing is."""
        ask = getattr(self.editor, "complaint", None)
        return str(ask()) if ask is not None else ""

    def text(self) -> str:
        """Return what is in the field, for a draft."""
        match self.editor:
            case QCheckBox() as box:
                return "1" if box.isChecked() else ""
            case QComboBox() as choice:
                return str(choice.currentData())
            case QPlainTextEdit() as area:
                return area.toPlainText()
        value = getattr(self.editor, "draft_text", None)
        if value is not None:
            return str(value())
        return self.editor.text() if isinstance(self.editor, QLineEdit) else ""

    def shown(self) -> str:
        """Return what a person sees in the field."""
        told = getattr(self.editor, "shown_text", None)
        if told is not None:
            return str(told())
        match self.editor:
            case QComboBox() as choice:
                return choice.currentText()
            case QCheckBox() as box:
                return "Ja" if box.isChecked() else "Nei"
            case QLineEdit() as line:
                return line.text()
        return self.text()

    def set_text(self, text: str) -> None:
        """Fill in what ``text`` gave."""
        match self.editor:
            case QCheckBox() as box:
                box.setChecked(bool(text))
            case QComboBox() as choice:
                choice.setCurrentIndex(max(0, choice.findData(text)))
            case QPlainTextEdit() as area:
                area.setPlainText(text)
            case _ if hasattr(self.editor, "set_draft_text"):
                self.editor.set_draft_text(text)
            case QLineEdit() as edit:
                edit.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        elif event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _listen(self) -> None:
        match self.editor:
            case QCheckBox() as box:
                box.toggled.connect(self._on_edited)
            case QComboBox() as choice:
                choice.activated.connect(self._on_edited)
            case QPlainTextEdit() as area:
                area.textChanged.connect(self._on_edited)
            case QLineEdit() as edit:
                edit.textEdited.connect(self._on_edited)
            case other if hasattr(other, "edited"):
                other.edited.connect(self._on_edited)

    def _on_edited(self) -> None:
        self.was_edited = True
        self.edited.emit()
