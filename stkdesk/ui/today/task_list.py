"""What is to be done now: the most urgent; or all of it, by kind.

The kinds come with "Vis alle" only: the first page is waited for, and calm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stkdesk.domain.formats import number_text
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Task
from stkdesk.services.today import Today
from stkdesk.ui.icons import Tile
from stkdesk.ui.today import wording
from stkdesk.ui.today.task_row import TaskRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import clear, column, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.chips import Chips
from stkdesk.ui.widgets.texts import label

SHOWN = 7  # rows before somebody asks for all
OF_ONE_KIND = 2  # of these, so that a pile of one kind does not hide the others
MOST = 60  # rows at once; a kind is chosen to see more

Do = Callable[[Task], object]
May = Callable[..., bool]


def most_urgent(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks to show at first, in their order."""
    seen: Counter[str] = Counter()
    chosen = []
    for task in tasks:
        seen[task.heading] += 1
        if seen[task.heading] <= OF_ONE_KIND:
            chosen.append(task)
    chosen = chosen[:SHOWN]
    rest = [task for task in tasks if task not in chosen]
    chosen += rest[: SHOWN - len(chosen)]
    return sorted(chosen, key=lambda task: task.order)


class TaskList(QFrame):
    """A card of tasks, each with one verb. Up and Down go from verb to verb."""

    def __init__(self, do: Do, begin: Callable[[], object]) -> None:
        """Show nothing yet; a verb does ``do``, the first step of all ``begin``."""
        super().__init__()
        self.setProperty("card", "true")
        self._do, self._begin = do, begin
        self._today: Today | None = None
        self._may: May = lambda *_rights: True
        self._kind = ""  # heading of the only kind shown
        self._is_whole = False
        self._rows: list[TaskRow] = []
        self._more = button("", "link", on=self._toggle)
        self._head = row(label("Å gjøre nå", "h2"), None, self._more)
        self._chosen: QVBoxLayout = column(gap=0)
        self._tasks: QVBoxLayout = column(gap=0)
        self.hide()  # until it is known what there is
        self.setLayout(
            column(
                self._head, self._chosen, self._tasks, gap=6, margins=(18, 14, 18, 10)
            )
        )

    def show_today(self, today: Today, may: May) -> None:
        """Show what is to be done, as chosen before where that still is."""
        self.show()
        held = self._holds_focus()
        self._today, self._may = today, may
        self._show_kinds()
        self._show_rows()
        if held and self._rows:
            self._rows[0].verb.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        at = [n for n, each in enumerate(self._rows) if each.verb.hasFocus()]
        if step and at:
            to = min(max(at[0] + step, 0), len(self._rows) - 1)
            self._rows[to].verb.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _show_kinds(self) -> None:
        """Let a kind be chosen, each with its count, when all is shown."""
        assert self._today is not None
        clear(self._chosen)
        kinds = Counter(task.heading for task in self._today.tasks)
        if self._kind not in kinds or not self._is_whole:
            self._kind = ""
        if not self._is_whole:
            return
        chips = Chips([("", "Alle"), *((kind, kind) for kind in kinds)], "Vis")
        chips.show_counts({"": sum(kinds.values()), **kinds})
        chips.choose(self._kind)
        chips.picked.connect(self._pick)
        self._chosen.addWidget(chips)

    def _show_rows(self) -> None:
        clear(self._tasks)
        self._rows = []
        assert self._today is not None
        tasks = self._today.tasks
        if self._kind:
            shown = [task for task in tasks if task.heading == self._kind]
        else:
            shown = list(tasks[:MOST]) if self._is_whole else most_urgent(tasks)
        for at, task in enumerate(shown):
            if at:
                self._tasks.addWidget(line())
            self._rows.append(self._row(task))
            self._tasks.addWidget(self._rows[-1])
        if wording.is_first_day(self._today) and self._may(Right.EDIT_CASES):
            self._tasks.addWidget(self._first_step())
        elif not shown:
            self._tasks.addWidget(_idle(self._today))
        self._say_more(len(tasks), len(shown))

    def _row(self, task: Task) -> TaskRow:
        today = self._today
        assert today is not None
        verb = task.remedy.verb if self._may(*task.does) else "Åpne"
        mark = Mark(wording.badge_of(task, today.day), wording.TONES[task.urgency])
        title = f"{task.title}: {task.who}" if task.who else task.title
        on = partial(self._do, task)
        return TaskRow(task.icon, mark, title, task.detail, verb, on)

    def _first_step(self) -> TaskRow:
        return TaskRow(
            "PersonPlus",
            Mark("", Tone.ACT),
            "Kontoret er klart. Legg inn den første brukeren.",
            "Deretter kommer støttekontakten, og så oppdraget som knytter dem sammen.",
            "Til Brukere",
            self._begin,
        )

    def _say_more(self, found: int, shown: int) -> None:
        assert self._today is not None
        hidden = found - shown
        self._more.setVisible(self._is_whole or hidden > 0)
        self._more.setText(
            "Vis de viktigste" if self._is_whole else f"Vis alle {number_text(found)}"
        )
        self._more.setAccessibleName(self._more.text())
        if self._is_whole and not self._kind and hidden:
            more = f"og {number_text(hidden)} til. Velg en type over for å se dem"
            self._tasks.addWidget(label(more, "small"))
        elif self._today.more_tasks and not self._kind:
            more = f"og {number_text(self._today.more_tasks)} til i listene"
            self._tasks.addWidget(label(more, "small"))

    def _pick(self, kind: str) -> None:
        self._kind = kind
        self._show_rows()

    def _toggle(self) -> None:
        self._is_whole = not self._is_whole
        self._show_kinds()
        self._show_rows()
        self._more.setFocus()

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)


def _idle(today: Today) -> QWidget:
    words = label(wording.idle_words(today))
    tile = Tile("CheckmarkCircle", Tone.GOOD)
    made = QWidget()
    made.setLayout(row(tile, (words, 1), gap=14, margins=(0, 8, 0, 10)))
    return made
