"""A quiet line in every room: what IT wants told about the next version.

It can be put away for the day; another text comes up again, and so does tomorrow.
"""

from __future__ import annotations

from datetime import date
from zlib import crc32

from PySide6.QtWidgets import QFrame

from stkdesk import settings
from stkdesk.configuration import choices
from stkdesk.configuration.keys import Key
from stkdesk.ui.icons import Icon
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.memory import window_settings
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

KEPT = "update/put_away"  # in the file of the windows: the day, and which text


class UpdateLine(QFrame):
    """What IT says, across the window; hidden while there is nothing to say."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self.setProperty("card", "bar")
        self._text, self._today = label("", wrap=True), date.min
        away = button(
            "Skjul i dag", "link", name="Skjul beskjeden fra IT i dag", on=self.put_away
        )
        away.setAutoDefault(True)
        mark = Icon("InformationSquare", "muted", 18)
        inside = row(mark, (self._text, 1), away, gap=10, margins=(24, 4, 16, 4))
        self.setLayout(inside)
        self.hide()

    def show_notice(self, text: str, today: date) -> None:
        """Show ``text`` of IT, unless it has been put away ``today``; "" hides it."""
        self._today = today
        kept = str(window_settings().value(KEPT, ""))
        wanted = bool(text) and kept != _kept(text, today)
        is_news = wanted and (text != self._text.text() or self.isHidden())
        self._text.setText(text)
        self.setAccessibleName(f"Beskjed fra IT: {text}")
        self.setVisible(wanted)
        if is_news:
            announce(self, f"Beskjed fra IT: {text}")

    def put_away(self) -> None:
        """Hide it until tomorrow, or until IT says something else."""
        window_settings().setValue(KEPT, _kept(self._text.text(), self._today))
        self.hide()


def show_update_line(window: MainWindow, today: date) -> None:
    """Read what IT says now, also since the start, and show it in ``window``."""
    choices.look_again(Key.UPDATE_NOTICE)
    text = settings.update_notice()
    place = window.under_top
    there = place.itemAt(0)  # gone when the window has been built anew
    line = there.widget() if there is not None else None
    if not isinstance(line, UpdateLine):
        if not text:
            return
        line = UpdateLine()
        place.addWidget(line)
    line.show_notice(text, today)


def _kept(text: str, today: date) -> str:
    """Return what is remembered of ``text``: the day and its sum, not its words."""
    return f"{today.isoformat()} {crc32(text.encode())}"
