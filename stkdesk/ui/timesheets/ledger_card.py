"""The card of one sheet in the post: whom to write or call, and what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stkdesk.domain.formats import count, phone_text, short_date
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.sheet_ledger import PaperPlace
from stkdesk.domain.staff import Right
from stkdesk.services.sheet_story import SheetStory
from stkdesk.ui import theme
from stkdesk.ui.allowed import May
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.empty import Empty
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.record import header, linked
from stkdesk.ui.widgets.texts import label

#: What can be done in each list: (name of the act, words, key, right).
ACTS: dict[PaperPlace, tuple[tuple[str, str, str, Right], ...]] = {
    PaperPlace.WAITING: (
        (CourseStep.ARRIVED.value, "Mottatt", "F9", Right.EDIT_HOURS),
        (CourseStep.NOTHING.value, "Ingen timer", "Ctrl+0", Right.EDIT_HOURS),
    ),
    PaperPlace.MISSING: (
        (CourseStep.ARRIVED.value, "Mottatt", "F9", Right.EDIT_HOURS),
        (CourseStep.NOTHING.value, "Ingen timer", "Ctrl+0", Right.EDIT_HOURS),
        ("remind", "Purr", "", Right.MAKE_PAPERS),
        ("phoned", "Ringt", "Ctrl+Shift+R", Right.EDIT_HOURS),
    ),
    PaperPlace.RETURNED: (
        (CourseStep.ARRIVED.value, "Mottatt igjen", "F9", Right.EDIT_HOURS),
        ("print", "Lag brevet", "Ctrl+P", Right.MAKE_PAPERS),
    ),
    PaperPlace.ARRIVED: (
        ("open", "Før timene", "Enter", Right.EDIT_HOURS),
        (CourseStep.NOTHING.value, "Ingen timer", "Ctrl+0", Right.EDIT_HOURS),
        (CourseStep.SENT_BACK.value, "Send tilbake", "Ctrl+R", Right.EDIT_HOURS),
    ),
}


@dataclass(frozen=True, slots=True)
class ManySheets:
    """Several sheets are marked in the list."""

    marked: int
    place: PaperPlace


class StoryCard(QWidget):
    """One sheet: who, the buttons of the list it is in, and its days.

    Signals:
        wanted: the name of an act.
        opened: a room and a number to go to.
    """

    wanted, opened = Signal(str), Signal(str, object)

    def __init__(self, story: SheetStory, place: PaperPlace, may: May) -> None:
        """Show ``story``; acts are for those who ``may``."""
        super().__init__()
        told = f"Oppdrag O-{story.number} · {story.period}"
        head = header(
            "",
            story.contact,
            told,
            actions=_buttons(place, may, self.wanted),
            icon="Paperplane",
        )
        facts = [
            ("Telefon", phone_text(story.phone) or "Ikke oppgitt"),
            ("Bruker", story.client),
            ("Skjema", story.form or "Ikke laget"),
        ]
        lines = column(gap=4)
        for name, text in facts:
            caption = label(name, "small")
            caption.setFixedWidth(theme.u(76))
            lines.addLayout(row(caption, (label(text, wrap=True, selectable=True), 1)))
        days = column(label("Hva som har skjedd", "h3"), gap=5)
        for each in story.events:
            when = label(short_date(each.on), "small")
            when.setFixedWidth(theme.u(76))
            line = row(when, (label(each.text, wrap=True), 1))
            line.setAlignment(when, Qt.AlignmentFlag.AlignTop)
            days.addLayout(line)
        more = linked(
            "Tasklist",
            f"Oppdrag O-{story.number}",
            story.client,
            on=lambda: self.opened.emit("assignments", story.number),
        )
        self.setLayout(column(head, lines, 6, days, 6, more, None, gap=12, margins=18))


class ManySheetsCard(QWidget):
    """Stands in place of a card when several sheets are marked."""

    wanted = Signal(str)

    def __init__(self, many: ManySheets, may: May) -> None:
        """Say how many are marked, and offer what can be done to all of them."""
        super().__init__()
        empty = Empty(
            "Paperplane",
            f"{count(many.marked, 'timeliste', 'timelister')} er merket",
            "Det du velger her, gjelder alle som er merket.",
        )
        inside = QWidget()
        flow = Flow(inside, theme.u(8))
        for each in _buttons(many.place, may, self.wanted, but=("open",)):
            flow.addWidget(each)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(*(theme.u(16),) * 4)
        lay.addWidget(empty, 1)
        lay.addWidget(inside)


def _buttons(
    place: PaperPlace, may: May, wanted: object, but: Sequence[str] = ()
) -> list[QWidget]:
    """Return a button for each act of the list; its key stands on it."""
    made: list[QWidget] = []
    for name, text, key, right in ACTS[place]:
        if name in but or not may(right):
            continue
        made.append(
            button(
                f"{text}  {key}".strip(),
                "" if made else "primary",
                name=text,
                on=lambda name=name: wanted.emit(name),  # type: ignore[attr-defined, misc]
            )
        )
    return made
