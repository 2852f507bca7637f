"""What a drive and an expense must tell besides their amounts: a strip under the table.

It is there only for a visit that has kilometres or expenses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QGridLayout,
    QLayout,
    QLineEdit,
    QWidget,
)

from stkdesk.domain.formats import km_text, kr, parse_date, short_date
from stkdesk.domain.sheet_rules.driving import missing_of
from stkdesk.domain.timesheet import Visit
from stkdesk.services.sheet_before import Before
from stkdesk.ui import theme
from stkdesk.ui.widgets.boxes import column, line, row
from stkdesk.ui.widgets.texts import label

MOST_PASSENGERS = 8
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class DetailField(QLineEdit):
    """One line of the strip; Enter goes on, Ctrl+Enter is for the page.

    Esc leaves the strip; Down shows what may be chosen, if anything may.

    Signals:
        entered: Enter, when no completion is being chosen.
        left: the text was changed and the cursor went elsewhere.
        escaped: Esc.
    """

    entered, left, escaped = Signal(), Signal(), Signal()

    def __init__(self, name: str, example: str = "", width: int = 0) -> None:
        """``width`` in pixels at text size 10; 0: all the room there is."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(example)
        if width:
            self.setFixedWidth(theme.u(width))
        self.editingFinished.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            event.ignore()
        elif enter:
            written = _tidy(self)
            super().keyPressEvent(event)
            if _tidy(self) == written:  # it was no line of a visit
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Down and self.completer() is not None:
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY:  # not when a list of completions goes away
            self.selectAll()


class EntryDetails(QWidget):
    """Shows what belongs to one visit and lets it be written; knows no database.

    Signals:
        edited: the visit as it is now.
        done: Enter in the last field that was asked for, or Esc.
        line_typed: the line of the next visit, written here without looking.
    """

    edited, done, line_typed = Signal(object), Signal(), Signal(str)

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._visit: Visit | None = None
        self._before = Before()
        self.is_visit_line: Callable[[str], bool] = lambda _text: False
        self._routes = QStringListModel(self)
        self._lay_drive()
        self._lay_expense()
        inside = column(self._drive, self._expense, gap=8, margins=(18, 10, 18, 12))
        self.setLayout(column(line(), inside, gap=0))
        for field in self._fields():
            field.left.connect(self._on_edited)
            field.entered.connect(self._on_entered)
            field.escaped.connect(self.done)
        self.hide()

    def show_before(self, before: Before) -> None:
        """Know what earlier sheets offer."""
        self._before = before
        self._routes.setStringList([each.route for each in before.routes])

    def show_visit(self, visit: Visit | None, *, locked: bool) -> None:
        """Show what belongs to ``visit``; nothing when it neither drove nor paid."""
        self._visit = visit
        drove = visit is not None and visit.metres > 0
        paid = visit is not None and visit.expense_ore > 0
        self._drive.setVisible(drove)
        self._expense.setVisible(paid)
        self.setVisible(drove or paid)
        if visit is None:
            return
        trip, day = visit.trip, f"{visit.work_on:%d.%m.}"
        self._drive_title.setText(f"Kjøring {day} · {km_text(visit.metres)} km")
        self._expense_title.setText(f"Utlegg {kr(visit.expense_ore)}")
        back = short_date(trip.back_on) if trip.back_on else ""
        for field, text in (
            (self.route, trip.route),
            (self.purpose, trip.purpose),
            (self.detour, trip.detour),
            (self.passengers, str(trip.passengers or "")),
            (self.names, trip.passenger_names),
            (self.back_on, back),
            (self.account, visit.account),
        ):
            with QSignalBlocker(field):
                if field.text() != text:
                    field.setText(text)
            field.setReadOnly(locked)
        with QSignalBlocker(self.receipt):
            self.receipt.setChecked(visit.has_receipt)
        self.receipt.setEnabled(not locked)
        self.purpose.setPlaceholderText(visit.activity or "fotballkamp")
        self._show_missing()

    def ask(self) -> bool:
        """Put the cursor where something is missing; False when nothing is."""
        field = self._next_missing()
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    # The fields.

    def _lay_drive(self) -> None:
        self.route = DetailField("Rute: fra, til og hvor det ble kjørt")
        self.route.setPlaceholderText("Hjem – svømmehallen – hjem")
        self.purpose = DetailField("Hva turen gjaldt", "fotballkamp")
        self.detour = DetailField("Hvorfor det ble kjørt omvei", "veiarbeid")
        self.passengers = DetailField("Antall passasjerer", width=44)
        self.names = DetailField("Navn på passasjerer")
        self.back_on = DetailField("Tilbake en annen dag", "samme dag", width=104)
        offered = QCompleter(self._routes, self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        offered.activated.connect(self._on_route)
        self.route.setCompleter(offered)
        self._drive_title = label("", "h3")
        self._drive = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.u(10))
        grid.setVerticalSpacing(theme.u(6))
        for column_, stretch in enumerate((0, 3, 0, 2)):
            grid.setColumnStretch(column_, stretch)
        self._pair(grid, 0, "&Rute", self.route)
        self._pair(grid, 0, "G&jaldt", self.purpose, 2)
        who = row(self.passengers, self._named("N&avn", self.names), self.names, gap=6)
        self._pair(grid, 1, "Pa&ssasjerer", self.passengers, inside=who)
        last = row(
            (self.detour, 1), self._named("&Tilbake", self.back_on), self.back_on
        )
        self._pair(grid, 1, "&Omvei", self.detour, 2, inside=last)
        lay = column(self._drive_title, grid, gap=6)
        self._drive.setLayout(lay)

    def _lay_expense(self) -> None:
        self.receipt = QCheckBox("K&vittering")
        self.receipt.toggled.connect(self._on_edited)
        self.account = DetailField("Kontering av utlegget", "kontorets vanlige")
        self._expense_title = label("", "h3")
        self._expense = QWidget()
        name = self._named("&Kontering", self.account)
        self._expense.setLayout(
            row(self._expense_title, 6, self.receipt, 6, name, (self.account, 1))
        )

    def _pair(
        self,
        grid: QGridLayout,
        at_line: int,
        name: str,
        field: DetailField,
        at: int = 0,
        inside: QLayout | None = None,
    ) -> None:
        grid.addWidget(self._named(name, field), at_line, at)
        if inside is None:
            grid.addWidget(field, at_line, at + 1)
        else:
            grid.addLayout(inside, at_line, at + 1)

    def _named(self, name: str, field: QWidget) -> QWidget:
        made = label(name, "small")
        made.setBuddy(field)
        return made

    def _fields(self) -> tuple[DetailField, ...]:
        drive = (self.route, self.purpose, self.passengers, self.names, self.detour)
        return (*drive, self.back_on, self.account)

    # What is written.

    def _on_route(self, route: str) -> None:
        """A route that was driven before brings with it what it was for."""
        known = next(
            (each for each in self._before.routes if each.route == route), None
        )
        if known and known.purpose and not self.purpose.text():
            self.purpose.setText(known.purpose)
        self._on_edited()

    def _on_entered(self) -> None:
        """Go to what is missing still; an empty answer is an answer."""
        self._on_edited()
        here = self.focusWidget()
        if here is self._next_missing() or not self.ask():
            self.done.emit()

    def _on_edited(self) -> None:
        visit = self._visit
        if visit is None or self.route.isReadOnly() or self._hand_on_line(visit):
            return
        self._show_unread()
        after = self._written(visit)
        if after != visit:
            self._visit = after
            self._show_missing()
            self.edited.emit(after)

    def _hand_on_line(self, visit: Visit) -> bool:
        """Hand on a whole visit written as a route; else its hours would be lost."""
        kept = {self.route: visit.trip.route, self.purpose: visit.trip.purpose}
        for field, text in kept.items():
            written = _tidy(field)
            if written != text and self.is_visit_line(written):
                with QSignalBlocker(field):
                    field.setText(text)
                self.line_typed.emit(written)
                return True
        return False

    def _written(self, visit: Visit) -> Visit:
        """Return ``visit`` with what stands in the fields; what is unreadable stays."""
        trip, people = visit.trip, self.passengers.text().strip()
        passengers = trip.passengers
        if not people or (people.isdecimal() and int(people) <= MOST_PASSENGERS):
            passengers = int(people or 0)
        back_text = self.back_on.text().strip()
        back = parse_date(back_text, today=visit.work_on) if back_text else None
        trip = replace(
            trip,
            purpose=_tidy(self.purpose),
            route=_tidy(self.route),
            detour=_tidy(self.detour),
            passengers=passengers,
            passenger_names=_tidy(self.names),
            back_on=trip.back_on if back_text and back is None else back,
        )
        return replace(
            visit,
            has_receipt=self.receipt.isChecked(),
            account=_tidy(self.account),
            trip=trip,
        )

    def _next_missing(self) -> DetailField | None:
        lacks = missing_of(self._visit) if self._visit is not None else ()
        fields = {
            "rute": self.route,
            "hva turen gjaldt": self.purpose,
            "navn på passasjer": self.names,
        }
        return next((fields[each] for each in fields if each in lacks), None)

    def _show_unread(self) -> None:
        """Mark what was written and says nothing; what stood before is kept."""
        people, back = self.passengers.text().strip(), self.back_on.text().strip()
        visit = self._visit
        readable = not people or (people.isdecimal() and int(people) <= MOST_PASSENGERS)
        dated = visit is None or not back or parse_date(back, today=visit.work_on)
        for field, fine in ((self.passengers, readable), (self.back_on, bool(dated))):
            state = None if fine else "bad"
            if field.property("state") != state:
                field.setProperty("state", state)
                theme.restyle(field)

    def _show_missing(self) -> None:
        lacks = missing_of(self._visit) if self._visit is not None else ()
        for name, field in (
            ("rute", self.route),
            ("hva turen gjaldt", self.purpose),
            ("navn på passasjer", self.names),
        ):
            state = "warn" if name in lacks else None
            if field.property("state") != state:
                field.setProperty("state", state)
                theme.restyle(field)
            field.setAccessibleDescription("Mangler" if state else "")


def _tidy(field: QLineEdit) -> str:
    return " ".join(field.text().split())
