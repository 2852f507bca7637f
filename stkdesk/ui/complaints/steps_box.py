"""What follows from a complaint: what is done, what is next, and a button for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout

from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_steps import Step, consequences
from stkdesk.domain.formats import long_date
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import Kind, button
from stkdesk.ui.widgets.texts import label

REOPEN = "complaint/reopen"
HERE = ("complaint/open",)  # done in the form itself: no button leads away


class StepsBox(QFrame):
    """A line for each step, in order.

    Signals:
        wanted: the act of the remedy whose button was pressed.
    """

    wanted = Signal(str)

    def __init__(self, today: date) -> None:
        """Show nothing yet; it is ``today``."""
        super().__init__()
        self.setProperty("card", "flat")
        self._today = today
        self._shown: tuple[object, ...] = ()
        self._lines = column(gap=10, margins=(14, 12, 12, 12))
        self.setLayout(self._lines)

    def show_case(self, case: ComplaintCase, *, may_act: bool = True) -> None:
        """Show what follows from ``case``; those who may not act see no buttons."""
        steps = tuple(
            step
            for step in consequences(case)
            if step.is_done or step.shown_from is None or step.shown_from <= self._today
        )
        notes = tuple(_notes(case))
        if (steps, notes, may_act) == self._shown:
            return  # the cursor may be on one of the buttons
        self._shown = (steps, notes, may_act)
        clear(self._lines)
        first = next((s for s in steps if not s.is_done and not s.is_waiting), None)
        for step in steps:
            self._lines.addLayout(self._line(step, step is first, may_act))
        if case.draft.closed_on is not None and may_act:
            again = button("Åpne igjen", on=lambda: self.wanted.emit(REOPEN))
            self._lines.addLayout(row(again, None))
        for note in notes:
            self._lines.addLayout(_noted(note))

    def _line(self, step: Step, is_next: bool, may_act: bool) -> QLayout:
        is_late = bool(step.due_on and step.due_on < self._today and not step.is_done)
        if step.is_done:
            picture = Icon("CheckmarkCircle", "good", 20)
        elif step.is_waiting:
            picture = Icon("Hourglass", "muted", 20)
        elif is_late:
            picture = Icon("ExclamationmarkTriangleFill", "bad", 20)
        else:
            picture = Icon("Circle", "muted", 20)
        words = column(label(step.sentence, wrap=True), gap=1)
        words.addWidget(label(_under(step, is_late), "small", wrap=True))
        line = row(column(picture, None), (words, 1), gap=10)
        if may_act and not step.is_done and step.remedy.act not in HERE:
            kind: Kind = "primary" if is_next else ""
            act = step.remedy.act
            made = button(step.remedy.verb, kind, on=lambda: self.wanted.emit(act))
            line.addLayout(column(made, None))
        return line


def _under(step: Step, is_late: bool) -> str:
    if step.is_done:
        told = "Gjort"
    elif step.due_on is None:
        told = ""
    else:
        told = f"{'Fristen gikk ut' if is_late else 'Frist'} {long_date(step.due_on)}"
    return " · ".join(part for part in (told, step.source) if part)


def _notes(case: ComplaintCase) -> Iterator[str]:
    """Yield the limits that are somebody else's."""
    if case.worse_by is not None:
        yield (
            "Statsforvalteren kan bare endre vedtaket til skade for brukeren hvis "
            f"brukeren får melding innen {long_date(case.worse_by)} "
            "(forvaltningsloven § 34 tredje ledd)."
        )
    if case.costs_by is not None:
        yield (
            f"Brukeren kan kreve sakskostnader til og med {long_date(case.costs_by)} "
            "(forvaltningsloven § 36)."
        )


def _noted(text: str) -> QLayout:
    picture = column(Icon("InformationSquare", "muted", 20), None)
    return row(picture, (label(text, "small", wrap=True), 1), gap=10)
