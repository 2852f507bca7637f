"""Perioder: the days of each, who has closed it, and the ways to change that."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.period_dates import Beside, PeriodDates, date_problems
from stkdesk.domain.staff import Right
from stkdesk.services.period_care import (
    SHORTEST_REASON,
    PeriodCard,
    close_period,
    move_dates,
    open_period,
    period_cards,
)
from stkdesk.ui import theme
from stkdesk.ui.fields import DateField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import clear, column, frame, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.menu_button import Choice, menu_button
from stkdesk.ui.widgets.texts import label, number_label

HEADINGS = ("Periode", "Dager", "Frist", "Lønn", "Lister", "Status", "")
CLOSED_FOREVER = (
    "Ingen kan føre eller endre timelister i en lukket periode. Feil rettes med en "
    "korreksjon. En leder kan åpne den igjen, med en begrunnelse."
)


class PeriodTable(QWidget):
    """The periods of a year as a calm table, with what can be done to each."""

    def __init__(self, page: Page, year: int) -> None:
        """Show ``year`` for those on ``page``; ``read`` fills it."""
        super().__init__()
        self._page, self.year = page, year
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.u(20))
        self._grid.setVerticalSpacing(theme.u(3))
        self._grid.setColumnStretch(5, 1)
        self.setLayout(column(self._grid, None, gap=0))
        page.workspace.changed.connect(self._on_changed)

    def read(self, year: int | None = None) -> None:
        """Read the periods of ``year``, or of the one shown, again."""
        self.year = year or self.year
        shown = self.year
        self._page.workspace.ask(
            lambda session: period_cards(session, shown),
            self._show,
            key=(id(self), "periods"),
        )

    def _on_changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and tables & {"periods", "timesheets"}:
            self.read()

    def _show(self, cards: tuple[PeriodCard, ...]) -> None:
        clear(self._grid)
        for at, text in enumerate(HEADINGS):
            heading = number_label if text == "Lister" else label
            self._grid.addWidget(heading(text, "small"), 0, at)
        for line, card in enumerate(cards, start=1):
            cells: tuple[QWidget, ...] = (
                label(card.row.label),
                label(card.row.dates),
                label(short_date(card.row.due_on)),
                label(short_date(card.pay_on)),
                number_label(f"{card.sheets}" if card.sheets else "–"),
                Badge(_mark(card)),
            )
            for at, cell in enumerate(cells):
                self._grid.addWidget(cell, line, at)
            if choices := self._choices(card):
                more = menu_button("", choices, tip=f"Gjør noe med {_inside(card)}")
                more.setAccessibleName(f"Gjør noe med {_inside(card)}")
                more.setProperty("kind", "ghost")
                self._grid.addWidget(more, line, len(cells))
        if not cards:
            text = f"Periodene for {self.year} er ikke laget ennå."
            self._grid.addWidget(label(text, "muted"), 1, 0, 1, len(HEADINGS))

    def _choices(self, card: PeriodCard) -> list[Choice]:
        may, closed = self._page.workspace.may, card.row.is_closed
        found = []
        if may(Right.EDIT_OFFICE):
            why = "Perioden er lukket. Åpne den først." if closed else ""
            on = partial(self._move, card)
            found.append(Choice("Endre dagene …", on, why, "Pencil"))
        if closed and may(Right.OVERRIDE_GATES):
            found.append(Choice("Åpne igjen …", partial(self._open, card)))
        if not closed and may(Right.RUN_PAY, Right.EDIT_OFFICE):
            found.append(
                Choice("Lukk …", partial(self._close, card), icon="PadlockLocked")
            )
        return found

    def _move(self, card: PeriodCard) -> None:
        DatesForm(self.window(), self._page, card).open()

    def _open(self, card: PeriodCard) -> None:
        OpenForm(self.window(), self._page, card).open()

    def _close(self, card: PeriodCard) -> None:
        now, number = datetime.now(UTC), card.row.number
        workspace = self._page.workspace

        def _do() -> None:
            workspace.save(
                lambda session: close_period(session, number, now=now),
                lambda _none: self._page.toast(f"Lukket: {_inside(card)}"),
            )

        title = f"Lukke {_inside(card)}?"
        ask(self.window(), title, CLOSED_FOREVER, ("Lukk perioden", "primary", _do))


class DatesForm(Form):
    """First and last day of one period, when the sheets are due and paid."""

    def __init__(self, parent: QWidget, page: Page, card: PeriodCard) -> None:
        """Begin with the days as they are."""
        super().__init__(
            parent,
            "Endre dagene",
            intro=f"{card.row.label}. Perioden før og etter følger med, uten hull.",
            width=440,
        )
        self._page, self._card = page, card
        today = page.workspace.today
        fields = {
            "first": ("&Første dag", card.dates.first),
            "last": ("&Siste dag", card.dates.last),
            "due_on": ("F&rist for timelistene", card.dates.due_on),
            "pay_on": ("&Lønnsdag", card.dates.pay_on),
        }
        self._fields = {}
        for name, (text, day) in fields.items():
            made = self._fields[name] = DateField(today)
            made.set_value(day)
            self.add(name, text, made)
        self.begin()
        fit_small(self)

    def draft(self) -> PeriodDates:
        found = {name: each.value() for name, each in self._fields.items()}
        was = self._card.dates
        return PeriodDates(
            found["first"] or was.first,
            found["last"] or was.last,
            found["due_on"] or was.due_on,
            found["pay_on"] or was.pay_on,
        )

    def check(self, draft: PeriodDates) -> tuple[Problem, ...]:
        unread = [
            Problem(name, "Skriv en dato.")
            for name, each in self._fields.items()
            if each.value() is None
        ]
        # What depends on its neighbours is seen in the register.
        return (*unread, *date_problems(draft, draft, Beside(None, None)))

    def hand_in(self, draft: PeriodDates) -> None:
        number, seen = self._card.row.number, self._card.dates
        workspace, page = self._page.workspace, self._page
        back = partial(
            workspace.save, lambda session: move_dates(session, number, seen, draft)
        )

        def _saved(_none: object) -> None:
            self.saved()
            page.toast(f"Lagret: dagene i {_inside(self._card)}", back)

        workspace.save(
            lambda session: move_dates(session, number, draft, seen),
            _saved,
            self.not_saved,
        )


class OpenForm(Form):
    """Asks why a closed period must be opened again."""

    def __init__(self, parent: QWidget, page: Page, card: PeriodCard) -> None:
        """Ask over ``parent``."""
        by = f" av {card.closed_by}" if card.closed_by else ""
        on = f" {short_date(card.closed_on)}" if card.closed_on else ""
        super().__init__(
            parent,
            "Åpne perioden igjen",
            save_text="Åpne perioden",
            intro=f"{card.row.label} ble lukket{by}{on}. Begrunnelsen står i loggen.",
            width=460,
        )
        self._page, self._card = page, card
        self._reason = TextArea()
        self.add("reason", "&Hvorfor må perioden åpnes?", self._reason)
        self.begin()
        fit_small(self)

    def draft(self) -> str:
        return " ".join(self._reason.value().split())

    def check(self, draft: str) -> tuple[Problem, ...]:
        if len(draft) >= SHORTEST_REASON:
            return ()
        text = f"Skriv begrunnelsen med minst {SHORTEST_REASON} tegn."
        return (Problem("reason", text),)

    def hand_in(self, draft: str) -> None:
        now, number = datetime.now(UTC), self._card.row.number

        def _saved(_none: object) -> None:
            self.saved()
            self._page.toast(f"Åpnet igjen: {_inside(self._card)}")

        self._page.workspace.save(
            lambda session: open_period(session, number, draft, now=now),
            _saved,
            self.not_saved,
        )


class PeriodsDialog(QDialog):
    """The periods of a year, from the month room."""

    def __init__(self, page: Page, year: int) -> None:
        """Show ``year``; closed with Esc."""
        super().__init__(page.window())
        self.setWindowTitle("Perioder")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answer_why(self)
        self._title = label("", "h2")
        self._table = PeriodTable(page, year)
        back = button("", "ghost", icon="ChevronLeft", tip="Forrige år", on=self._back)
        on = button("", "ghost", icon="ChevronRight", tip="Neste år", on=self._on)
        head = row(back, self._title, on, None, gap=2, margins=(14, 16, 22, 6))
        area = scrolled(self._table)
        close = button("Lukk", "primary", on=self.accept)
        close.setDefault(True)
        close.setFocus()
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(head)
        lay.addLayout(column((area, 1), margins=(22, 0, 22, 12)), 1)
        lay.addWidget(frame(row(None, close, margins=(22, 12, 22, 12)), "foot"))
        room = page.window().size()
        self.resize(
            min(theme.u(820), room.width() - 40), min(theme.u(600), room.height() - 40)
        )
        self._go(year)

    def _go(self, year: int) -> None:
        self._title.setText(f"Perioder i {year}")
        self._table.read(year)

    def _back(self) -> None:
        self._go(self._table.year - 1)

    def _on(self) -> None:
        self._go(self._table.year + 1)


def _mark(card: PeriodCard) -> Mark:
    if card.row.is_closed:
        by = f" av {card.closed_by}" if card.closed_by else ""
        on = f" {short_date(card.closed_on)}" if card.closed_on else ""
        return Mark(f"Lukket{on}{by}", Tone.DONE, "PadlockLocked")
    if card.under_way:
        text = f"{count(card.under_way, 'liste', 'lister')} under arbeid"
        return Mark(text, Tone.ACT, "Pencil")
    return Mark("Åpen", Tone.QUIET, "Circle")


def _inside(card: PeriodCard) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return card.row.label[0].lower() + card.row.label[1:]
