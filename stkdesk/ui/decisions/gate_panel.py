"""What a decision lacks before it may be approved, as a list that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from stkdesk.domain.formats import count
from stkdesk.domain.rule import Broken
from stkdesk.ui import theme
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import clear, column, row, scrolled
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

LEFT, RIGHT = 16, 10  # pixels at text size 10
HIGHEST, SHARE = 250, 0.35  # pixels, and of the window: then the list scrolls


class GatePanel(QFrame):
    """A line for each rule that is not met: what, why, and a button that helps.

    Signals:
        wanted: the act of the remedy whose button was pressed.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        """Know nothing yet."""
        super().__init__()
        self._shown: tuple[Broken, ...] | None = None
        self._icon = row(gap=0)
        self._title = label("", "h3", wrap=True)
        self._lines = column(gap=2)
        inside = QWidget()
        inside.setLayout(self._lines)
        self._area = scrolled(inside)
        head = row(self._icon, (self._title, 1), gap=8)
        self.setLayout(column(head, self._area, gap=4, margins=(LEFT, 10, RIGHT, 10)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_broken(self, found: Sequence[Broken]) -> None:
        """Show ``found``; what hinders comes first."""
        ordered = tuple(sorted(found, key=lambda each: not each.blocks))
        if ordered == self._shown:
            return
        self._shown = ordered
        missing = sum(each.blocks for each in ordered)
        self._title.setText(title_of(missing, len(ordered) - missing))
        self.setAccessibleName(self._title.text())
        clear(self._icon)
        looks = ("Hourglass", "warn") if missing else ("CheckmarkCircle", "good")
        self._icon.addWidget(Icon(*looks, 20))
        clear(self._lines)
        for each in ordered:
            made = self._line(each)
            self._lines.addWidget(made)
            made.show()  # at once: what is not shown has no height
        self._area.setVisible(bool(ordered))
        self._fit()

    def _line(self, each: Broken) -> QWidget:
        mark = Icon("Circle", "muted", 16)
        if not each.blocks:
            mark = Icon("ExclamationmarkTriangle", "warn", 16)
        words = [label(each.sentence, wrap=True)]
        if each.source:
            words.append(label(each.source, "small", wrap=True))
        for word in words:
            word.setMinimumWidth(1)
        line = row(
            column(2, mark, None, gap=0), (column(*words, gap=0), 1), gap=8, margins=3
        )
        if each.remedy is not None:
            made = button(
                each.remedy.verb,
                "link",
                name=f"{each.remedy.verb}: {each.sentence}",
                on=partial(self.wanted.emit, each.remedy.act),
            )
            made.setAutoDefault(True)  # Enter presses it
            line.addLayout(column(made, None, gap=0))
        shown = QFrame()
        shown.setLayout(line)
        return shown

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """Be as high as the list, and no higher than leaves room for the letter."""
        width = self.width() - theme.u(LEFT) - theme.u(RIGHT)
        wanted = self._area.widget().heightForWidth(max(1, width))
        most = min(theme.u(HIGHEST), round(self.window().height() * SHARE))
        self._area.setFixedHeight(max(0, min(wanted, most)))


def title_of(missing: int, warnings: int) -> str:
    """Return how far it is to approval."""
    look = f"{count(warnings, 'ting', 'ting')} å se over"
    if missing:
        rest = f", {look}" if warnings else ""
        return f"{count(missing, 'ting', 'ting')} mangler før godkjenning{rest}"
    return f"Klar til godkjenning, {look}" if warnings else "Klar til godkjenning"
