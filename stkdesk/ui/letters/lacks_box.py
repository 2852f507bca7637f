"""What a letter lacks, each line with a button that leads to where it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from stkdesk.domain.formats import count
from stkdesk.domain.rule import Broken
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

MOST_SHOWN = 3  # the rest is told by the fields when the letter is to be sent


class LacksBox(QFrame):
    """A line for each thing missing; nothing when nothing is.

    Signals:
        wanted: the act of the remedy whose button was pressed.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._shown: tuple[Broken, ...] | None = None
        self._lines = column(gap=0, margins=(14, 8, 12, 8))
        self.setLayout(self._lines)
        self.hide()

    def show_lacks(self, missing: Sequence[Broken]) -> None:
        """Show ``missing``; the same again changes nothing."""
        if tuple(missing) == self._shown:
            return  # the cursor may be on one of the buttons
        self._shown = tuple(missing)
        self.setProperty("card", "warn" if missing else "flat")
        clear(self._lines)
        if missing:
            told = f"Brevet mangler {count(len(missing), 'ting', 'ting')}"
            self._lines.addWidget(label(told, "h3"))
        for each in missing[:MOST_SHOWN]:
            line = row(Icon("Circle", "warn", 15), (label(each.sentence, wrap=True), 1))
            if each.remedy is not None:
                go = partial(self.wanted.emit, each.remedy.act)
                line.addWidget(button(each.remedy.verb, "link", on=go))
            self._lines.addLayout(line)
        if (rest := len(missing) - MOST_SHOWN) > 0:
            self._lines.addWidget(label(f"og {count(rest, 'ting', 'ting')} til"))
        self.setVisible(bool(missing))
        self.setAccessibleName("; ".join(each.sentence for each in missing))
