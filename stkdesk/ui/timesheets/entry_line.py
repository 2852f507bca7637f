"""The quick line with what it understood, shown before Enter."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QKeyCombination, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from stkdesk.domain.formats import (
    clock_text,
    count,
    hours_text,
    km_text,
    kr,
    short_date,
    weekday_name,
)
from stkdesk.domain.quick_line import QuickLine, parse_quick_line
from stkdesk.domain.sheet_checks import Remark, Severity
from stkdesk.domain.sheet_rules.driving import TRIP
from stkdesk.domain.timesheet import Visit
from stkdesk.services.sheet_opening import OpenSheet
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import announce

REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)
HINT = (
    "Dato holder med dagen.  = gjentar linjen over.  3t er varighet.  "
    "120kv er utlegg med kvittering."
)


class LineEdit(QLineEdit):
    """A line that leaves Ctrl+Enter, and Ctrl+Z while empty, to the page.

    Signals:
        entered: Enter.
        left_downwards: Down.
    """

    entered, left_downwards = Signal(), Signal()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._is_for_sheet(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and held:
            event.ignore()
        elif enter:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif self._is_for_sheet(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_for_sheet(self, event: QKeyEvent) -> bool:
        """Tell whether ``event`` takes back, or does again, on the sheet."""
        standard = QKeySequence.StandardKey
        again = event.keyCombination() == REDO
        known = event.matches(standard.Undo) or event.matches(standard.Redo)
        return not self.text() and (known or again)


class EntryLine(QWidget):
    """Label, line, what was understood, and a hint; knows no database.

    Signals:
        added: a visit was typed and Enter pressed.
        typed: the text as it stands now.
        suggested: the pattern of the month before is wanted.
    """

    added, typed, suggested = Signal(object), Signal(str), Signal()

    def __init__(self) -> None:
        """Start without a sheet."""
        super().__init__()
        self._sheet: OpenSheet | None = None
        self._visits: tuple[Visit, ...] = ()
        self._above: Visit | None = None
        self.edit = LineEdit()
        self.edit.setPlaceholderText("14 1600 2015  12km  kino")
        self.edit.setAccessibleName("Nytt besøk: dato, fra, til, km, merknad")
        self.edit.setFont(theme.font(1.25))
        self.edit.setMinimumHeight(theme.u(36))
        name = label("Nytt &besøk", "h3")
        name.setBuddy(self.edit)
        self.preview = label(" ")
        self.preview.setTextFormat(Qt.TextFormat.RichText)
        self.preview.setMinimumHeight(theme.u(22))
        self.hint = label(HINT, "small", wrap=True)  # or what to look at in the line
        self._with_hint = True
        self.pattern = button(
            "Samme &mønster som forrige måned",
            "link",
            tip="Fyller ut ukedagene fra forrige måned som et forslag (Ctrl+M)",
            on=self.suggested.emit,
        )
        kept = self.pattern.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the table does not jump when it goes
        self.pattern.setSizePolicy(kept)
        self.pattern.hide()
        lay = column(
            row(name, None, self.pattern), self.edit, self.preview, self.hint, gap=4
        )
        lay.setContentsMargins(theme.u(18), theme.u(14), theme.u(18), theme.u(12))
        self.setLayout(lay)
        self.edit.textChanged.connect(self._on_text)
        self.edit.textChanged.connect(self.typed)
        self.edit.entered.connect(self.enter)

    def show_sheet(self, sheet: OpenSheet, text: str = "", *, locked: bool) -> None:
        """Type for ``sheet``, going on from ``text``; a locked one takes no visits."""
        self._sheet, self._visits, self._above = sheet, (), None
        with QSignalBlocker(self.edit):
            self.edit.setText(text)
        self.edit.setEnabled(not locked)
        self._on_text()

    def await_sheet(self) -> None:
        """The sheet is registered; what is typed now is for the one that comes."""
        self._sheet = None
        self.edit.clear()

    def show_visits(self, visits: tuple[Visit, ...], above: Visit | None) -> None:
        """Know the visits of the sheet; ``=`` repeats the times of ``above``."""
        self._visits, self._above = visits, above
        sheet = self._sheet
        known = sheet is not None and bool(sheet.before.visits)
        self.pattern.setVisible(known and not visits and self.edit.isEnabled())
        self._on_text()

    def enter(self) -> bool:
        """Add what is typed; False if it is not understood, and then say why."""
        found = self._read()
        if found.visit is not None:
            self.edit.clear()
            self.added.emit(found.visit)
            return True
        if found.problem:
            self._show(QuickLine(problem=found.problem))
            announce(self.edit, found.problem)
        return not found.problem

    def takes(self, text: str) -> bool:
        """Tell whether ``text``, written elsewhere, is the line of a whole visit."""
        return not self.edit.text() and self._read(text).visit is not None

    def take(self, text: str) -> None:
        """Add the visit of ``text`` as if it had been typed here."""
        self.edit.setText(text)
        self.enter()

    def _read(self, text: str = "") -> QuickLine:
        if self._sheet is None:
            return QuickLine()
        period = self._sheet.period.period
        line = text or self.edit.text()
        return parse_quick_line(line, period=period, previous=self._above)

    def _on_text(self) -> None:
        self._show(self._read())

    def _show(self, found: QuickLine) -> None:
        wrong = bool(found.problem) and not found.unfinished
        self._advise("")
        if bool(self.edit.property("state")) != wrong:
            self.edit.setProperty("state", "bad" if wrong else None)
            theme.restyle(self.edit)
        if found.visit is not None:
            remarks = self._remarks_on(found.visit)
            self.preview.setText(_understood(found.visit, odd=bool(remarks)))
            self._advise(" ".join(remark.message for remark in remarks))
        elif found.problem:
            ink = theme.colour("bad" if wrong else "muted").name()
            text = escape(found.problem)
            self.preview.setText(f"<span style='color:{ink}'>{text}</span>")
        else:
            self.preview.setText(" ")
        self.edit.setAccessibleDescription(found.problem)

    def show_hint(self, on: bool) -> None:
        """Show how a line is written, when there is room for it."""
        self._with_hint = on
        self._on_text()

    def _advise(self, remarks: str) -> None:
        """Say what to look at in the line; else how one is written."""
        self.hint.setText(remarks or HINT)
        self.hint.setVisible(bool(remarks) or self._with_hint)
        role = "warning" if remarks else "small"
        if self.hint.property("role") != role:
            self.hint.setProperty("role", role)
            theme.restyle(self.hint)

    def _remarks_on(self, visit: Visit) -> list[Remark]:
        if self._sheet is None:
            return []
        at = len(self._visits)
        return [
            remark
            for remark in self._sheet.check((*self._visits, visit))
            if remark.severity >= Severity.WARN
            and at in (remark.line, remark.other)
            and remark.code != TRIP.code  # asked for when the line is there
        ]


def _understood(visit: Visit, *, odd: bool) -> str:
    """Return the visit in words, as rich text; ``odd`` when it is to be looked at."""
    day = f"{weekday_name(visit.work_on)} {short_date(visit.work_on)}"
    parts = [f"<b>{day}</b>"]
    if visit.start_minute is not None and visit.end_minute is not None:
        parts.append(f"{clock_text(visit.start_minute)}–{clock_text(visit.end_minute)}")
    parts.append(f"<b>{hours_text(visit.minutes)} t</b>")
    if visit.metres:
        parts.append(f"{km_text(visit.metres)} km")
    if people := visit.trip.passengers:
        parts.append(count(people, "passasjer", "passasjerer"))
    if visit.expense_ore:
        receipt = " med kvittering" if visit.has_receipt else ""
        parts.append(f"{kr(visit.expense_ore)}{receipt}")
    if visit.account:
        parts.append(f"konto {escape(visit.account)}")
    if visit.activity:
        parts.append(escape(visit.activity))
    text = " · ".join(parts)
    if odd:
        ink = theme.colour("warn").name()
        return f"<span style='color:{ink}'>⚠ {text}</span>"
    ink = theme.colour("good").name()
    return f"<span style='color:{ink}'>↵</span> {text}"
