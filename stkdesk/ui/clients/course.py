"""Saksgang on the card of a client: the course of the case, with its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from stkdesk.domain.case_line import CaseStep, Reached
from stkdesk.domain.formats import short_date
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.texts import label

DOT = 22  # pixels at text size 10
_TONES = {Reached.DONE: Tone.GOOD, Reached.NOW: Tone.ACT, Reached.COMING: Tone.QUIET}
_ICONS = {Reached.DONE: "Checkmark", Reached.NOW: "Clock", Reached.COMING: ""}
_SAID = {Reached.DONE: "gjort", Reached.NOW: "neste", Reached.COMING: "kommer"}


class Course(QWidget):
    """The steps of a case along a line: beside one another, or under."""

    def __init__(self, steps: Sequence[CaseStep], *, across: bool) -> None:
        """Show ``steps``; ``across`` when there is room beside one another."""
        super().__init__()
        self._steps, self._across = tuple(steps), across
        self._dots: list[QWidget] = []
        self.setAccessibleName("Saksgang: " + ", ".join(map(_spoken, steps)))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.u(10))
        grid.setVerticalSpacing(theme.u(8))
        for at, step in enumerate(self._steps):
            self._add(grid, at, step)
        if across:
            grid.setVerticalSpacing(theme.u(4))
            grid.setColumnStretch(len(self._steps), 1)
        else:
            grid.setColumnStretch(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for before, after in zip(self._dots, self._dots[1:], strict=False):
                self._paint_line(painter, before.geometry(), after.geometry())
            for step, dot in zip(self._steps, self._dots, strict=True):
                _paint_dot(painter, dot.geometry(), step.reached)

    def _add(self, grid: QGridLayout, at: int, step: CaseStep) -> None:
        dot = QWidget()
        dot.setFixedSize(theme.u(DOT), theme.u(DOT))
        self._dots.append(dot)
        words = (_title(step), label(_day(step), "small"))
        top = Qt.AlignmentFlag.AlignTop
        if self._across:
            grid.addWidget(dot, 0, at)
            under = QWidget()
            under.setLayout(column(*words, None, gap=0))
            grid.addWidget(under, 1, at)
            grid.setColumnMinimumWidth(at, theme.u(92))
        else:
            grid.addWidget(dot, at, 0, top)
            grid.addWidget(words[0], at, 1, Qt.AlignmentFlag.AlignVCenter)
            beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            grid.addWidget(words[1], at, 2, beside)

    def _paint_line(self, painter: QPainter, before: QRect, after: QRect) -> None:
        painter.setPen(QPen(QColor(theme.colour("border")), theme.u(2)))
        if self._across:
            start = QPoint(before.right() + theme.u(3), before.center().y())
            end = QPoint(after.left() - theme.u(3), after.center().y())
        else:
            start = QPoint(before.center().x(), before.bottom() + theme.u(1))
            end = QPoint(after.center().x(), after.top() - theme.u(1))
        painter.drawLine(start, end)


def _paint_dot(painter: QPainter, rect: QRect, reached: Reached) -> None:
    pair = theme.pair(_TONES[reached])
    inside = rect.adjusted(1, 1, -1, -1)
    painter.setBrush(QColor(pair.fill))
    painter.setPen(QPen(QColor(pair.ink), 1))
    painter.drawEllipse(inside)
    if icon := _ICONS[reached]:
        inset = theme.u(5)
        at = rect.adjusted(inset, inset, -inset, -inset).toRectF()
        paint_icon(painter, icon, at, pair.ink)


def _title(step: CaseStep) -> QLabel:
    made = label(step.title, "h3" if step.reached is Reached.NOW else "", wrap=True)
    made.setMinimumWidth(1)
    return made


def _day(step: CaseStep) -> str:
    if step.on is None:
        return "neste" if step.reached is Reached.NOW else ""
    day = short_date(step.on)
    return f"frist {day}" if step.is_limit else day


def _spoken(step: CaseStep) -> str:
    on: date | None = step.on
    day = f" {short_date(on)}" if on else ""
    return f"{step.title} {_SAID[step.reached]}{day}"
