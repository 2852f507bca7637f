"""What is done from the lists of the post: steps, reminders, letters, and calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer

from stkdesk.domain.formats import count
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.services.phone_list import phone_list
from stkdesk.services.reminders import (
    DueReminders,
    due_reminders,
    note_phoned,
    reminder_job,
    undo_reminders,
)
from stkdesk.services.sheet_course import Done, Left
from stkdesk.services.sheet_letters import LetterPile
from stkdesk.services.sheet_returns import return_letters
from stkdesk.ui import errors
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.papers.printer import print_pdf
from stkdesk.ui.papers.saving import ask_where_to_save
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.question import Answer, ask
from stkdesk.ui.timesheets.ledger_return_form import SendBackForm
from stkdesk.ui.timesheets.month_many import Chosen, MonthActs

PHONE_LIST = "ringeliste.pdf"
TITLES = {
    ReminderStep.FIRST: "Første purring",
    ReminderStep.SECOND: "Andre purring",
    ReminderStep.PHONE: "Ringeliste",
}


class LedgerActs:
    """Does casework on the chosen rows of one period, and says what came of it."""

    def __init__(self, page: Page) -> None:
        """Work for ``page``."""
        self._page, self._workspace = page, page.workspace
        self._steps = MonthActs(page, page.workspace, page.toast)

    def take(self, step: CourseStep, chosen: Sequence[Chosen]) -> None:
        """Take ``step`` on ``chosen``; one sent back is asked why, then written to."""
        if step is CourseStep.SENT_BACK and chosen:
            SendBackForm(
                self._page.window(),
                self._workspace,
                [each.key for each in chosen],
                self._on_sent_back,
                _whose(chosen),
            ).open()
        else:
            self._steps.take(step, chosen)

    # Reminding.

    def remind(self, period: int, only: Sequence[int] | None = None) -> None:
        """Ask which letters to make; ``only``: for these, though it is not time."""
        today = self._workspace.today()
        self._workspace.ask(
            lambda session: due_reminders(session, period, today=today, only=only),
            partial(self._ask_whom, period),
            key=(id(self), "due"),
            at_once=True,
        )

    def _ask_whom(self, period: int, due: DueReminders) -> None:
        answers: list[Answer] = []
        for step in ReminderStep:
            if rows := due.of(step):
                people = len({row.contact_number for row in rows})
                numbers = [row.assignment for row in rows]
                act: Callable[[], object] = partial(self._make, period, step, numbers)
                if step is ReminderStep.PHONE:
                    act = partial(self.print_phone_list, period, numbers)
                text = f"{TITLES[step]} ({people})"
                answers.append((text, "" if answers else "primary", act))
        if not answers:
            self._page.toast(
                "Ingen skal purres i dag. Merk noen i listen for å purre likevel."
            )
            return
        ask(
            self._page.window(),
            "Hvem skal purres?",
            "Hver støttekontakt får ett brev om alle timelistene som mangler. Tallet "
            "er støttekontakter.",
            *answers,
        )

    def _make(self, period: int, step: ReminderStep, numbers: Sequence[int]) -> None:
        steps = reminder_job(
            self._workspace.database,
            period,
            step,
            numbers,
            today=self._workspace.today(),
        )
        job = Job(steps, self._page)
        JobDialog(self._page.window(), job, "Lager purringer")

        def _made(pile: LetterPile) -> None:
            self._heard()
            undo = partial(self._undo, period, step, numbers)
            self._show(TITLES[step], pile, undo)

        job.done.connect(_made)
        job.failed.connect(lambda _error: self._heard())
        job.stopped.connect(self._heard)

    def _heard(self) -> None:
        self._workspace.changed.emit(frozenset({"papers", "sheet_reminders"}))

    def _undo(self, period: int, step: ReminderStep, numbers: Sequence[int]) -> None:
        self._workspace.save(
            lambda session: undo_reminders(session, period, step, numbers),
            lambda _gone: None,
            partial(errors.show, self._page.window()),
        )

    # Letters of what is sent back.

    def write_returns(self, sheets: Sequence[int]) -> None:
        """Make the letters of those sent back that have none."""
        today = self._workspace.today()
        self._workspace.save(
            lambda session: return_letters(session, sheets, today=today),
            partial(self._show, "Timelister tilbake"),
            partial(errors.show, self._page.window()),
        )

    def _on_sent_back(self, done: Done) -> None:
        self._steps.tell(done, {})
        if done.numbers and not done.left:
            sheets = count(len(done.numbers), "timeliste", "timelister")
            ask(
                self._page.window(),
                "Lage brevet nå?",
                f"{sheets} er sendt tilbake. Brevet sier hva som må rettes.",
                ("Lag brevet", "primary", partial(self.write_returns, done.numbers)),
                no="Senere",
            )

    def _show(
        self, title: str, pile: LetterPile, undo: Callable[[], object] | None = None
    ) -> None:
        """Show the letters to be mailed, and lead on to those given by hand."""
        made = len(pile.papers)
        if made:
            self._page.toast(f"{title}: {count(made, 'brev', 'brev')}", undo)
        first, later = pile.letters or pile.by_hand, pile.by_hand
        if not first:
            self._tell_left(pile.left)
            return
        offers = []
        if pile.letters and later:
            text = f"Fortrolige adresser ({len(later)})"
            on = partial(show_papers, self._page, title, later)
            offers.append((text, "ShieldLock", on))

        def _open() -> None:  # one window closes before one opens
            window = show_papers(self._page, title, first, *offers)
            if pile.left:
                told = count(len(pile.left), "timeliste", "timelister")
                window.tell(f"{told} er ikke med", _reasons(pile.left))

        QTimer.singleShot(0, self._page, _open)

    def _tell_left(self, left: Sequence[Left]) -> None:
        if left:
            self._page.toast(_reasons(left))

    # Calling.

    def print_phone_list(self, period: int, numbers: Sequence[int]) -> None:
        """Make the list of whom to call; ask whether to print or to save it."""
        today = self._workspace.today()
        self._workspace.save(
            lambda session: phone_list(session, period, numbers, today=today),
            self._offer_phone_list,
            partial(errors.show, self._page.window()),
        )

    def _offer_phone_list(self, data: bytes) -> None:
        window, name = self._page.window(), PHONE_LIST

        def _saved(file: str) -> None:
            self._page.toast(f"Lagret: {file}")

        ask(
            window,
            "Ringelisten er klar",
            "Den har navn og telefonnummer til støttekontakter, og ingen brukere. "
            "Merk dem som «Ringt» når dere har snakket sammen.",
            (
                "Skriv ut",
                "primary",
                lambda: print_pdf(window, data, "Ringeliste", window.activateWindow),
            ),
            (
                "Lagre som PDF …",
                "",
                lambda: ask_where_to_save(window, data, name, _saved),
            ),
            no="Lukk",
        )

    def phoned(self, period: int, numbers: Sequence[int]) -> None:
        """Note that the support contacts of these sheets have been called today."""
        today = self._workspace.today()

        def _told(left: tuple[Left, ...]) -> None:
            done = [n for n in numbers if n not in {one.assignment for one in left}]
            if done:
                text = f"Ringt: {count(len(done), 'timeliste', 'timelister')}"
                undo = partial(self._undo, period, ReminderStep.PHONE, done)
                self._page.toast(text, undo)
            else:
                self._tell_left(left)

        self._workspace.save(
            lambda session: note_phoned(session, period, numbers, today=today), _told
        )


def _reasons(left: Sequence[Left]) -> str:
    """Return the reasons, each once, with the assignments they are of."""
    by_reason: dict[str, list[str]] = {}
    for one in left:
        by_reason.setdefault(one.reason, []).append(f"O-{one.assignment}")
    return " ".join(f"{', '.join(who)}: {why}" for why, who in by_reason.items())


def _whose(chosen: Sequence[Chosen]) -> str:
    """Return the one sheet that is meant, in words; nothing of several."""
    if len(chosen) > 1:
        return ""
    [one] = chosen
    assignment = f"oppdrag O-{one.key.assignment}"
    return f"{one.who}, {assignment}" if one.who else assignment.capitalize()
