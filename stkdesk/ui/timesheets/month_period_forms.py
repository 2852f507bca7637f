"""Asks for other days of a period, and why a closed one must be opened."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.period_dates import Beside, PeriodDates, date_problems
from stkdesk.services.period_care import (
    SHORTEST_REASON,
    PeriodCard,
    move_dates,
    open_period,
)
from stkdesk.ui.fields import DateField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small


def inside(card: PeriodCard) -> str:
    """Return the name of a period inside a sentence: ``oktober 2026``."""
    return card.row.label[0].lower() + card.row.label[1:]


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
            page.toast(f"Lagret: dagene i {inside(self._card)}", back)

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
            self._page.toast(f"Åpnet igjen: {inside(self._card)}")

        self._page.workspace.save(
            lambda session: open_period(session, number, draft, now=now),
            _saved,
            self.not_saved,
        )
