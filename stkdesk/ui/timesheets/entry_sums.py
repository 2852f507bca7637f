"""The pane beside the visits: sums, the paper's own sum, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from stkdesk.domain.formats import count, hours_text, parse_hours
from stkdesk.domain.sheet_checks import Remark, Severity
from stkdesk.domain.timesheet import Visit, sums_of
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.timesheets.money import money
from stkdesk.ui.widgets.boxes import card, clear, column, line, row, scrolled
from stkdesk.ui.widgets.meter import Meter
from stkdesk.ui.widgets.texts import label

LOOKS = {
    Severity.BLOCK: ("XMarkOctagonFill", "bad"),
    Severity.WARN: ("ExclamationmarkTriangleFill", "warn"),
    Severity.INFO: ("InformationSquare", "muted"),
}


class EntrySums(QFrame):
    """Runs along while one types; knows no database.

    Signals:
        control_changed: minutes written as the paper's own sum, or None.
    """

    control_changed = Signal(object)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._minutes = 0
        self._workings = True
        self._shown: tuple[OpenSheet, Sequence[Visit]] | None = None
        self._remarked: Sequence[Remark] = ()
        self._figure = label("0", "figure")
        self._of = label("", "muted")
        self._meter = Meter(0, 0)
        self._left = label("", "small")
        self.control = QLineEdit()
        self.control.setMaximumWidth(theme.u(80))
        self.control.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.control.textChanged.connect(self._on_control)
        self.difference = label("", "small", wrap=True)
        name = label("Sum på &papiret")
        name.setBuddy(self.control)
        figures = row(self._figure, column(None, self._of, 6, gap=0), None, gap=8)
        self._money = QVBoxLayout()
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(theme.u(6))
        lay = column(
            label("Sum for måneden", "h2"),
            figures,
            self._meter,
            self._left,
            2,
            row(name, self.control, (self.difference, 1), gap=8),
            2,
            line(),
            self._money,
            line(),
            2,
            label("Kontroll", "h3"),
            self._remarks,
            None,
            label(
                "Ctrl+Enter lagrer · Esc går tilbake, kladden beholdes",
                "small",
                wrap=True,
            ),
            gap=6,
            margins=18,
        )
        inside = QWidget()
        inside.setLayout(lay)
        whole = column((card(column((scrolled(inside), 1), gap=0, margins=1)), 1))
        self.setLayout(whole)

    def show_control(self, minutes: int | None, *, locked: bool) -> None:
        """Write the paper's own sum as it was registered, or nothing."""
        self.control.blockSignals(True)
        self.control.setText("" if minutes is None else hours_text(minutes))
        self.control.blockSignals(False)
        self.control.setEnabled(not locked)
        self._compare()

    def show_visits(
        self, sheet: OpenSheet, visits: Sequence[Visit], remarks: Sequence[Remark]
    ) -> None:
        """Show the sums of ``visits`` and ``remarks``."""
        self._minutes = sums_of(visits).minutes
        granted = sheet.frame.granted_minutes or 0
        over = self._minutes - granted
        self._figure.setText(hours_text(self._minutes))
        self._of.setText(f"av {hours_text(granted)} timer avtalt")
        self._meter.show_amount(self._minutes, granted)
        left = (
            f"{hours_text(-over)} t igjen"
            if over < 0
            else "Alle timene er brukt"
            if over == 0
            else f"{hours_text(over)} t over det avtalte"
        )
        visited = count(len(visits), "besøk", "besøk")
        self._left.setText(f"{visited} · {left}")
        role = "problem" if over > 0 else "small"
        if self._left.property("role") != role:
            self._left.setProperty("role", role)
            theme.restyle(self._left)
        self._shown, self._remarked = (sheet, visits), remarks
        self._compare()
        self._show_money()

    def show_workings(self, on: bool) -> None:
        """Show how each amount comes about, when there is room for it."""
        if on != self._workings:
            self._workings = on
            self._show_money()

    def control_minutes(self) -> int | None:
        """Return the paper's own sum, None when nothing readable is written."""
        return parse_hours(self.control.text())

    def _show_money(self) -> None:
        clear(self._money)
        if self._shown is not None:
            sheet, visits = self._shown
            pay = sheet.pay(visits)
            self._money.addLayout(
                money(pay, workings=self._workings, holiday=sheet.holiday_permille)
            )

    def _show_remarks(self, *, wrong_sum: str = "") -> None:
        """Show what to look at; ``wrong_sum``: how the paper's own sum is wrong."""
        clear(self._remarks)
        remarks = list(self._remarked)
        if wrong_sum:
            remarks.insert(0, Remark("sum", Severity.WARN, wrong_sum))
        if not any(remark.severity >= Severity.WARN for remark in remarks):
            fine = Icon("CheckmarkCircle", "good", 18)
            self._remarks.addLayout(row(fine, (label("Ingen avvik funnet"), 1)))
        for remark in {remark.message: remark for remark in remarks}.values():
            icon, ink = LOOKS[remark.severity]
            role = "small" if remark.severity is Severity.INFO else ""
            text = label(remark.message, role, wrap=True)  # type: ignore[arg-type]
            mark = column(Icon(icon, ink, 18), None)
            self._remarks.addLayout(row(mark, (text, 1)))

    def _on_control(self) -> None:
        self._compare()
        self.control_changed.emit(self.control_minutes())

    def _compare(self) -> None:
        """Say how the paper's own sum and the visits differ."""
        text, minutes = self.control.text().strip(), self.control_minutes()
        if not text:
            said, role = "valgfritt", "small"
        elif minutes is None:
            said, role = "Skriv for eksempel 22,25.", "problem"
        elif minutes == self._minutes:
            said, role = "Stemmer", "small"
        else:
            more = self._minutes - minutes
            word = "mer" if more > 0 else "mindre"
            said, role = f"{hours_text(abs(more))} t {word} enn papiret", "problem"
        self.difference.setText(said)
        self.difference.setProperty("role", role)
        self.control.setProperty("state", "bad" if role == "problem" else None)
        theme.restyle(self.difference)
        theme.restyle(self.control)
        self.control.setAccessibleDescription(said)
        wrong = ""
        if minutes is not None and minutes != self._minutes:
            wrong = (
                f"Papiret sier {hours_text(minutes)} timer, og besøkene er "
                f"{hours_text(self._minutes)}. Må rettes før attestering."
            )
        if self._shown is not None:
            self._show_remarks(wrong_sum=wrong)
