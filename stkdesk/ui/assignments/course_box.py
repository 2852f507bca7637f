"""What has happened to an assignment: that it rests, or is over, and the call after."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_course import PauseDraft
from stkdesk.domain.formats import short_date
from stkdesk.services.assignments import AssignmentCard
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import Item, column, flat, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


def course_box(
    card: AssignmentCard, on_called: Callable[[], object] | None
) -> QWidget | None:
    """Return a box that tells it; None when there is nothing to tell."""
    lines = [*_told(card)]
    items: list[Item] = [_line(icon, *words) for icon, *words in lines]
    if call := _call(card, on_called):
        items.append(call)
    return flat(column(*items, gap=10, margins=(14, 11, 12, 11))) if items else None


def _told(card: AssignmentCard) -> list[tuple[str, str, str]]:
    course, status = card.course, card.draft.status
    if status is AssignmentStatus.PAUSED and course.pauses:
        pause = course.pauses[-1]
        return [("Pause", _pause_words(pause), pause.note)]
    if course.end_reason is None or card.draft.end_on is None:
        return []
    is_over = status is AssignmentStatus.ENDED
    verb = "Avsluttet" if is_over else "Slutter"
    title = f"{verb} {short_date(card.draft.end_on)}: {course.end_reason.label.lower()}"
    last = course.last_sheet_on
    sheet = f"Siste timeliste til og med {short_date(last)}" if last else ""
    return [("CircleSlash", title, sheet)]


def _pause_words(pause: PauseDraft) -> str:
    assert pause.from_on is not None
    days = f"fra {short_date(pause.from_on)}"
    if pause.to_on is not None:
        days = f"{short_date(pause.from_on)} – {short_date(pause.to_on)}"
    reason = f": {pause.reason.label.lower()}" if pause.reason else ""
    return f"Pause {days}{reason}"


def _line(icon: str, title: str, detail: str) -> QHBoxLayout:
    words = [label(title, wrap=True)]
    if detail:
        words.append(label(detail, "small", wrap=True))
    for each in words:
        each.setMinimumWidth(1)
    picture = column(1, Icon(icon, Tone.QUIET.value, 18), None, gap=0)
    return row(picture, (column(*words, gap=1), 1), gap=12)


def _call(card: AssignmentCard, on_called: Callable[[], object] | None) -> Item | None:
    """Return the call after the end: to be made, or made."""
    course = card.course
    if course.follow_up_on is None:
        return None
    if course.followed_up_on is not None:
        return _line(
            "CheckmarkCircle", f"Ringt {short_date(course.followed_up_on)}", ""
        )
    line = _line(
        "Clock",
        f"Ring begge {short_date(course.follow_up_on)}",
        "Hvordan gikk det, og hva trenger de nå?",
    )
    if on_called is None:
        return line
    made = button(
        "&Ringt", icon="Checkmark", tip="Samtalen er tatt (Alt+R)", on=on_called
    )
    return row((line, 1), made, gap=12)
