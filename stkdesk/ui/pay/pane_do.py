"""The last pane of the wizard: what is to be done, with ticks, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from stkdesk.domain.formats import kr
from stkdesk.domain.pay_run import RunStep
from stkdesk.domain.run_rows import RunRow
from stkdesk.services.run_steps import AFTER_LOCK, RunPlan
from stkdesk.ui.pay.saving import ask_folder, delivery_folder
from stkdesk.ui.pay.words import sheets_text
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import clear, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

INDENT = 30  # pixels of the box of a tick at text size 10
_STEPS = list(RunStep)
WAITS = Mark("Gjenstår", Tone.QUIET, "Hourglass")
DONE = Mark("Gjort", Tone.GOOD, "Checkmark")
LEFT_OUT = Mark("Ikke valgt", Tone.QUIET, "Minus")
TICKS = {
    RunStep.DELIVER: "Legg filene der lønn &henter dem",
    RunStep.ARCHIVE: "Arkiver &oppgjør for hver timeliste",
    RunStep.REMIND: "&Purr dem som mangler",
    RunStep.NEXT: "&Skriv ut neste periodes timelister",
}


class DoPane(QWidget):
    """Ticks for what is done with the run.

    Signals:
        changed: another thing is ticked, or another folder is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Tick what is usually done."""
        super().__init__()
        self.folder: Path | None = delivery_folder()
        self.ticks = {step: QCheckBox(TICKS[step]) for step in AFTER_LOCK}
        self.bundle = QCheckBox("Legg ved &bilag, med koder i stedet for navn")
        self.closes = QCheckBox("&Lukk perioden når alt er gjort")
        for step in (RunStep.DELIVER, RunStep.ARCHIVE):
            self.ticks[step].setChecked(True)
        self._reached: int | None = None  # the last step past when it was last shown
        self._left_out: set[RunStep] = set()  # gone past here, and not chosen
        self._marks = {step: Badge(WAITS) for step in (RunStep.LOCK, *AFTER_LOCK)}
        self._title, self._about = label("Gjør", "h2"), label("", "muted", wrap=True)
        self._where = label("", "small", wrap=True)
        self._choose = button("Velg &mappe …", icon="Folder", on=self.choose_folder)
        self.good, self.bad = Banner(Tone.GOOD), Banner(Tone.BAD)
        self._results: QVBoxLayout = column(gap=8)
        self._lay_out()
        for each in (*self.ticks.values(), self.bundle, self.closes):
            each.toggled.connect(lambda _on: self._on_changed())
        self._on_changed()

    def show_new(self, code: str, sheets: int, sum_ore: int, *, lacks: bool) -> None:
        """Show what a new run would be."""
        self._about.setText(
            f"Lønnskjøring {code}: {sheets_text(sheets)}, {kr(sum_ore)}. Timelistene "
            "låses i ett, og kan tas tilbake til lønn har bekreftet."
            if sheets
            else "Ingen timelister er klare for lønn."
        )
        self.ticks[RunStep.REMIND].setChecked(lacks)
        self._mark(None)

    def show_made(self, run: RunRow, *, is_closed: bool = False) -> None:
        """Show a run that is locked, and how far it has come.

        ``is_closed``: the period is, so there is nothing more to close.
        """
        if is_closed:
            self.closes.setChecked(False)
        self.closes.setVisible(not is_closed)
        self._about.setText(
            f"Lønnskjøring {run.code}: {sheets_text(run.sheets)}, {kr(run.sum_ore)}."
        )
        self._mark(run.done)

    def plan(self) -> RunPlan:
        """Return what is ticked and not done."""
        steps = frozenset(step for step, tick in self.ticks.items() if tick.isChecked())
        return RunPlan(
            steps, self.folder, self.bundle.isChecked(), self.closes.isChecked()
        )

    @property
    def lacks_folder(self) -> bool:
        """Whether the files are to be delivered and nobody has said where."""
        return self.ticks[RunStep.DELIVER].isChecked() and self.folder is None

    def begin(self) -> None:
        """Put the cursor on the first tick."""
        self.ticks[RunStep.DELIVER].setFocus()

    def choose_folder(self) -> None:
        """Ask where payroll fetches its files."""
        ask_folder(self.window(), self._on_folder)

    def tell_results(
        self, lines: list[str], offers: list[tuple[str, Callable[[], object]]]
    ) -> None:
        """Say what came of it, with buttons for what there is to see."""
        self.bad.clear()
        self.good.tell("Kjøringen er gjort.", "\n".join(lines))
        clear(self._results)
        if offers:
            buttons = [button(text, on=on) for text, on in offers]
            self._results.addLayout(row(*buttons, None))

    def _on_folder(self, folder: Path) -> None:
        self.folder = folder
        self._on_changed()

    def _on_changed(self) -> None:
        delivers = self.ticks[RunStep.DELIVER].isChecked()
        self.bundle.setVisible(delivers)
        self._where.setText(str(self.folder) if self.folder else "Ingen mappe er valgt")
        for each in (self._where, self._choose):
            each.setVisible(delivers)
        self.changed.emit()

    def _mark(self, done: RunStep | None) -> None:
        reached = _STEPS.index(done) if done is not None else -1
        before = reached if self._reached is None else self._reached
        for step, badge in self._marks.items():
            is_done = _STEPS.index(step) <= reached
            tick = self.ticks.get(step)
            if tick is not None and is_done:
                if _STEPS.index(step) > before and not tick.isChecked():
                    self._left_out.add(step)
                tick.setChecked(False)
            passed = LEFT_OUT if step in self._left_out else DONE
            badge.show_mark(passed if is_done else WAITS)
        self._reached = reached

    def _lay_out(self) -> None:
        lock = label(RunStep.LOCK.label)
        first = row(INDENT, lock, None, self._marks[RunStep.LOCK], gap=0)
        rows = column(first, gap=12, margins=14)
        for step in AFTER_LOCK:
            rows.addLayout(row(self.ticks[step], None, self._marks[step]))
            if step is RunStep.DELIVER:
                inside = column(
                    self.bundle,
                    row((self._where, 1), self._choose),
                    gap=6,
                    margins=(INDENT, 0, 0, 0),
                )
                rows.addLayout(inside)
        rows.addLayout(row(self.closes, None))
        self.setLayout(
            column(
                self._title,
                self._about,
                self.bad,
                self.good,
                self._results,
                flat(rows),
                None,
                gap=10,
                margins=18,
            )
        )
