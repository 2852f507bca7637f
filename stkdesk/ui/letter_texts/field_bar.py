"""The merge fields of a letter as small buttons: a press puts one into the text."""

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

_LAW = "lov: "


class FieldBar(QWidget):
    """Facts of the case first, legal references after them.

    Signals:
        picked: the key of a field to put in.
        bold_wanted: what is chosen should be bold, or plain again.
    """

    picked, bold_wanted = Signal(str), Signal()

    def __init__(self) -> None:
        """Show no fields yet."""
        super().__init__()
        self._fields = QWidget()
        self._fields.setAccessibleName("Flettefelt")
        self._flow = Flow(self._fields, theme.u(6))
        self._none = label("Denne teksten har ingen flettefelt.", "small")
        self._bold = button(
            "Fet", "", tip="Fet skrift (Ctrl+B)", name="Fet skrift", on=self._on_bold
        )
        self._about = label(
            "Flettefelt: trykk for å sette inn, eller skriv « i teksten.", "small"
        )
        head = row(self._about, None, self._bold, gap=8)
        self.setLayout(column(head, self._none, self._fields, gap=5))

    def show_fields(self, first: Collection[str], allowed: Collection[str]) -> None:
        """Show the fields of a text; those the standard text has come first."""
        clear(self._flow)
        used = list(dict.fromkeys(first))
        others = sorted(
            (field_called(key) for key in allowed if key not in used), key=_order
        )
        for field in [*map(field_called, used), *others]:
            self._flow.addWidget(self._chip(field, is_used=field.key in used))
        self._fields.setVisible(bool(allowed))
        self._about.setVisible(bool(allowed))
        self._none.setVisible(not allowed)
        self._fields.updateGeometry()

    def show_bold(self, allowed: bool) -> None:
        """Offer bold, or not: headings are never bold."""
        self._bold.setVisible(allowed)

    def _chip(self, field: MergeField, *, is_used: bool) -> QWidget:
        tip = "Sett inn " + field.token
        if field.is_optional:
            tip += ". Avsnittet utgår når feltet er tomt i saken"
        made = button(field.token, "field", tip=tip, on=partial(self._on, field.key))
        made.setProperty("used", is_used)
        return made

    def _on(self, key: str) -> None:
        self.picked.emit(key)

    def _on_bold(self) -> None:
        self.bold_wanted.emit()


def _order(field: MergeField) -> tuple[bool, str]:
    return field.name.startswith(_LAW), field.name.casefold()
