"""Letters to many support contacts: of a new rate, and the statements of a year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.formats import count
from stkdesk.domain.rate import RateRow
from stkdesk.domain.staff import Right
from stkdesk.services.annual_statements import annual_statements
from stkdesk.services.planned_letters import PlannedLetter, planned_letter_job
from stkdesk.services.rate_letters import BackPay, rate_letters
from stkdesk.services.sheet_letters import LetterPile
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.question import Answer, ask


class LetterFlow(QObject):
    """Asks once, makes the letters with progress, and shows them as one PDF."""

    def __init__(self, page: Page, parent: QObject) -> None:
        """Work through the workspace of ``page``."""
        super().__init__(parent)
        self._page = page
        self.job: Job | None = None

    @property
    def may(self) -> bool:
        """Whether who is at work makes papers at all."""
        return self._page.workspace.may(Right.MAKE_PAPERS)

    def offer(self, rate: RateRow, back_pay: BackPay, *, asked: bool = False) -> None:
        """Ask whether those whom ``rate`` pays are to have a letter.

        ``asked``: somebody wants it, and is told when there is nobody to write to.
        """
        if not self.may:
            return
        self._page.workspace.ask(
            lambda session: rate_letters(session, rate, back_pay),
            partial(self._on_rate, asked),
            key=(id(self), "rate"),
            at_once=True,
        )

    def offer_statements(self) -> None:
        """Ask which year, then for the statements of it."""
        year = self._page.workspace.today().year
        ask(
            self._page.window(),
            "Årsoppgaver til støttekontaktene",
            "Én årsoppgave til hver som har fått noe sendt til lønn: timer, kjøring, "
            "utgifter og sum for hver måned. Hvilket år?",
            (str(year), "primary", partial(self._read_statements, year)),
            (str(year - 1), "", partial(self._read_statements, year - 1)),
        )

    def _read_statements(self, year: int) -> None:
        self._page.workspace.ask(
            lambda session: annual_statements(session, year),
            partial(self._on_statements, year),
            key=(id(self), "statements"),
            at_once=True,
        )

    def _on_statements(self, year: int, letters: Sequence[PlannedLetter]) -> None:
        if letters:
            made = count(len(letters), "årsoppgave", "årsoppgaver")
            self._ask(f"Lage {made} for {year}?", "", letters, "Årsoppgaver")
        else:
            self._page.toast(f"Ingen har fått noe sendt til lønn for {year}")

    def _on_rate(self, asked: bool, letters: Sequence[PlannedLetter]) -> None:
        if letters:
            people = count(len(letters), "støttekontakt", "støttekontakter")
            self._ask(f"Lage brev til {people}?", _said(letters), letters, "Satsbrev")
        elif asked:
            self._page.toast("Ingen støttekontakter får ny betaling av denne satsen")

    def _ask(
        self, title: str, text: str, letters: Sequence[PlannedLetter], name: str
    ) -> None:
        make = partial(self._make, letters, name)
        more = "De blir én PDF i rekkefølgen de legges i konvolutt."
        question = f"{text} {more}".strip()
        answer: Answer = ("Lag brev til alle", "primary", make)
        ask(self._page.window(), title, question, answer, no="Ikke nå")

    def _make(self, letters: Sequence[PlannedLetter], name: str) -> None:
        if self.job is not None and self.job.is_running:
            return
        workspace = self._page.workspace
        steps = planned_letter_job(workspace.database, letters, today=workspace.today())
        self.job = Job(steps, self)
        JobDialog(self._page.window(), self.job, "Lager brevene")
        self.job.done.connect(partial(self._on_made, name))
        self.job.stopped.connect(self._on_ended)
        self.job.failed.connect(self._on_ended)

    def _on_made(self, name: str, pile: LetterPile) -> None:
        self._on_ended()
        made = (*pile.letters, *pile.by_hand)
        # one window closes before one opens
        QTimer.singleShot(0, self, lambda: show_papers(self._page, name, made))

    def _on_ended(self, _error: object = None) -> None:
        """Tell everybody: what was made before it stopped is made."""
        self._page.workspace.changed.emit(frozenset({"papers", "contact_letters"}))


def _said(letters: Sequence[PlannedLetter]) -> str:
    paid = [each for each in letters if each.kind is ContactLetterKind.BACK_PAY]
    if not paid:
        return "Brevet sier hva den nye satsen er og fra hvilken dag den gjelder."
    if len(paid) == len(letters):
        return "Brevet sier hva den nye satsen er, og hva som etterbetales."
    some = count(len(paid), "får", "får")
    return f"{some} også vite hva som etterbetales. Resten får vite den nye satsen."
