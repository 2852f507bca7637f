"""Which month it is about: asked before a list is punched or printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox

from stkdesk.domain.formats import month_title
from stkdesk.domain.period import Period
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page


class MonthForm(Form):
    """Asks for one of ``months``; ``then`` gets it."""

    help_topic = "grupper"

    def __init__(
        self,
        page: Page,
        title: str,
        verb: str,
        months: Sequence[Period],
        then: Callable[[Period], object],
        suggested: date | None = None,
    ) -> None:
        """Ask over the window of ``page``.

        ``suggested``: a day of the month that is likeliest meant; without it, today.
        """
        super().__init__(page.window(), title, save_text=verb, width=400)
        self._then, self._months = then, tuple(months)
        self._month = QComboBox()
        for each in months:
            name = month_title(each.first.year, each.first.month)
            self._month.addItem(name, each.first.isoformat())
        day = suggested or page.workspace.today()
        here = next((n for n, each in enumerate(months) if day in each), 0)
        self._month.setCurrentIndex(here)
        self.add("month", "&Måned", self._month, width=200)
        self.begin()
        self.resize(self.width(), self.minimumHeight())

    def draft(self) -> Period:
        return self._months[self._month.currentIndex()]

    def hand_in(self, draft: Period) -> None:
        self.saved()
        self._then(draft)
