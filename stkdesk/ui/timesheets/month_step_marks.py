"""How a step of a sheet looks: its tone, its mark, and the words for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.month_step import Step, StepMark
from stkdesk.services.step_cells import StepCell
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.tokens import Pair, Tone
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label

TONES = {
    StepMark.NEXT: Tone.ACT,
    StepMark.DONE: Tone.DONE,
    StepMark.LATE: Tone.WARN,
    StepMark.MISSING: Tone.LATE,
    StepMark.RETURNED: Tone.WARN,
    StepMark.NOTHING: Tone.DONE,
}
ICONS = {
    StepMark.NEXT: "ArrowLeft",
    StepMark.DONE: "CheckmarkHeavy",
    StepMark.LATE: "Clock",
    StepMark.MISSING: "ExclamationmarkTriangleFill",
    StepMark.RETURNED: "ArrowUndo",
    StepMark.NOTHING: "CircleSlash",
}
WORDS = {
    StepMark.NEXT: "Neste steg",
    StepMark.DONE: "Gjort",
    StepMark.LATE: "Kom for sent",
    StepMark.RETURNED: "Sendt tilbake",
    StepMark.NOTHING: "Ingen timer",
    StepMark.MISSING: "Mangler",
}
#: What the next step is painted with: what is to be done.
NEXT_ICONS = {
    Step.PRINTED: "PrinterSmall",
    Step.MAILED: "Paperplane",
    Step.ARRIVED: "Hourglass",
    Step.ENTERED: "Pencil",
    Step.CHECKED: "Eye",
    Step.APPROVED: "Checkmark",
    Step.SENT: "SackKroner",
    Step.PAID: "BankNote",
    Step.REPORT: "Eye",
}


def step_pair(mark: StepMark) -> Pair:
    """Return ink and fill of a mark in the colours in use."""
    return theme.pair(TONES.get(mark, Tone.NONE))


def icon_of(step: Step, mark: StepMark) -> str:
    """Return the name of the picture; "" for a mark without one."""
    return NEXT_ICONS[step] if mark is StepMark.NEXT else ICONS.get(mark, "")


def said_of(step: Step, cell: StepCell) -> str:
    """Return the words: ``Mottatt 09.11.2026, for sent``."""
    day = f" {short_date(cell.on)}" if cell.on else ""
    match cell.mark:
        case StepMark.DONE:
            return f"{step.label}{day}"
        case StepMark.LATE:
            return f"{step.label}{day}, for sent"
        case StepMark.RETURNED:
            return f"Sendt tilbake{day}"
        case StepMark.NOTHING:
            return "Ingen timer"
        case StepMark.NEXT if step is Step.REPORT:
            return f"Rapporten kom{day}, ikke lest"
        case StepMark.NEXT:
            return f"Neste: {step.label.lower()}"
    return f"{step.label}: {cell.mark.label}"


class StepKey(QLabel):
    """One mark of the legend; the word stands beside it."""

    def __init__(self, mark: StepMark) -> None:
        """Show how ``mark`` looks in the grid."""
        super().__init__()
        self._mark = mark
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.u(28), theme.u(19))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_step(painter, QRectF(self.rect()), Step.CHECKED, self._mark)


def paint_step(
    painter: QPainter, box: QRectF, step: Step, mark: StepMark, side: int = 12
) -> None:
    """Paint the pill of a mark in ``box``, with its picture in the middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pair = step_pair(mark)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(pair.fill))
    painter.drawRoundedRect(box, theme.u(5), theme.u(5))
    at = QRectF(0, 0, theme.u(side), theme.u(side))
    at.moveCenter(box.center())
    paint_icon(painter, icon_of(step, mark), at, pair.ink)


def step_legend() -> QWidget:
    """Return what the marks mean, one beside another; wraps when room is short."""
    made = QWidget()
    flow = Flow(made, theme.u(12))
    for mark, words in WORDS.items():
        pair = QWidget()
        pair.setLayout(row(StepKey(mark), label(words, "small"), gap=6))
        flow.addWidget(pair)
    return made
