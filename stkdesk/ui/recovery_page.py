"""The recovery code on the screen: print it, lock it in, type two groups back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from stkdesk.domain.errors import OfficeError, Problem
from stkdesk.domain.recovery_code import groups, groups_to_ask, is_group
from stkdesk.ui import errors, theme
from stkdesk.ui.background import Worker
from stkdesk.ui.code_fields import GroupField
from stkdesk.ui.form_field import Field
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, flat, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.notes import warnings
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

WHAT = (
    "Koden åpner registeret når alle har glemt passordet sitt. Skriv den ut i to "
    "eksemplarer: ett låst inn hos lederen, ett i arkivet. Den står bare på papiret; "
    "programmet viser den aldri igjen."
)
LOST = (
    "Mister dere både alle passordene og arket, er registeret tapt for alltid. Da kan "
    "ingen åpne det, heller ikke IT eller de som lager programmet."
)
BACK = "Skriv to av gruppene fra arket, så vi vet at det kan leses:"
NOT_YET = "Skriv de to gruppene fra arket først."
FILE = "gjenopprettingskode.pdf"
SAVED = (
    "Filen åpner registeret for den som finner den. Skriv den ut fra en annen maskin, "
    "og slett den etterpå."
)
COLUMNS = 3


class RecoveryPage(QWidget):
    """Shows one code; ends when two groups of it are typed back from the paper.

    Signals:
        confirmed: what was typed back, by number of group.
        went_back: the person wants to go back; the code is still the same.
    """

    confirmed = Signal(object)
    went_back = Signal()

    def __init__(self, code: str, done: str, back: str) -> None:
        """Show ``code``; ``done`` and ``back`` are the texts of the last buttons."""
        super().__init__()
        self.banner, self.saved = Banner(Tone.BAD), Banner(Tone.WARN)
        self._code, self._asked = code, groups_to_ask()
        self._sheet: bytes | None = None
        self._worker = Worker("sheet", self)
        self._signs = [_large(signs) for signs in groups(code)]
        self._print = button("Skriv ut …", icon="PrinterSmall", on=self._on_print)
        self._save = button("Lagre som PDF …", icon="Download", on=self._on_save)
        self._show = button("Vis koden igjen", "link", on=self._show_code)
        self._fields = [GroupField(f"Gruppe {number}") for number in self._asked]
        self._labelled = [
            Field(f"Gruppe &{number}", field)
            for number, field in zip(self._asked, self._fields, strict=True)
        ]
        self._status = label("", "small")
        self._done = button(done, "primary", on=self.submit)
        self._back = button(back, on=self.went_back.emit)
        for each in (self._print, self._save, self._done, self._back):
            each.setAutoDefault(True)
        self._lay_out()
        self.setFocusProxy(self._print)
        for field, labelled in zip(self._fields, self._labelled, strict=True):
            labelled.entered.connect(self._hide_code)
            field.textEdited.connect(self._on_typed)
            field.returnPressed.connect(self.submit)
        self._fields[0].filled.connect(self._fields[1].setFocus)

    def begin(self, make_sheet: Callable[[], bytes]) -> None:
        """Show the code; ``make_sheet`` gives its paper and runs on a worker."""
        self._sheet = None
        self._show_code()
        self._on_typed()
        self._worker.ask(make_sheet, self._on_sheet, self._on_no_sheet, key="sheet")

    def submit(self) -> None:
        """End, if both groups are as on the paper."""
        wrong = [
            (field, labelled, number)
            for number, field, labelled in self._groups()
            if not is_group(field.value(), self._code, number)
        ]
        for field, labelled, number in wrong:
            told = f"Gruppe {number} er ikke slik på arket. Se en gang til."
            labelled.show_problem(Problem("code", told if field.value() else NOT_YET))
        if wrong:
            wrong[0][0].setFocus()
            announce(self, wrong[0][0].accessibleDescription())
        elif self._done.isEnabled():
            self.confirmed.emit({n: field.value() for n, field, _ in self._groups()})

    def hold(self, on: bool, text: str = "") -> None:
        """Wait while what comes of it is being done."""
        enable(self._done, not on, text)
        enable(self._back, not on, text)
        self._status.setText(text)

    def _groups(self) -> list[tuple[int, GroupField, Field]]:
        return list(zip(self._asked, self._fields, self._labelled, strict=True))

    def _on_typed(self) -> None:
        right = all(is_group(f.value(), self._code, n) for n, f, _ in self._groups())
        enable(self._done, right, NOT_YET)
        for number, field, labelled in self._groups():
            if is_group(field.value(), self._code, number) or not field.is_full:
                labelled.show_problem(None)
            else:
                told = f"Gruppe {number} er ikke slik på arket. Se en gang til."
                labelled.show_problem(Problem("code", told))

    # The code, and its paper.

    def _show_code(self) -> None:
        for at, (place, signs) in enumerate(
            zip(self._signs, groups(self._code), strict=True), 1
        ):
            place.setText(signs)
            place.setAccessibleName(f"Gruppe {at}: {' '.join(signs)}")
        self._show.hide()

    def _hide_code(self) -> None:
        """What is typed back is to be read from the paper."""
        for at, place in enumerate(self._signs, 1):
            place.setText("••••")
            place.setAccessibleName(f"Gruppe {at}: skjult mens du skriver")
        self._show.show()

    def _on_sheet(self, sheet: bytes) -> None:
        self._sheet = sheet

    def _on_no_sheet(self, error: BaseException) -> None:
        if isinstance(error, OfficeError):
            self.banner.tell(
                error.title, f"{error.advice} Til da: skriv koden av for hånd."
            )
        else:
            errors.show(self, error)

    def _on_print(self) -> None:
        self._with_sheet(self._print_out)

    def _on_save(self) -> None:
        self._with_sheet(self._save_file)

    def _with_sheet(self, act: Callable[[bytes], None]) -> None:
        """Do ``act`` with the paper when it is made."""
        self._worker.ask(lambda: None, lambda _: self._act(act), key="act")

    def _act(self, act: Callable[[bytes], None]) -> None:
        if self._sheet is not None:
            act(self._sheet)

    def _print_out(self, sheet: bytes) -> None:
        from stkdesk.ui.papers.printer import print_pdf

        print_pdf(self, sheet, "stkdesk", self._fields[0].setFocus)

    def _save_file(self, sheet: bytes) -> None:
        from stkdesk.ui.papers.saving import ask_where_to_save

        ask_where_to_save(self, sheet, FILE, self._on_saved)

    def _on_saved(self, file_name: str) -> None:
        self.saved.tell(f"Lagret: {file_name}", SAVED)
        self._fields[0].setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(26))
        grid.setVerticalSpacing(theme.u(6))
        grid.setContentsMargins(*(theme.u(side) for side in (18, 14, 18, 14)))
        for at, place in enumerate(self._signs):
            number = label(str(at + 1), "small")
            number.setMinimumWidth(theme.u(12))
            pair = row(number, (place, 1), gap=8)
            grid.addLayout(pair, at // COLUMNS, at % COLUMNS)
        beside = row(*((field, 1) for field in self._labelled), gap=16)
        beside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                label("Gjenopprettingskoden", "h1"),
                label(WHAT, "muted", wrap=True),
                2,
                self.banner,
                flat(grid),
                row(self._print, self._save, self._show, None),
                self.saved,
                warnings([LOST]),
                6,
                label(BACK, wrap=True),
                beside,
                8,
                row(self._back, (self._status, 1), self._done, gap=12),
                gap=8,
            )
        )


def _large(signs: str) -> QLabel:
    made = label(signs)
    font = theme.font(1.7, QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 112)
    made.setFont(font)
    return made
