"""The columns of the file: a list in their order, and the choices of the one chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QWidget

from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import Column, PayrollField, moved, new_column
from stkdesk.ui import theme
from stkdesk.ui.fields import ChoiceField
from stkdesk.ui.payroll_file.column_box import ColumnBox
from stkdesk.ui.widgets.boxes import column, flat, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

LIST_WIDTH, LIST_HEIGHT = 250, 270  # pixels at text size 10


class ColumnsField(QWidget):
    """Chooses columns, orders them and says how each is written.

    Ctrl and an arrow moves the one chosen, Delete takes it away.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Begin without columns."""
        super().__init__()
        self._columns: list[Column] = []
        self._made = LayoutFormat.CSV
        self._list, self._box = QListWidget(), ColumnBox()
        self._list.setAccessibleName("Kolonner i rekkefølge")
        self._list.setProperty("role", "columns")
        self._list.setFixedWidth(theme.u(LIST_WIDTH))
        self._list.setMinimumHeight(theme.u(LIST_HEIGHT))
        self._list.currentRowChanged.connect(self._on_chosen)
        self._box.edited.connect(self._on_box)
        self._new = ChoiceField(tuple(PayrollField))
        self._new.setAccessibleName("Ny kolonne")
        self._up = button("Opp", tip="Ctrl+Pil opp", on=partial(self._move, -1))
        self._down = button("Ned", tip="Ctrl+Pil ned", on=partial(self._move, 1))
        self._away = button("Fjern", tip="Fjern kolonnen (Del)", on=self._remove)
        add = button("Legg til", icon="Plus", name="Legg til kolonne", on=self._add)
        shown = flat(column(self._list, margins=4))
        left = column(shown, row(self._up, self._down, self._away, None), gap=8)
        name = label("N&y kolonne")
        name.setBuddy(self._new)
        right = column((self._box, 1), name, row((self._new, 1), add, gap=8), gap=6)
        self.setLayout(row(left, (right, 1), gap=18))
        self.setFocusProxy(self._list)
        for keys, act in (
            ("Ctrl+Up", partial(self._move, -1)),
            ("Ctrl+Down", partial(self._move, 1)),
            ("Delete", self._remove),
        ):
            keyed = QShortcut(QKeySequence(keys), self._list, act)
            keyed.setContext(Qt.ShortcutContext.WidgetShortcut)

    def value(self) -> tuple[Column, ...]:
        """Return the columns in their order."""
        return tuple(self._columns)

    def set_value(self, columns: tuple[Column, ...]) -> None:
        """Show ``columns``, the first of them chosen."""
        self._columns = list(columns)
        self._show(0)

    def set_format(self, made: LayoutFormat) -> None:
        """Offer the choices of a file of this format."""
        self._made = made
        self._show(self._list.currentRow())

    def draft_text(self) -> str:
        """Return the columns as text, to tell whether they differ."""
        return repr(self._columns)

    def _show(self, at: int) -> None:
        with QSignalBlocker(self._list):
            self._list.clear()
            for each in self._columns:
                self._list.addItem(_told(each, self._made))
            self._list.setCurrentRow(min(max(at, 0), len(self._columns) - 1))
        self._on_chosen(self._list.currentRow())

    def _on_chosen(self, at: int) -> None:
        some = 0 <= at < len(self._columns)
        self._box.show_column(self._columns[at] if some else None, self._made)
        last = len(self._columns) - 1
        enable(self._up, some and at > 0, "Kolonnen står øverst.")
        enable(self._down, some and at < last, "Kolonnen står nederst.")
        enable(self._away, some, "Velg en kolonne i listen.")

    def _on_box(self) -> None:
        at, made = self._list.currentRow(), self._box.column()
        if made is not None:
            self._columns[at] = made
            self._list.item(at).setText(_told(made, self._made))
            self.edited.emit()

    def _add(self) -> None:
        """Put a new column after the one chosen."""
        at = self._list.currentRow() + 1
        self._columns.insert(at, new_column(self._new.value()))
        self._show(at)
        self.edited.emit()

    def _remove(self) -> None:
        at = self._list.currentRow()
        if at >= 0:
            del self._columns[at]
            self._show(at)
            self.edited.emit()

    def _move(self, by: int) -> None:
        at = self._list.currentRow()
        if 0 <= at + by < len(self._columns):
            self._columns = list(moved(tuple(self._columns), at, at + by))
            self._show(at + by)
            self.edited.emit()


def _told(each: Column, made: LayoutFormat) -> str:
    """Return the line of the list: ``Ansattnr (Ansattnummer), 8 tegn``."""
    text = each.title
    if text != each.field.label:
        text += f" ({each.field.label})"
    return f"{text}, {each.width} tegn" if made is LayoutFormat.FIXED else text
