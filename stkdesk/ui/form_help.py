"""F1 in a form: the help of what is filled in, in a window beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from stkdesk.ui import theme
from stkdesk.ui.help_panel import HelpPanel
from stkdesk.ui.widgets.boxes import column

HEIGHT = 640  # pixels at text size 10, where the screen has them


class FormHelp(QDialog):
    """A page of help that can be read while one types; Esc and F1 close it.

    The panel of the main window cannot be reached while a form is open.
    """

    def __init__(self, form: QWidget, topic: str) -> None:
        """Stand beside ``form``, with the text ``topic``."""
        super().__init__(form)
        self.setWindowTitle("Hjelp")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        panel = HelpPanel()
        panel.closed.connect(self.close)
        self.setLayout(column((panel, 1), gap=0))
        panel.show_topic(topic)
        QShortcut(QKeySequence("F1"), self, self.close)
        room = form.screen().availableGeometry()
        self.resize(panel.width(), min(theme.u(HEIGHT), room.height()))
        corner = form.frameGeometry().topRight()
        left = min(corner.x() + 1, room.right() - self.width())
        self.move(QPoint(max(left, room.left()), corner.y()))


def toggle_help(form: QWidget) -> None:
    """Open the help of ``form``, or close it."""
    near = Qt.FindChildOption.FindDirectChildrenOnly  # a form above has its own
    shown = form.findChild(FormHelp, options=near)
    if shown is not None:
        shown.close()
    else:
        FormHelp(form, topic_of(form)).show()


def topic_of(form: QWidget) -> str:
    """Return the topic of a form: its own, or of the page it stands over."""
    at: QWidget | None = form
    while at is not None:
        for each in (at, getattr(at, "page", None)):
            if topic := getattr(each, "help_topic", ""):
                return str(topic)
        at = at.parentWidget()
    return ""
