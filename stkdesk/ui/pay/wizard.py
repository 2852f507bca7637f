"""Kjør måneden: five panes, from what lacks to what is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.run_preview import RunPreview
from stkdesk.domain.run_rows import OpenRun
from stkdesk.services.papers import moment_of
from stkdesk.services.pay_runs import lock_run, open_run, run_preview
from stkdesk.services.periods import PeriodRow, collecting_period, list_periods
from stkdesk.services.run_steps import RunDone, carry_out
from stkdesk.ui import theme
from stkdesk.ui.form_help import toggle_help
from stkdesk.ui.jobs import Job
from stkdesk.ui.page import Page
from stkdesk.ui.pay.pane_do import DoPane
from stkdesk.ui.pay.pane_files import FilesPane
from stkdesk.ui.pay.panes import LacksPane, ProblemsPane, TotalsPane, way_to
from stkdesk.ui.pay.results import result_lines, result_offers
from stkdesk.ui.pay.wizard_rail import WizardRail
from stkdesk.ui.pay.words import is_unfinished
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LAST = 4  # the pane where it is done
READING = "Regner ut kjøringen …"


class RunWizard(QDialog):
    """Looks at a run pane by pane, locks it, and does the rest; or goes on with one."""

    help_topic = "kjor-maneden"

    def __init__(
        self, page: Page, period: int | None = None, run: OpenRun | None = None
    ) -> None:
        """Begin with ``period``, or the one collected now; or go on with ``run``."""
        super().__init__(page.window())
        self.setWindowTitle("Kjør måneden")
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self._workspace = page, page.workspace
        self._period, self._run = period, run
        self.found: RunPreview | None = None
        self.job: Job | None = None
        self._asking = (id(self), "run")
        self.destroyed.connect(partial(self._workspace.forget, self._asking))
        self.rail = WizardRail()
        self.lacks, self.problems = LacksPane(), ProblemsPane()
        self.totals, self.files, self.doing = TotalsPane(), FilesPane(), DoPane()
        self.banner = Banner(Tone.BAD)
        self._lay_out()
        self._connect()
        self._begin()

    # What stands in the window.

    @property
    def panes(self) -> tuple[LacksPane, ProblemsPane, TotalsPane, FilesPane, DoPane]:
        """The five panes in their order."""
        return self.lacks, self.problems, self.totals, self.files, self.doing

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for pane in self.panes:
            self._stack.addWidget(pane)
        self._told = label("", "muted")
        self.back = button("&Tilbake", icon="ChevronLeft", on=self._go_back)
        self.on = button("&Neste", "primary", tip="Ctrl+Enter", on=self._go_on)
        close = button("Lukk", on=self.reject)
        foot = row((self._told, 1), close, self.back, self.on, margins=(18, 12, 18, 12))
        right = column(
            column(self.banner, margins=(18, 0, 18, 0)), (self._stack, 1), gap=0
        )
        body = row(frame(column(self.rail, margins=(18, 18, 6, 14))), (right, 1), gap=0)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addLayout(body, 1)
        lay.addWidget(frame(foot, "foot"))
        room = self._page.window().size()
        self.resize(
            min(theme.u(1080), max(theme.u(560), room.width() - 40)),
            min(theme.u(720), max(theme.u(440), room.height() - 40)),
        )

    def _connect(self) -> None:
        for pane in (self.lacks, self.problems, self.totals):
            pane.opened.connect(self._leave_to)
        self.rail.picked.connect(self.show_pane)
        self.rail.period_picked.connect(self._on_period)
        self.doing.changed.connect(self._look)
        control = Qt.KeyboardModifier.ControlModifier
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # the latter: of the keypad
            keys = QKeySequence(QKeyCombination(control, key))
            QShortcut(keys, self, self.on.click)
        QShortcut(QKeySequence("Alt+Left"), self, self.back.click)
        QShortcut(QKeySequence("F5"), self, self._read)
        QShortcut(QKeySequence("F1"), self, partial(toggle_help, self))

    def show_pane(self, at: int) -> None:
        """Show the pane at a place, from 0."""
        self._stack.setCurrentIndex(at)
        self.rail.show_pane(at)
        self._look()
        self._begin_pane()

    def _begin_pane(self) -> None:
        """Put the cursor where the pane in front is worked in."""
        self.panes[self._stack.currentIndex()].begin()

    def _look(self) -> None:
        """Let the buttons say what comes now."""
        at, is_last = self._stack.currentIndex(), self._stack.currentIndex() == LAST
        begun = self._run is not None
        why_not = "Kjøringen er låst." if begun else "Dette er det første steget."
        enable(self.back, at > 0 and not begun, why_not)
        self.on.setText("&Gjør dette" if is_last else "&Neste")
        enable(self.on, *self._may_go_on(is_last=is_last))

    def _may_go_on(self, *, is_last: bool) -> tuple[bool, str]:
        if self.job is not None and self.job.is_running:
            return False, "Kjøringen arbeider."
        if self._run is None and self.found is None:
            return False, READING
        if not is_last:
            return True, ""
        if self._run is None and self.found is not None and self.found.is_empty:
            return False, "Ingen timelister er klare for lønn."
        if self._run is not None and not is_unfinished(self._run.row):
            plan = self.doing.plan()
            if not plan.steps and not plan.closes:
                return False, "Kjøringen er ferdig."
        if self.doing.lacks_folder:
            return False, "Velg mappen der lønn henter filene."
        return True, ""

    # Reading.

    def _begin(self) -> None:
        if self._run is not None:
            self.rail.only_last(self._run.row.period_label)
            self.doing.show_made(self._run.row, is_closed=self._run.period_is_closed)
            QTimer.singleShot(0, self, partial(self.show_pane, LAST))
            return
        today = self._workspace.today()

        def _periods(session: Session) -> tuple[list[PeriodRow], int]:
            rows = [
                *list_periods(session, today.year - 1),
                *list_periods(session, today.year),
            ]
            now = collecting_period(session, today=today)
            return [each for each in rows if each.period.first <= today], now.number

        self._look()
        self._workspace.ask(_periods, self._on_periods, key=self._asking, at_once=True)

    def _on_periods(self, found: tuple[list[PeriodRow], int]) -> None:
        rows, now = found
        chosen = self._period if self._period is not None else now
        self._period = chosen
        self.rail.offer_periods(rows, chosen)
        self.show_pane(0)
        self._read()

    def _on_period(self, number: int) -> None:
        self._period = number
        self.show_pane(0)
        self._read()

    def _read(self) -> None:
        """Work the run out, as it would be now."""
        if self._run is not None or self._period is None:
            return
        number, today = self._period, self._workspace.today()
        self.found = None
        self._told.setText(READING)
        self._look()

        def _preview(session: Session) -> RunPreview | OfficeError:
            try:
                return run_preview(session, number, today=today)
            except OfficeError as error:  # told in the window
                return error

        self._workspace.ask(_preview, self._on_preview, key=self._asking, at_once=True)

    def _on_preview(self, found: RunPreview | OfficeError) -> None:
        self._told.setText("")
        if isinstance(found, OfficeError):
            self.banner.tell(found.title, found.advice)
            return
        self.banner.clear()
        self.found = found
        for pane in (self.lacks, self.problems, self.totals, self.files):
            pane.show_run(found)
        self.doing.show_new(
            found.code,
            len(found.choice.taken),
            found.sum_ore,
            lacks=bool(found.lacking),
        )
        self.rail.show_counts(len(found.lacking), self.problems.count)
        self._look()
        self._begin_pane()

    # Going on.

    def _go_back(self) -> None:
        self.show_pane(max(0, self._stack.currentIndex() - 1))

    def _go_on(self) -> None:
        at = self._stack.currentIndex()
        if at < LAST:
            self.show_pane(at + 1)
        elif self._run is not None:
            self._do_rest(self._run)
        else:
            self._lock()

    def _lock(self) -> None:
        found, today = self.found, self._workspace.today()
        if found is None:
            return
        now = moment_of(today)

        def _locked(session: Session) -> OpenRun:
            number = lock_run(session, found.period_number, found.choice, now=now)
            return open_run(session, number)

        enable(self.on, False, "Timelistene låses.")
        self._told.setText("Låser timelistene …")
        self._workspace.save(_locked, self._on_locked, self._on_refused)

    def _on_refused(self, error: BaseException) -> None:
        self._told.setText("")
        if not isinstance(error, OfficeError):
            raise error
        self._read()
        self.banner.tell(error.title, error.advice)

    def _on_locked(self, run: OpenRun) -> None:
        self._told.setText("")
        self.banner.clear()
        self._run = run
        self.rail.only_last(run.row.period_label)
        self.doing.show_made(run.row, is_closed=run.period_is_closed)
        self._do_rest(run)

    def _do_rest(self, run: OpenRun) -> None:
        today = self._workspace.today()
        steps = carry_out(
            self._workspace.database,
            run.row.number,
            self.doing.plan(),
            today=today,
            now=moment_of(today),
        )
        self.job = Job(steps, self)
        JobDialog(self, self.job, "Kjører måneden")
        self.job.done.connect(self._on_done)
        self.job.failed.connect(lambda _error: self._on_stopped())
        self.job.stopped.connect(self._on_stopped)
        self._look()

    def _on_done(self, done: RunDone) -> None:
        self._changed()
        offers = result_offers(self._page, done)
        self.doing.tell_results(result_lines(done), offers)
        self._read_run()

    def _on_stopped(self) -> None:
        """Let the person go on: what is done, is done."""
        self._changed()
        self.doing.bad.tell(
            "Kjøringen er ikke ferdig.",
            "Det som er gjort, er gjort. Gå videre nå eller en annen dag.",
        )
        self._read_run()

    def _changed(self) -> None:
        tables = {"pay_runs", "timesheets", "papers", "periods", "sheet_reminders"}
        self._workspace.changed.emit(frozenset(tables))

    def _read_run(self) -> None:
        if self._run is None:
            return
        number = self._run.row.number
        self._workspace.ask(
            lambda session: open_run(session, number),
            self._on_run,
            key=self._asking,
            at_once=True,
        )

    def _on_run(self, run: OpenRun) -> None:
        self._run = run
        self.doing.show_made(run.row, is_closed=run.period_is_closed)
        self._look()

    def _leave_to(self, item: object) -> None:
        """Open the place where something is put right; the wizard waits in the room."""
        way = way_to(item, self._period or 0)  # type: ignore[arg-type]
        if way is not None:
            self.reject()
            self._page.goto.emit(*way)
