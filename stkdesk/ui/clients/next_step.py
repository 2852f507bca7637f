"""«Neste frist» on the card of a client: the most urgent duty, with its remedy."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame

from stkdesk.domain.duty import Urgency
from stkdesk.domain.formats import count, short_date
from stkdesk.services.duties.finding import Task
from stkdesk.ui import theme
from stkdesk.ui.clients.shown import Shown
from stkdesk.ui.icons import Tile
from stkdesk.ui.today.wording import TONES, badge_of
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, column, flat, row, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import Role, label

NARROW = 560  # pixels at text size 10; below it the verb stands under the words
SHOWN = 3  # duties beside the first


class NextStep(QFrame):
    """Says what is next and leads there; stacked where it is narrow."""

    def __init__(self, shown: Shown, task: Task) -> None:
        """Show ``task`` of the client."""
        super().__init__()
        self.setProperty("card", "flat")
        said = f"Neste frist: {task.title}. {task.detail}"
        self.setAccessibleName(said)
        words = column(
            label("Neste frist", "small"),
            label(task.title, "h3", wrap=True),
            label(task.detail, "small", wrap=True),
            gap=1,
        )
        acts = row(gap=10)
        if badge := _when(task, shown):
            mark = Badge(Mark(badge, TONES[task.urgency]))
            acts.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        acts.addStretch(1)
        if remedy := shown.remedy(task):
            on = partial(shown.act, remedy.act, task.about)
            verb = button(remedy.verb, "primary", on=on)
            acts.addWidget(verb, 0, Qt.AlignmentFlag.AlignVCenter)
        self._beside = row((words, 1), acts, gap=12)
        # Until it is wide: else it is never let be narrow.
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom)
        tile = column(Tile(task.icon, TONES[task.urgency], 32), None)
        self.setLayout(row(tile, (self._beside, 1), gap=12, margins=(12, 10, 12, 10)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        direction = QBoxLayout.Direction
        is_narrow = self.width() < theme.u(NARROW)
        self._beside.setDirection(
            direction.TopToBottom if is_narrow else direction.LeftToRight
        )
        super().resizeEvent(event)


def next_step(shown: Shown) -> Item:
    """Return the most urgent duty; or that there is none."""
    if not shown.case.tasks:
        nothing = row(
            Tile("CheckmarkCircle", TONES[Urgency.LATER], 24),
            (label("Ingen frister for denne brukeren nå.", "muted", wrap=True), 1),
            gap=10,
            margins=(12, 8, 12, 8),
        )
        return flat(nothing)
    return NextStep(shown, shown.case.tasks[0])


def also(shown: Shown) -> Item | None:
    """Return the duties after the first, as links; None when there are none."""
    rest = shown.case.tasks[1:]
    if not rest:
        return None
    items: list[Item] = []
    for task in rest[:SHOWN]:
        role: Role = "problem" if task.urgency is Urgency.LATE else "small"
        words = column(label(task.title, wrap=True), gap=0)
        if told := _when(task, shown):
            words.addWidget(label(told, role))
        line = row((words, 1), gap=10)
        if remedy := shown.remedy(task):
            said = f"{remedy.verb}: {task.title}"
            on = partial(shown.act, remedy.act, task.about)
            line.addWidget(button(remedy.verb, "link", name=said, on=on))
        items.append(line)
    if len(rest) > SHOWN:
        more = count(len(rest) - SHOWN, "ting", "ting")
        items.append(label(f"og {more} til", "small"))
    later = all(task.urgency is Urgency.LATER for task in rest)
    return section("Senere frister" if later else "Også å gjøre", *items)


def _when(task: Task, shown: Shown) -> str:
    """Return how urgent it is; of what has not begun, its last day."""
    if task.urgency is Urgency.LATER:
        return f"frist {short_date(task.due_on)}" if task.due_on else ""
    return badge_of(task, shown.today)
