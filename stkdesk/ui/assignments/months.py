"""The last twelve periods of an assignment as pills; each opens its timesheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from stkdesk.domain.formats import SHORT_MONTHS, hours_text
from stkdesk.domain.standing import Standing
from stkdesk.services.assignment_months import AssignmentMonth
from stkdesk.ui import theme
from stkdesk.ui.timesheets.marks import paint_mark, pair_of
from stkdesk.ui.why_not import why
from stkdesk.ui.widgets.flow import Flow

NO_SHEET = "Oppdraget gikk ikke i denne perioden, så den har ingen timeliste."
WIDTH, HEIGHT, GAP = 50, 50, 6  # pixels at text size 10


class MonthPill(QAbstractButton):
    """One period: its name over mark and hours."""

    def __init__(self, month: AssignmentMonth, on: Callable[[], object]) -> None:
        """Show ``month``; pressed, do ``on``."""
        super().__init__()
        self._month = month
        hours = f", {hours_text(month.minutes)} timer" if month.minutes else ""
        self._said = f"{month.period.label}: {month.standing.label.lower()}{hours}"
        self.setAccessibleName(self._said)
        self.setToolTip(self._said)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if month.standing is Standing.NONE:
            why(self, NO_SHEET)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked=False: on())

    def sizeHint(self) -> QSize:
        return QSize(theme.u(WIDTH), theme.u(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        month, standing = self._month, self._month.standing
        pair = pair_of(standing)
        name = SHORT_MONTHS[int(month.period.code[5:7]) - 1].rstrip(".")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font(0.86))
            painter.setPen(theme.colour("muted"))
            top = QRectF(0, 0, self.width(), theme.u(18))
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, name)
            box = QRectF(1.5, theme.u(19), self.width() - 3, theme.u(28))
            self._paint_box(painter, box, standing)
            painter.setPen(QColor(pair.ink))
            painter.setFont(theme.font(0.92))
            if month.minutes:
                text = hours_text(month.minutes)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            else:
                side = theme.u(13)
                at = QRectF(0, 0, side, side)
                at.moveCenter(box.center())
                paint_mark(painter, standing, at, pair.ink)

    def _paint_box(self, painter: QPainter, box: QRectF, standing: Standing) -> None:
        radius = theme.u(6)
        if standing in (Standing.NONE, Standing.WAITING):
            painter.setPen(QPen(theme.colour("border"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(pair_of(standing).fill))
        painter.drawRoundedRect(box, radius, radius)
        keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
        if self.hasFocus() and self.window().testAttribute(keyboard):
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(QPen(theme.colour("control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)


def month_pills(
    months: Sequence[AssignmentMonth], on: Callable[[int], object]
) -> QWidget:
    """Return a pill for each month; ``on`` gets the number of the period."""
    made = QWidget()
    flow = Flow(made, theme.u(GAP))
    for month in months:
        flow.addWidget(MonthPill(month, partial(on, month.period.number)))
    return made
