"""The choices of one column; those that say nothing about it are not shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import (
    Align,
    Column,
    DateForm,
    DecimalSign,
    Fill,
    PayrollField,
    Shape,
)
from stkdesk.ui import theme
from stkdesk.ui.fields import ChoiceField, NumberField, TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.widgets.boxes import column as under
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label


class ColumnBox(QWidget):
    """Edits one column of the layout.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self) -> None:
        """Show no column yet."""
        super().__init__()
        self._column: Column | None = None
        self._heading, self._text = TextField(), TextField()
        self._decimals, self._width = NumberField(), NumberField()
        self._sign = ChoiceField(tuple(DecimalSign))
        self._date_form = ChoiceField(tuple(DateForm))
        self._align, self._fill = ChoiceField(tuple(Align)), ChoiceField(tuple(Fill))
        self._is_cut = QCheckBox()
        self._title = label("", "h3")
        self._fields = {
            "heading": Field("&Overskrift", self._heading, width=170),
            "text": Field("&Tekst", self._text, width=170),
            "decimals": Field("Des&imaler", self._decimals, width=80),
            "sign": Field("Desima&ltegn", self._sign),
            "date_form": Field("&Dato skrives", self._date_form),
            "width": Field("&Bredde, tegn", self._width, width=80),
            "align": Field("&Stilles", self._align),
            "fill": Field("Fylles &med", self._fill),
            "is_cut": Field("Kutt det som e&r for langt", self._is_cut),
        }
        inside = QWidget()
        flow = Flow(inside, theme.u(12))
        for field in self._fields.values():
            field.stand_beside()
            field.edited.connect(self._on_edited)
            flow.addWidget(field)
        self.setLayout(under(self._title, inside, None, gap=6))

    def show_column(self, column: Column | None, made: LayoutFormat) -> None:
        """Show ``column`` of a file of this format; None shows nothing."""
        self._column = None  # what is filled in now is not typed
        self.setEnabled(column is not None)
        shown = _choices(column, made) if column is not None else frozenset()
        for name, field in self._fields.items():
            field.setVisible(name in shown)
        if column is None:
            self._title.setText("Velg en kolonne i listen")
            return
        self._title.setText(column.field.label)
        for name, field in self._fields.items():
            if name == "is_cut":
                self._is_cut.setChecked(column.is_cut)
            else:
                field.editor.set_value(getattr(column, name))  # type: ignore[attr-defined]
        self._column = column

    def column(self) -> Column | None:
        """Return the column as it is filled in; None while none is shown."""
        if self._column is None:
            return None
        return replace(
            self._column,
            heading=self._heading.value(),
            text=self._text.value(),
            decimals=_whole(self._decimals),
            width=_whole(self._width),
            sign=self._sign.value(),
            date_form=self._date_form.value(),
            align=self._align.value(),
            fill=self._fill.value(),
            is_cut=self._is_cut.isChecked(),
        )

    def _on_edited(self) -> None:
        if self._column is not None:
            self.edited.emit()


def _whole(field: NumberField) -> int:
    """Return the number typed; -1, which no column takes, for what is not one."""
    value = field.value()
    return -1 if value is None else int(value)


def _choices(column: Column, made: LayoutFormat) -> frozenset[str]:
    """Return the names of the choices that say something about ``column``."""
    found = {"heading"}
    shape = column.field.shape
    if column.field is PayrollField.FIXED_TEXT:
        found.add("text")
    if shape is Shape.NUMBER and column.field is not PayrollField.PLACE:
        found.add("decimals")
        if made is not LayoutFormat.XLSX:
            found.add("sign")
    if shape in (Shape.DAY, Shape.MONTH):
        found.add("date_form")
    if made is LayoutFormat.FIXED:
        found |= {"width", "align", "fill"}
        if shape is Shape.TEXT:
            found.add("is_cut")
    return frozenset(found)
