"""Questions to the person, answered later: the program never stops to wait."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import Kind, button
from stkdesk.ui.widgets.texts import label

Answer = tuple[str, Kind, Callable[[], object]]  # text, look, what it does


class Question(QDialog):
    """A title, a sentence, and a button for each answer, and one that closes."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        *answers: Answer,
        no: str = "Avbryt",
    ) -> None:
        """Ask; the first answer is what Enter gives, ``no`` what Esc gives.

        Without answers it only tells, and both give ``no``.

        ``title`` must not say whom it is about: it is seen in the task bar.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleDescription(text)
        body = column(
            label(title, "h2", wrap=True),
            label(text, wrap=True),
            gap=6,
            margins=(22, 20, 22, 18),
        )
        decline = button(no, "" if answers else "primary", on=self.reject)
        made = [self._answer(*answer) for answer in answers]
        buttons = row(None, decline, *reversed(made), margins=(22, 12, 22, 12))
        self.setLayout(column(body, frame(buttons, "foot"), gap=0))
        self.setMinimumWidth(theme.u(440))
        first = made[0] if made else decline
        first.setDefault(True)
        first.setFocus()

    def _answer(self, text: str, kind: Kind, act: Callable[[], object]) -> QPushButton:
        def _chosen() -> None:
            self.accept()
            act()

        return button(text, kind, on=_chosen)


def ask(
    parent: QWidget, title: str, text: str, *answers: Answer, no: str = "Avbryt"
) -> Question:
    """Ask for what cannot be undone; everything else is done at once with a toast."""
    question = Question(parent, title, text, *answers, no=no)
    question.open()
    return question


def ask_unsaved(
    parent: QWidget, save: Callable[[], object], discard: Callable[[], object]
) -> Question:
    """Ask what to do with what is typed and not saved: Lagre, Forkast, Avbryt."""
    return ask(
        parent,
        "Ulagrede endringer",
        "Vil du lagre det du har skrevet, før du lukker?",
        ("Lagre", "primary", save),
        ("Forkast", "", discard),
    )
