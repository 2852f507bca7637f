"""One who may get the decision: where it goes, why, and what must be answered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from stkdesk.services.recipients import Recipient
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import column, flat, frame, row
from stkdesk.ui.widgets.texts import label

COPY = Mark("Kopi", Tone.QUIET, "Files")
BY_HAND = Mark("Leveres for hånd", Tone.WARN, "ShieldLock")
NOWHERE = Mark("Mangler adresse", Tone.BAD, "ExclamationmarkTriangle")


class RecipientRow(QFrame):
    """A tick, or a question with two answers; taking off who is proposed asks why.

    Signals:
        edited: it was ticked or taken off, answered, or a reason was typed.
    """

    edited = Signal()

    def __init__(self, one: Recipient, what: str = "vedtaket") -> None:
        """Show ``one`` as proposed; ``what`` is what they get."""
        super().__init__()
        self.one, self._what = one, what
        self._tick = QCheckBox(who(one))
        self._yes = QRadioButton("Ja, brevet går hit")
        self._no = QRadioButton("Nei, ikke hit")
        self._reason = QLineEdit()
        self._group = QButtonGroup(self)
        for each in (self._yes, self._no):
            self._group.addButton(each)
            each.setAccessibleDescription(f"{who(one)}. {one.asks}")
            each.toggled.connect(self._on_edited)
        self._tick.setChecked(one.is_proposed)
        self._tick.setAccessibleDescription(f"{where(one)}. {one.why}")
        self._tick.toggled.connect(self._on_edited)
        self._reason.setPlaceholderText("Skriv hvorfor; det står i loggen")
        self._reason.setAccessibleName(f"Hvorfor {one.name} ikke skal ha {what}")
        self._reason.textEdited.connect(lambda _text: self.edited.emit())
        self._asking = frame(
            row(20, (label(f"Skal ikke ha {what} fordi"), 0), (self._reason, 1), gap=8)
        )
        self.setLayout(column(flat(self._inside()), gap=0))
        self._follow()

    @property
    def first(self) -> QWidget:
        """Where the cursor comes first."""
        return self._yes if self.one.asks else self._tick

    @property
    def is_chosen(self) -> bool:
        """Whether the letter goes here."""
        if self.one.asks:
            return self._yes.isChecked()
        return self._tick.isChecked()

    def problem(self) -> str:
        """Return what must be answered here, "" when nothing is."""
        if self.one.asks and self._group.checkedButton() is None:
            return f"Svar på om {self.one.name} skal ha {self._what}."
        if self._is_left_out and not self._reason.text().strip():
            return f"Skriv hvorfor {self.one.name} ikke skal ha {self._what}."
        return ""

    def left_out(self) -> str:
        """Return why somebody who should have the letter does not, "" otherwise."""
        if not self._is_left_out:
            return ""
        return f"{who(self.one)} får ikke {self._what}: {self._reason.text().strip()}"

    def go_to_problem(self) -> None:
        """Put the cursor where the answer is wanted."""
        (self._reason if self._is_left_out else self.first).setFocus()

    def answer(self) -> list[str]:
        """Return [goes here, reason] where it is not as proposed, else nothing."""
        if self.one.asks:
            if self._group.checkedButton() is None:
                return []
        elif self._tick.isChecked() is self.one.is_proposed:
            return []
        return ["1" if self.is_chosen else "", self._reason.text()]

    def set_answer(self, answer: list[str]) -> None:
        """Show what ``answer`` gave, without telling anybody."""
        was = self.blockSignals(True)
        if answer:
            goes, reason = answer
            self._yes.setChecked(bool(goes))
            self._no.setChecked(not goes)
            self._tick.setChecked(bool(goes))
            self._reason.setText(reason)
        else:
            self._tick.setChecked(self.one.is_proposed)
        self.blockSignals(was)
        self._follow()

    @property
    def _is_left_out(self) -> bool:
        return self.one.is_proposed and not self.one.asks and not self._tick.isChecked()

    def _inside(self) -> QVBoxLayout:
        one = self.one
        head = row(label(who(one), "h3") if one.asks else self._tick, gap=8)
        for is_so, mark in (
            (one.is_copy, COPY),
            (one.by_hand, BY_HAND),
            (not one.has_address, NOWHERE),
        ):
            if is_so:
                head.addWidget(Badge(mark))
        head.addStretch(1)
        told = label(f"{where(one)}\n{one.why}", "small", wrap=True)
        told.setMinimumWidth(1)
        inside = column(head, row(28, (told, 1), gap=0), gap=1, margins=(10, 7, 10, 8))
        if one.asks:
            icon = Icon("ExclamationmarkTriangle", "warn", 15)
            asked = label(one.asks, "warning", wrap=True)
            asked.setMinimumWidth(1)
            inside.addLayout(row(28, icon, (asked, 1), gap=5))
            inside.addLayout(row(28, self._yes, self._no, None, gap=14))
        inside.addWidget(self._asking)
        return inside

    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        self._asking.setVisible(self._is_left_out)


def who(one: Recipient) -> str:
    """Return the name, and what the person is to the client."""
    return f"{one.name} ({one.relation.label.lower()})" if one.relation else one.name


def where(one: Recipient) -> str:
    """Return the address, or why there is none."""
    if one.by_hand:
        return "Adressen er fortrolig: brevet får ingen adresse og leveres for hånd"
    if one.is_unseen:
        return "Adressen skrives av den som lager brevet"
    if not one.has_address:
        return "Mangler adresse"
    place = f"{one.address.postal_code} {one.address.city}".strip()
    return ", ".join((*one.address.lines, place))
