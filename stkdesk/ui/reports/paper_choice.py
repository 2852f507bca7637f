"""Which of the office's own papers is wanted, and of which month or year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox

from stkdesk.domain.errors import Problem
from stkdesk.domain.staff import Right
from stkdesk.services.periods import PeriodRow, list_periods
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page
from stkdesk.ui.reports.office_papers import (
    open_comparison,
    open_kpr,
    open_summary,
)

YEARS = 5  # the control of KPR can be made of: this one, and those before


class OwnPaper(StrEnum):
    """The papers."""

    COMPARISON = "comparison"
    SUMMARY = "summary"
    KPR = "kpr"

    @property
    def words(self) -> str:
        """What the form is called."""
        return {
            OwnPaper.COMPARISON: "Sammenlign med regnearket",
            OwnPaper.SUMMARY: "Oppsummering av måneden",
            OwnPaper.KPR: "KPR-kontroll",
        }[self]

    @property
    def intro(self) -> str:
        """What it is for."""
        return {
            OwnPaper.COMPARISON: "Én linje for hvert oppdrag med timer, km og kroner, "
            "og en rute til å hake av. Arket viser brukere og skal ikke til lønn.",
            OwnPaper.SUMMARY: "En halv side til lederen: det som gikk til lønn, og "
            "hvordan timelistene kom inn. Uten navn.",
            OwnPaper.KPR: "Ett vedtak på hver linje, til kontroll av det som står i "
            "fagsystemet. Fagsystemet er kilden og rapporterer.",
        }[self]

    @property
    def right(self) -> Right:
        """Who may make it."""
        return Right.RUN_PAY if self is OwnPaper.SUMMARY else Right.READ_CASES


class Choice(NamedTuple):
    """A month or a year that is offered."""

    words: str
    number: int  # of the period, or the year
    code: str = ""


class PaperChoice(Form):
    """Asks of which month or year, the one most wanted proposed."""

    help_topic = "rapporter"

    def __init__(self, page: Page, paper: OwnPaper) -> None:
        """Ask over the window of ``page``."""
        super().__init__(
            page.window(),
            paper.words,
            save_text="Vis",
            intro=paper.intro,
            width=460,
        )
        self._page, self._paper = page, paper
        self._choice, self._offered = QComboBox(), tuple[Choice, ...]()
        what = "&År" if paper is OwnPaper.KPR else "&Periode"
        self.add("choice", what, self._choice, width=230)
        today = page.workspace.today()
        if paper is OwnPaper.KPR:
            years = range(today.year, today.year - YEARS, -1)
            # In January it is about the year that is over.
            at = 1 if today.month == 1 else 0
            self._offer([Choice(f"{year}", year) for year in years], at)
        else:
            page.workspace.ask(
                lambda session: (
                    *list_periods(session, today.year - 1),
                    *list_periods(session, today.year),
                ),
                self._on_periods,
                key=(id(self), "periods"),
                at_once=True,
            )
        self.begin()

    def draft(self) -> Choice | None:
        at = self._choice.currentIndex()
        return self._offered[at] if at >= 0 else None

    def check(self, draft: Choice | None) -> tuple[Problem, ...]:
        return () if draft else (Problem("choice", "Velg hva det gjelder."),)

    def hand_in(self, draft: Choice) -> None:
        page, opens = self._page, _OPENS[self._paper]
        self.saved()
        opens(page, draft)

    def _on_periods(self, found: Sequence[PeriodRow]) -> None:
        today = self._page.workspace.today()
        begun = [each for each in found if each.period.first <= today][::-1]
        ended = [each.period.last < today for each in begun]
        self._offer(
            [Choice(each.label, each.number, each.code) for each in begun],
            ended.index(True) if True in ended else 0,
        )

    def _offer(self, choices: Sequence[Choice], at: int) -> None:
        self._offered = tuple(choices)
        self._choice.clear()
        for each in choices:
            self._choice.addItem(each.words)
        self._choice.setCurrentIndex(at)


_OPENS: dict[OwnPaper, Callable[[Page, Choice], None]] = {
    OwnPaper.COMPARISON: lambda page, of: open_comparison(page, of.number, of.code),
    OwnPaper.SUMMARY: lambda page, of: open_summary(page, of.number),
    OwnPaper.KPR: lambda page, of: open_kpr(page, of.number),
}
