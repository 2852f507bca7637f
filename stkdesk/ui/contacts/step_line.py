"""The way from applicant to support contact as a thin line of dots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stkdesk.domain.formats import short_date
from stkdesk.domain.recruiting_steps import Step, StepState
from stkdesk.ui import theme
from stkdesk.ui.icons import paint_icon
from stkdesk.ui.tokens import Tone

DOT, HIGH = 18, 22  # pixels at text size 10


class StepLine(QWidget):
    """A dot for each step: done, the one that is now, and those that come."""

    def __init__(self, steps: Sequence[StepState], now: Step) -> None:
        """Show the ``steps`` this office asks for; one stands at ``now``."""
        super().__init__()
        self._steps = [each for each in steps if each.is_needed]
        self._now = now
        self.setAccessibleName(
            "Veien inn: " + ", ".join(map(self._spoken, self._steps))
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.u(200), theme.u(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.u(DOT + 4) * max(1, len(self._steps)), theme.u(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            places = [self._place(at) for at in range(len(self._steps))]
            for at, (before, after) in enumerate(pairwise(places)):
                is_done = self._steps[at].is_done
                ink = theme.colour(Tone.GOOD.value if is_done else "border")
                painter.setPen(QPen(ink, theme.u(2)))
                y = before.center().y()
                gap = theme.u(3)
                painter.drawLine(
                    QPointF(before.right() + gap, y), QPointF(after.left() - gap, y)
                )
            for state, place in zip(self._steps, places, strict=True):
                self._paint_dot(painter, state, place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for at, state in enumerate(self._steps):
                if self._place(at).adjusted(-6, -6, 6, 6).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), self._spoken(state), self)
                    return True
        return super().event(event)

    def _place(self, at: int) -> QRectF:
        side = theme.u(DOT)
        room = self.width() - side - 2
        left = 1 + (room * at / (len(self._steps) - 1) if len(self._steps) > 1 else 0)
        return QRectF(left, (self.height() - side) / 2, side, side)

    def _paint_dot(self, painter: QPainter, state: StepState, place: QRectF) -> None:
        tone = Tone.QUIET
        if state.is_done:
            tone = Tone.GOOD
        elif state.step is self._now:
            tone = Tone.ACT
        pair = theme.pair(tone)
        is_now = state.step is self._now and not state.is_done
        painter.setBrush(theme.colour("surface") if tone is Tone.QUIET else pair.fill)
        edge = theme.colour("control" if tone is Tone.QUIET else tone.value)
        painter.setPen(QPen(edge, theme.u(2) if is_now else 1))
        inset = theme.u(1) if is_now else 0.5
        painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))
        if state.is_done:
            far = place.width() * 0.26
            paint_icon(
                painter, "Checkmark", place.adjusted(far, far, -far, -far), pair.ink
            )
        elif is_now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pair.ink)
            far = place.width() * 0.34
            painter.drawEllipse(place.adjusted(far, far, -far, -far))

    def _spoken(self, state: StepState) -> str:
        if state.is_done:
            day = f" {short_date(state.on)}" if state.on else ""
            return f"{state.step.label}: gjort{day}"
        word = "nå" if state.step is self._now else "kommer"
        return f"{state.step.label}: {word}"
