"""One reference on the form: who it is, and what was said on the telephone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QWidget

from stkdesk.domain.formats import phone_text
from stkdesk.domain.recruiting import ReferenceAnswer, ReferenceDraft
from stkdesk.ui.fields import TextArea, TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.recruiting.day_field import DayField
from stkdesk.ui.unsaid_fields import MaybeField
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class PhoneField(TextField):
    """A telephone number, written in groups when it is left."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_value(phone_text(self.value()))
        super().focusOutEvent(event)


class ReferenceBox(QFrame):
    """Asks for one reference. An answer without a day was given today.

    Signals:
        edited: something was typed or chosen.
        remove_wanted: the button that takes it away.
    """

    edited, remove_wanted = Signal(), Signal()

    def __init__(self, at: int, today: Callable[[], date]) -> None:
        """Be the reference at place ``at``, 0 for the first."""
        super().__init__()
        self.setProperty("card", "flat")
        self._number: int | None = None
        self._name, self._phone, self._relation = TextField(), PhoneField(), TextField()
        self._answer = MaybeField(tuple(ReferenceAnswer), "Ikke ringt ennå")
        self._called, self._note = DayField(today), TextArea(2)
        title = f"Referanse {at + 1}"
        remove = button(
            "Fjern", "ghost", name=f"Fjern: {title}", on=self.remove_wanted.emit
        )
        self._fields = (
            Field("Navn", self._name, width=236),
            Field("Telefon", self._phone, width=132),
            Field("Hvem er det", self._relation, width=196),
            Field("Svar", self._answer, width=236),
            Field("Ringt", self._called, width=132),
            Field("Hva ble sagt", self._note, optional=True),
        )
        spoken = ("navn", "telefon", "hvem er det", "svar", "ringt", "hva ble sagt")
        for field, word in zip(self._fields, spoken, strict=True):
            field.editor.setAccessibleName(f"{title}, {word}")
            field.edited.connect(self.edited)
        for field in self._fields[:5]:
            field.stand_beside()
        self._relation.setPlaceholderText("arbeidsgiver, lærer …")
        self._answer.activated.connect(self._on_answer)
        head = row(label(title, "h3"), None, remove)
        self.setLayout(
            column(
                head,
                row(*self._fields[:3], None, gap=14),
                row(*self._fields[3:5], None, gap=14),
                self._fields[5],
                gap=4,
                margins=(14, 8, 14, 8),
            )
        )
        # Taking away is never on the way to what is written.
        self.stops = (*(each.editor for each in self._fields), remove)
        self.setFocusProxy(self._name)

    @property
    def first_to_answer(self) -> QWidget:
        """Where the telephone call is written down, or who it is when unknown."""
        return self._answer if self._name.value() else self._name

    def value(self) -> ReferenceDraft:
        """Return what is filled in."""
        return ReferenceDraft(
            name=self._name.value(),
            phone=self._phone.value(),
            relation=self._relation.value(),
            called_on=self._called.value(),
            answer=self._answer.value(),
            note=self._note.value(),
            number=self._number,
        )

    def set_value(self, reference: ReferenceDraft) -> None:
        """Show ``reference``."""
        self._number = reference.number
        self._name.set_value(reference.name)
        self._phone.set_value(phone_text(reference.phone))
        self._relation.set_value(reference.relation)
        self._called.set_value(reference.called_on)
        self._answer.set_value(reference.answer)
        self._note.set_value(reference.note)

    def complaint(self) -> str:
        """Return what to do about a day that cannot be read, or ""."""
        return self._called.complaint()

    def _on_answer(self) -> None:
        if self._answer.value() is not None:
            self._called.put_today_if_empty()
