"""One page of the first start: fields, what is wrong with them, and the way back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count
from stkdesk.ui.form_field import Field
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce


class Step(QWidget):
    """Asks; what is wrong is told by the field, and nothing typed is lost.

    Signals:
        wanted: what was asked for, when nothing stands in the way.
        went_back: the person wants the page before it.
    """

    wanted, went_back = Signal(object), Signal()

    def __init__(self) -> None:
        """Ask for nothing yet: whoever derives fills ``_fields``."""
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._status = label("", "small")

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """Write each problem by its field, and return how many there are."""
        by_field = {problem.field: problem for problem in problems}
        for name, field in self._fields.items():
            field.show_problem(by_field.get(name))
        bad = [field for name, field in self._fields.items() if name in by_field]
        self._status.setText(
            f"{count(len(bad), 'felt', 'felt')} må rettes" if bad else ""
        )
        if bad:
            announce(self, self._status.text())
            bad[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return len(bad)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        else:
            super().keyPressEvent(event)
