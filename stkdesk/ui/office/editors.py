"""Controls of the settings; all have ``value()``, ``set_value()`` and ``done``.

``done`` is emitted when the person has finished a change: left the field, pressed
Enter, or chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker

from stkdesk.domain.account import format_organisation_number
from stkdesk.domain.envelope import ENVELOPES, millimetres
from stkdesk.domain.formats import phone_text
from stkdesk.services.postal_codes import place_of
from stkdesk.ui.field_identity import PostalCodeField
from stkdesk.ui.fields import (
    DateField,
    HoursField,
    NumberField,
    ParsedField,
    TextField,
)
from stkdesk.ui.widgets.chips import Chips

Kind = TypeVar("Kind", bound=StrEnum)
FOLDED = {"C5": "På midten (C5)", "C65": "I tre (C65)"}


class Line(TextField):
    """One line of text."""

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.editingFinished


class PhoneLine(Line):
    """A phone number, written in the Norwegian way once it is left."""

    def value(self) -> str:
        return phone_text(super().value())


class OrganisationLine(Line):
    """An organisation number: kept as digits, shown in threes."""

    def value(self) -> str:
        return (
            format_organisation_number(super().value())
            .replace(" ", "")
            .replace("\N{NO-BREAK SPACE}", "")
        )

    def set_value(self, value: str | None) -> None:
        super().set_value(format_organisation_number(value or ""))


class CodeLine(PostalCodeField):
    """A postal code that knows its place."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(place_of)

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.editingFinished


class HoursLine(HoursField):
    """Hours; the value is whole minutes."""

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.editingFinished


class DayLine(NumberField):
    """A day of the month."""

    hint = "Skriv en dag fra 1 til 28."

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.editingFinished


class MillimetreLine(ParsedField):
    """A length on the sheet; the value is tenths of a millimetre."""

    hint = "Skriv millimeter, for eksempel 25 eller 46,5."

    def read(self, text: str) -> int | None:
        found = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]))?(?: ?mm)?", text.strip())
        return int(found[1]) * 10 + int(found[2] or 0) if found else None

    def write(self, value: int) -> str:
        return f"{millimetres(value)} mm"

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.editingFinished


class DayOfYear(DateField):
    """A date, or nothing."""

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.editingFinished


class Choices(Chips):
    """One of a few; the label of the setting leads to the first of them."""

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        """Show the choices, (key, text) each."""
        super().__init__(choices, name)
        self.setFocusProxy(next(iter(self._buttons.values())))

    @property
    def done(self) -> Any:
        """The signal of a finished change."""
        return self.picked

    def show_choice(self, key: str) -> None:
        """Choose without telling."""
        with QSignalBlocker(self):
            self.choose(key)


class KindChips(Choices, Generic[Kind]):
    """One of a few, each a chip."""

    def __init__(self, choices: Sequence[Kind], name: str) -> None:
        """Offer ``choices``, members of an enumeration with ``label``."""
        super().__init__(
            [(each.value, getattr(each, "label", each.value)) for each in choices], name
        )
        self._kinds = {each.value: each for each in choices}

    def value(self) -> Kind:
        """Return what is chosen."""
        return self._kinds[self.chosen]

    def set_value(self, value: Kind) -> None:
        """Choose ``value`` without telling."""
        self.show_choice(value.value)


class FoldChips(Choices):
    """How a sheet is folded, by the envelope it goes into."""

    def __init__(self) -> None:
        """Offer the envelopes there are windows for."""
        super().__init__(
            [(str(each.fold), FOLDED[each.title]) for each in ENVELOPES], "Brettes"
        )

    def value(self) -> int:
        """Return the height of the folded sheet."""
        return int(self.chosen)

    def set_value(self, value: int) -> None:
        """Choose without telling."""
        self.show_choice(str(value))


class YesNo(Choices):
    """Yes or no, each a chip."""

    def __init__(self, name: str, yes: str = "Ja", no: str = "Nei") -> None:
        """Call them ``yes`` and ``no``."""
        super().__init__([("1", yes), ("", no)], name)

    def value(self) -> bool:
        """Return whether it is yes."""
        return bool(self.chosen)

    def set_value(self, value: bool) -> None:
        """Choose without telling."""
        self.show_choice("1" if value else "")
