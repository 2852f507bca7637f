"""The merge fields of a text as small buttons: a press puts one in."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stkdesk.domain.merge_fields import MergeField, field_called
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label


class FieldBar(QWidget):
    """The fields of the standard text, and a way to all the others.

    Signals:
        picked: the key of a field to put in.
        list_wanted: every field should be offered where the cursor is.
        bold_wanted: what is chosen should be bold, or plain again.
    """

    picked, list_wanted, bold_wanted = Signal(str), Signal(), Signal()

    def __init__(self) -> None:
        """Show no fields yet."""
        super().__init__()
        self._fields = QWidget()
        self._fields.setAccessibleName("Flettefelt")
        self._flow = Flow(self._fields, theme.u(6))
        self._about = label("", "small")
        self._bold = button(
            "Fet", "", tip="Fet skrift (Ctrl+B)", name="Fet skrift", on=self._on_bold
        )
        self._more = button(
            "Flere felt …",
            "",
            tip="Alle flettefeltene (« eller Ctrl+Mellomrom i teksten)",
            on=self._on_more,
        )
        head = row(self._about, None, self._more, self._bold, gap=6)
        self.setLayout(column(head, self._fields, gap=6))

    def show_fields(self, first: Collection[str], allowed: Collection[str]) -> None:
        """Show the fields the standard text has; the rest of ``allowed`` are listed."""
        clear(self._flow)
        for key in dict.fromkeys(first):
            self._flow.addWidget(self._chip(field_called(key)))
        self._fields.setVisible(bool(first))
        self._more.setVisible(len(allowed) > len(set(first)))
        self._about.setText("Flettefelt: trykk for å sette inn" if first else "")
        self._fields.updateGeometry()

    def show_bold(self, allowed: bool) -> None:
        """Offer bold, or not: headings are never bold."""
        self._bold.setVisible(allowed)

    def _chip(self, field: MergeField) -> QWidget:
        tip = "Sett inn " + field.token
        return button(field.token, "field", tip=tip, on=partial(self._on, field.key))

    def _on(self, key: str) -> None:
        self.picked.emit(key)

    def _on_more(self) -> None:
        self.list_wanted.emit()

    def _on_bold(self) -> None:
        self.bold_wanted.emit()
