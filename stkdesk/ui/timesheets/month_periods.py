"""Perioder: the days of each, who has closed it, and the ways to change that."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.staff import Right
from stkdesk.services.period_care import PeriodCard, close_period, period_cards
from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask
from stkdesk.ui.timesheets.month_period_forms import DatesForm, OpenForm, inside
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why, why_choice
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import clear, column, frame, row, scrolled
from stkdesk.ui.widgets.boxes import line as rule
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.menu_button import Choice, show_menu
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
        self._grid.setVerticalSpacing(theme.u(2))
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
                self._grid.addWidget(cell, 2 * line, at)
            if choices := self._choices(card):
                more = self._more(f"Gjør noe med {inside(card)}", choices)
                self._grid.addWidget(more, 2 * line, len(cells))
            self._grid.addWidget(rule(), 2 * line - 1, 0, 1, len(HEADINGS))
        if not cards:
            text = f"Periodene for {self.year} er ikke laget ennå."
            self._grid.addWidget(label(text, "muted"), 1, 0, 1, len(HEADINGS))

    def _more(self, name: str, choices: list[Choice]) -> QWidget:
        made = button("", "ghost", icon="MenuElipsisHorizontal", tip=name, name=name)
        for choice in choices:
            if choice.why_not:
                why_choice(made, f"{name}: {choice.text}", choice.why_not)
        made.clicked.connect(partial(show_menu, made, choices))
        return made

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
                lambda _none: self._page.toast(f"Lukket: {inside(card)}"),
            )

        title = f"Lukke {inside(card)}?"
        ask(self.window(), title, CLOSED_FOREVER, ("Lukk perioden", "primary", _do))


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
        head = row(back, self._title, on, None, gap=2, margins=(10, 14, 22, 6))
        area = scrolled(self._table)
        close = button("Lukk", "primary", on=self.accept)
        close.setDefault(True)
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
        close.setFocus()

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
