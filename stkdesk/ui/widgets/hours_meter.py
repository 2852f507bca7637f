"""The hours meter on a card: what is granted, agreed, worked and paid, in some days."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stkdesk.domain.formats import date_interval, hours_text
from stkdesk.domain.hours_meter import (
    Amounts,
    AssignmentMeter,
    HoursMeter,
    SignalKind,
    Span,
    SpanMeter,
    hours_words,
)
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.hours_bar import NAMES, HoursBar, Sign
from stkdesk.ui.widgets.texts import label, number_label

WORDS = {
    "granted": "Innvilget",
    "agreed": "Avtalt",
    "worked": "Ført",
    "paid": "Betalt",
}
WEEKLY = (
    "En reell uke er tolv måneder delt på 52 uker. KPR vil ha månedens timer delt på 4."
)
TONES = {
    SignalKind.NEAR: Tone.WARN,
    SignalKind.OVER: Tone.BAD,
    SignalKind.UNDER: Tone.WARN,
}


class HoursMeterView(QWidget):
    """Four amounts of the days that are chosen, a bar for them, and what to look at."""

    def __init__(
        self,
        meter: HoursMeter,
        open_assignment: Callable[[int], object] | None = None,
        *,
        with_parts: bool = True,
    ) -> None:
        """Show ``meter``; pressing an assignment in it calls ``open_assignment``."""
        super().__init__()
        self._meter, self._open, self._with_parts = meter, open_assignment, with_parts
        spans = [(each.span.value, each.span.label) for each in meter.spans]
        self.choice = Chips(spans, "Timer i")
        self.choice.picked.connect(self._on_picked)
        first = meter.spans[0]
        self._head, self._percent = label("", "h3"), number_label("", "small")
        self._when = label("", "small")
        self._bar = HoursBar(first.amounts)
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(theme.u(8))
        self._legend.setVerticalSpacing(theme.u(2))
        self._numbers = {name: number_label("", "small") for name in NAMES}
        self._lay_legend()
        self._parts = column(gap=2)
        signals = column(*(self._signal(at) for at in range(len(meter.signals))), gap=4)
        weekly = label("", "small", wrap=True)
        if meter.weekly is None:
            weekly.hide()
        else:
            weekly.setText(f"Innvilget nå: {meter.weekly.text}")
            weekly.setToolTip(WEEKLY)
        lay = column(
            row(self._head, None, self._percent),
            self._bar,
            self._when,
            self._legend,
            weekly,
            self._parts,
            signals,
            self.choice,
            gap=6,
        )
        self.setLayout(lay)
        self._show(first)

    def _on_picked(self, key: str) -> None:
        shown = self._meter.span(Span(key))
        assert shown is not None
        self._show(shown)

    def _show(self, shown: SpanMeter) -> None:
        amounts = shown.amounts
        self._head.setText(_headline(amounts))
        percent = _percent(amounts)
        self._percent.setText("" if percent is None else f"{percent} %")
        self._when.setText(date_interval(shown.days.first, shown.days.last))
        self._bar.show_amounts(amounts)
        for name in NAMES:
            self._numbers[name].setText(f"{hours_text(getattr(amounts, name))} t")
        self._bar.setAccessibleName(_aloud(shown))
        clear(self._parts)
        if self._with_parts and len(shown.parts) > 1:
            for each in shown.parts:
                self._parts.addLayout(self._part(each))

    def _lay_legend(self) -> None:
        for at, name in enumerate(NAMES):
            line, side = divmod(at, 2)
            word = row(Sign(name), label(WORDS[name], "small"), gap=6)
            self._legend.addLayout(word, line, 3 * side)
            self._legend.addWidget(self._numbers[name], line, 3 * side + 1)
        self._legend.setColumnMinimumWidth(2, theme.u(18))
        self._legend.setColumnStretch(1, 1)
        self._legend.setColumnStretch(4, 1)

    def _part(self, each: AssignmentMeter) -> QHBoxLayout:
        amounts = each.amounts
        told = f"{hours_text(amounts.worked)} av {hours_text(amounts.agreed)} t avtalt"
        name = each.helper or f"O-{each.number}"
        who: QWidget = label(name, "small", wrap=True)
        if self._open is not None:
            who = button(
                name,
                "link",
                name=f"Åpne oppdrag O-{each.number}, {name}",
                on=partial(self._open, each.number),
            )
        return row(who, None, number_label(told, "small"))

    def _signal(self, at: int) -> QHBoxLayout:
        signal = self._meter.signals[at]
        icon = Icon("ExclamationmarkTriangle", TONES[signal.kind].value, 16)
        return row(column(icon, None), (label(signal.sentence, wrap=True), 1), gap=6)


def _headline(amounts: Amounts) -> str:
    if not amounts.granted:
        return f"{hours_text(amounts.worked)} av {hours_text(amounts.agreed)} timer"
    left = amounts.granted - amounts.worked
    if left < 0:
        return f"{hours_words(-left)} over det som er innvilget"
    return f"{hours_text(amounts.worked)} av {hours_text(amounts.granted)} timer"


def _percent(amounts: Amounts) -> int | None:
    """Return whole percent, rounded down: 100 is never said before it is so."""
    of = amounts.granted or amounts.agreed
    return 100 * amounts.worked // of if of else None


def _aloud(shown: SpanMeter) -> str:
    said = ", ".join(
        f"{WORDS[name].lower()} {hours_text(getattr(shown.amounts, name))} timer"
        for name in NAMES
    )
    return f"{shown.span.label}: {said}"
