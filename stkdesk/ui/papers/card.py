"""The card of a paper: what it looks like, where it is, what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.staff import Right
from stkdesk.services.paper_acts import PaperAct
from stkdesk.services.papers import PaperRow
from stkdesk.services.printing import MadePaper
from stkdesk.ui import theme
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.papers.marks import ACT_KEYS, ACT_TEXTS
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.widgets.boxes import frame, line
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label


@dataclass(frozen=True, slots=True)
class Opened:
    """One paper and its bytes, or why they are not to be had."""

    paper: PaperRow
    made: MadePaper | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """Several papers are marked in the list."""

    marked: int


class PaperCard(QWidget):
    """Shows one paper; what can be done to it is under its pages.

    Signals:
        noted: an act that happened to it today.
        taken_away: an act that did not happen after all.
        print_wanted, save_wanted: print it again, save it as a file.
    """

    noted, taken_away = Signal(object), Signal(object)
    print_wanted, save_wanted = Signal(), Signal()

    def __init__(self, opened: Opened, may: May = everybody) -> None:
        """Show ``opened``; what happened to it is noted by those who ``may``."""
        super().__init__()
        paper = opened.paper
        title = f"{paper.title} – {paper.about}" if paper.about else paper.title
        self.preview = PreviewPane(
            title, print_out=self.print_wanted.emit, save=self.save_wanted.emit
        )
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        lay.addWidget(self.preview, 1)
        lay.addWidget(line())
        lay.addWidget(self._acts(paper, noted_here=may(Right.MAKE_PAPERS)))
        if opened.made is None:
            self.preview.say(opened.trouble)
        else:
            self.preview.show_pdf(opened.made.data)

    def _acts(self, paper: PaperRow, *, noted_here: bool) -> QWidget:
        inside = QWidget()
        flow = Flow(inside, theme.u(8))
        days = {
            PaperAct.PRINTED: paper.printed_on,
            PaperAct.MAILED: paper.mailed_on,
            PaperAct.RETURNED: paper.returned_on,
        }
        for act, day in days.items():
            if day is None and noted_here:
                flow.addWidget(act_button(act, partial_emit(self.noted, act)))
        done = [act for act, day in days.items() if day is not None]
        if done and noted_here:
            flow.addWidget(
                more_button(
                    [
                        (
                            f"Ikke {act.done} likevel",
                            "ArrowUndo",
                            partial_emit(self.taken_away, act),
                        )
                        for act in reversed(done)
                    ]
                )
            )
        past = [f"Laget {short_date(paper.made_on)}"]
        past += [
            f"{act.done} {short_date(day)}"
            for act, day in days.items()
            if day is not None
        ]
        when = label(
            " · ".join(past) + f"\n{paper.reference}", "small", selectable=True
        )
        box = QVBoxLayout()
        box.setContentsMargins(theme.u(16), theme.u(10), theme.u(16), theme.u(12))
        box.setSpacing(theme.u(8))
        box.addWidget(inside)
        box.addWidget(when)
        return frame(box)


class ManyCard(QWidget):
    """Stands in place of a preview when several papers are marked."""

    noted = Signal(object)
    print_wanted = Signal()

    def __init__(self, many: Many) -> None:
        """Say how many are marked, and offer what can be done to all of them."""
        super().__init__()
        acts = [act_button(act, partial_emit(self.noted, act)) for act in PaperAct]
        print_out = button(
            "Skriv ut på nytt",
            icon="PrinterSmall",
            tip="Ctrl+P",
            on=self.print_wanted.emit,
        )
        empty = Empty(
            "Files",
            f"{count(many.marked, 'papir', 'papirer')} er merket",
            "Det du velger her, gjelder alle som er merket.",
        )
        inside = QWidget()
        flow = Flow(inside, theme.u(8))
        for each in (*acts, print_out):
            flow.addWidget(each)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(*(theme.u(16),) * 4)
        lay.addWidget(empty, 1)
        lay.addWidget(inside)


def act_button(act: PaperAct, on: partial[None]) -> QWidget:
    """Return the button that notes ``act``; its key stands on it."""
    text = ACT_TEXTS[act]
    return button(f"{text}  {ACT_KEYS[act]}", name=text, on=on)


def partial_emit(signal: object, act: PaperAct) -> partial[None]:
    """Return what emits ``signal`` with ``act``."""
    return partial(signal.emit, act)  # type: ignore[attr-defined]
