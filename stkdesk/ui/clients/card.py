"""The card of one client: everything about one person, in a pane or on a whole page.

In the pane stands what is needed most; on the whole page («Åpne saken») stands all of
it, in columns where there is room.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from stkdesk.domain.case_line import newest
from stkdesk.domain.client import client_problems
from stkdesk.services.client_course import course_of
from stkdesk.services.clients import ClientCard
from stkdesk.ui import theme
from stkdesk.ui.allowed import May, everybody
from stkdesk.ui.clients import case_parts, parts
from stkdesk.ui.clients.course import Course
from stkdesk.ui.clients.heading import Heading
from stkdesk.ui.clients.next_step import also, next_step
from stkdesk.ui.clients.shown import Shown
from stkdesk.ui.reports.on_card import reports
from stkdesk.ui.widgets.boxes import Item, column, line, section
from stkdesk.ui.widgets.notes import warnings

THREE, TWO = 960, 640  # pixels at text size 10: there is room for so many columns
STEPS = 5  # of the case in the pane
DOCUMENTS = 4  # in the pane
REPORTS = 2  # the same


class ClientView(QWidget):
    """Shows one client; knows no database.

    Signals:
        act_wanted: (name of an act, what it is about); see ``ui.acts``.
        opened: (room, number) of a linked record.
    """

    act_wanted = Signal(str, object)
    opened = Signal(str, object)

    def __init__(
        self,
        card: ClientCard,
        today: date,
        may: May = everybody,
        *,
        is_whole: bool = False,
    ) -> None:
        """Show ``card``, with what those who ``may`` can do about it."""
        super().__init__()
        self._shown = Shown(card, today, may, self.act_wanted.emit, self.opened.emit)
        self.heading = Heading(self._shown, self)
        self._stacks: list[QWidget] = []
        self._columns, self._grid = 0, QGridLayout()
        problems = client_problems(card.draft, today=today)
        items: list[Item] = [self.heading.build(is_whole=is_whole)]
        if problems:
            items.append(warnings([each.message for each in problems]))
        items.append(next_step(self._shown))
        items += self._whole() if is_whole else self._pane()
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._stacks:
            self._place()
        super().resizeEvent(event)

    # What is shown where.

    def _pane(self) -> list[Item]:
        shown = self._shown
        items: list[Item | None] = [also(shown)]
        if steps := newest(course_of(shown.card), STEPS):
            items.append(section("Saksgang", Course(steps, across=False)))
        items += [line(), parts.about_person(shown), *parts.relatives(shown), line()]
        items += [
            case_parts.applications(shown, only_open=True),
            case_parts.complaints(shown, only_open=True),
            parts.decisions(shown, self.heading.new_decision("link")),
            parts.assignments(shown),
            reports(shown, REPORTS),
            case_parts.drafts(shown),
        ]
        if shown.case.documents:
            items += [line(), case_parts.documents(shown, DOCUMENTS)]
        if shown.card.events:
            items += [line(), case_parts.events(shown)]
        return [each for each in items if each is not None]

    def _whole(self) -> list[Item]:
        shown = self._shown
        top: list[Item | None] = []
        if steps := course_of(shown.card):
            top.append(section("Saksgang", Course(steps, across=len(steps) < 9)))
        person = [
            also(shown),
            section("Opplysninger", parts.about_person(shown)),
            *parts.relatives(shown),
            case_parts.assessment(shown),
        ]
        case = [
            parts.decisions(shown, None),
            parts.assignments(shown),
            case_parts.applications(shown),
            case_parts.complaints(shown),
        ]
        papers = [
            case_parts.drafts(shown),
            reports(shown, len(shown.case.reports)),
            case_parts.documents(shown, len(shown.case.documents)),
            case_parts.events(shown),
            case_parts.log(shown),
        ]
        self._stacks = [_stack(each) for each in (person, case, papers)]
        self._grid.setHorizontalSpacing(theme.u(28))
        self._grid.setVerticalSpacing(theme.u(18))
        self._place()
        return [*(each for each in top if each is not None), line(), self._grid]

    def _place(self) -> None:
        """Put what there is beside one another, as far as there is room."""
        width = self.width()
        columns = 3 if width >= theme.u(THREE) else 2 if width >= theme.u(TWO) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for at, stack in enumerate(self._stacks):
            alone = columns == 2 and at == 2  # the papers have a row to themselves
            self._grid.addWidget(stack, at // columns, at % columns, 1, 1 + alone)
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)


def _stack(items: list[Item | None]) -> QWidget:
    found = [each for each in items if each is not None]
    made = QWidget()
    made.setMinimumWidth(1)  # a long word must not make a column wider
    made.setLayout(column(*found, None, gap=18))
    return made
