"""What is asked when payroll has paid a run, and when one is taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import kr
from stkdesk.domain.run_rows import RunRow
from stkdesk.services.papers import moment_of
from stkdesk.services.run_ends import confirm_run, reverse_run
from stkdesk.ui.fields import DateField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.pay.words import sheets_text
from stkdesk.ui.small_form import fit_small

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class ConfirmForm(Form):
    """Asks on which day payroll has paid."""

    help_topic = "kjor-maneden"

    def __init__(self, page: Page, row: RunRow) -> None:
        """Ask about ``row`` over the window of ``page``."""
        super().__init__(
            page.window(),
            "Lønn har betalt",
            save_text="Bekreft",
            intro=f"Lønnskjøring {row.code}: {sheets_text(row.sheets)}, "
            f"{kr(row.sum_ore)}. Timelistene blir utbetalt, og kjøringen kan ikke tas "
            "tilbake etter dette. Feil rettes med korreksjoner.",
            width=460,
        )
        self._page, self._row = page, row
        self._day = DateField(page.workspace.today)
        self._day.set_value(page.workspace.today())
        self.add("on", "&Betalt", self._day, width=150)
        self.begin()
        fit_small(self)

    def draft(self) -> date | None:
        day: date | None = self._day.value()
        return day

    def check(self, draft: date | None) -> tuple[Problem, ...]:
        told = "Skriv dagen lønn har betalt."
        return () if draft else (Problem("on", told),)

    def hand_in(self, draft: date) -> None:
        row, now = self._row, moment_of(self._page.workspace.today())

        def _confirm(session: Session) -> None:
            confirm_run(session, row.number, row.version, draft, now=now)

        self._page.workspace.save(_confirm, self._on_saved, self.not_saved)

    def _on_saved(self, _none: object) -> None:
        self._page.toast(f"Lønnskjøring {self._row.code} er bekreftet")
        self.saved()


class ReverseForm(Form):
    """Asks why a run is taken back."""

    help_topic = "kjor-maneden"

    def __init__(self, page: Page, row: RunRow) -> None:
        """Ask about ``row`` over the window of ``page``."""
        super().__init__(
            page.window(),
            "Ta tilbake lønnskjøringen",
            save_text="Ta tilbake",
            intro="Timelistene blir godkjent igjen og kan gå med en ny kjøring. Si fra "
            "til lønn at filene ikke gjelder.",
            width=480,
        )
        self._page, self._row = page, row
        self._reason = TextArea(3)
        self.add("reason", "&Hvorfor", self._reason)
        self.begin()
        fit_small(self)

    def draft(self) -> str:
        return self._reason.value()

    def check(self, draft: str) -> tuple[Problem, ...]:
        if draft:
            return ()
        return (Problem("reason", "Skriv hvorfor kjøringen tas tilbake."),)

    def hand_in(self, draft: str) -> None:
        row, now = self._row, moment_of(self._page.workspace.today())

        def _reverse(session: Session) -> None:
            reverse_run(session, row.number, row.version, draft, now=now)

        self._page.workspace.save(_reverse, self._on_saved, self.not_saved)

    def _on_saved(self, _none: object) -> None:
        self._page.toast(f"Lønnskjøring {self._row.code} er tatt tilbake")
        self.saved()
