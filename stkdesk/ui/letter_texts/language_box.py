"""What stands under the editor of one language: whose text it is, and the standard."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.language import Language
from stkdesk.domain.merge_fields import shown
from stkdesk.ui import theme
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import column, flat
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label

STANDARD = Mark("Standardtekst", Tone.QUIET)
OWN = Mark("Kontorets egen", Tone.GOOD, "Checkmark")
CHANGED = Mark("Ikke lagret", Tone.WARN, "Pencil")


class StandardBox(QWidget):
    """A badge, the way back to the standard, and the standard where it differs.

    Signals:
        standard_wanted: put the standard text in the editor.
    """

    standard_wanted = Signal()

    def __init__(self, language: Language) -> None:
        """Stand under the editor of ``language``."""
        super().__init__()
        self._badge = Badge(STANDARD)
        self._back = button(
            "Tilbake til standard",
            "link",
            name=f"Tilbake til standard, {language.label.lower()}",
            on=self._on_back,
        )
        self._text = label("", "muted", wrap=True, selectable=True)
        self._text.setMinimumWidth(1)
        self._beside = flat(
            column(
                label("Standardteksten", "small"),
                self._text,
                gap=2,
                margins=(10, 8, 10, 9),
            )
        )
        head = QWidget()
        beside = Flow(head, theme.u(6))  # under one another where it is narrow
        beside.addWidget(self._badge)
        beside.addWidget(self._back)
        self.setLayout(column(head, self._beside, gap=4))

    def show_state(self, body: str, saved: str, standard: str) -> None:
        """Tell whose ``body`` is: the standard, the office's, or not ``saved``."""
        is_standard = body == standard
        if body != saved:
            self._badge.show_mark(CHANGED)
        else:
            self._badge.show_mark(STANDARD if is_standard else OWN)
        self._text.setText(shown(re.sub(r"</?b>", "", standard)))
        self._beside.setVisible(not is_standard)
        self._back.setVisible(not is_standard)

    def _on_back(self) -> None:
        self.standard_wanted.emit()
