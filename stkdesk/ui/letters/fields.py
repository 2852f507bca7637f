"""The fields of a letter, made from what its kind asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from stkdesk.domain.certificate import CertificateBasis
from stkdesk.domain.field_rules import day_in
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.letter import FieldShape, LetterField
from stkdesk.ui.fields import ChoiceField, DateField, HoursField, TextArea, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.form_field import Field

MOST_BESIDE, ROOM = 3, 600  # short fields on one line, and pixels for them
_WIDTHS = {
    FieldShape.DATE: 150,
    FieldShape.MINUTES: 100,
    FieldShape.UNIT: 130,
    FieldShape.BASIS: 330,
    FieldShape.LINE: 220,
}
#: Pixels of fields that are wider, or narrower, than others of their shape.
_WIDE = {"interview_time": 90, "place": 320, "bring_to": 320}
_LONG = {"reasons": 5, "facts": 5, "assessment": 5, "reason": 4, "wanted": 4}


class LetterFields:
    """Puts the fields of one kind of letter into a form, and reads them."""

    def __init__(
        self, form: Form, fields: Sequence[LetterField], today: Callable[[], date]
    ) -> None:
        """Add ``fields`` to ``form``."""
        self._fields = fields
        self._editors: dict[str, Any] = {}
        keys: set[str] = set()
        beside: list[Field] = []
        taken = 0
        for each in self._fields:
            editor = self._editors[each.key] = _editor(each, today)
            wide = _WIDE.get(each.key, _WIDTHS.get(each.shape, 0))
            made = form.add(
                each.key,
                with_key(each.label, keys),
                editor,
                optional=not each.is_required,
                hint=each.hint,
                width=wide,
            )
            is_full = len(beside) == MOST_BESIDE or taken + wide > ROOM
            if each.shape is FieldShape.TEXT or is_full:
                _stand(form, beside)
                beside, taken = [], 0
            if each.shape is not FieldShape.TEXT:
                beside.append(made)
                taken += wide
        _stand(form, beside)

    def fill(self, fields: Mapping[str, str]) -> None:
        """Show what is filled in."""
        for each in self._fields:
            text, editor = fields.get(each.key, ""), self._editors[each.key]
            match each.shape:
                case FieldShape.DATE:
                    editor.set_value(day_in(text))
                case FieldShape.MINUTES:
                    editor.set_value(int(text) if text.isdecimal() else None)
                case FieldShape.UNIT:
                    editor.set_value(HoursUnit(text or HoursUnit.WEEK.value))
                case FieldShape.BASIS:
                    first = CertificateBasis.HEALTH.value
                    editor.set_value(CertificateBasis(text or first))
                case _:
                    editor.set_value(text)

    def read(self) -> dict[str, str]:
        """Return what is filled in; an empty field is left out."""
        found = {each.key: self._read(each) for each in self._fields}
        return {key: text for key, text in found.items() if text}

    def _read(self, field: LetterField) -> str:
        value = self._editors[field.key].value()
        match field.shape:
            case _ if value is None:
                return ""
            case FieldShape.DATE:
                return str(value.isoformat())
            case FieldShape.UNIT | FieldShape.BASIS:
                return str(value.value)
            case _:
                return str(value)


def with_key(text: str, taken: set[str]) -> str:
    """Return ``text`` with & before its first free letter, for Alt; ``taken`` grows."""
    for at, sign in enumerate(text):
        if sign.isalpha() and sign.casefold() not in taken:
            taken.add(sign.casefold())
            return f"{text[:at]}&{text[at:]}"
    return text


def _editor(field: LetterField, today: Callable[[], date]) -> QWidget:
    match field.shape:
        case FieldShape.DATE:
            return DateField(today)
        case FieldShape.MINUTES:
            return HoursField()
        case FieldShape.UNIT:
            return ChoiceField(tuple(HoursUnit))
        case FieldShape.BASIS:
            return ChoiceField(tuple(CertificateBasis))
        case FieldShape.LINE:
            return TextField()
    return TextArea(_LONG.get(field.key, 3))


def _stand(form: Form, beside: list[Field]) -> None:
    if len(beside) > 1:
        form.add_row(*beside)
