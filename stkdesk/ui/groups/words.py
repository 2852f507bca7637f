"""How a group and its meetings are told in few words, wherever they are shown."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.formats import (
    SHORT_WEEKDAYS,
    WEEKDAYS,
    clock_text,
    hours_text,
    short_date,
    short_weekday,
)
from stkdesk.domain.group import MeetingState
from stkdesk.domain.language import Language
from stkdesk.services.meetings import MeetingRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

MARKS = {
    MeetingState.PLANNED: (Tone.QUIET, "Calendar"),
    MeetingState.HELD: (Tone.GOOD, "Checkmark"),
    MeetingState.CANCELLED: (Tone.WARN, "CircleSlash"),
}


def plan_words(
    weekday: int | None, start_minute: int | None, every_weeks: int = 1
) -> str:
    """Return ``Tirsdager kl. 17:00, hver 2. uke``; "" without a weekday."""
    if weekday is None:
        return ""
    text = f"{WEEKDAYS[Language.BOKMAL][weekday - 1].capitalize()}er"
    if start_minute is not None:
        text += f" kl. {clock_text(start_minute)}"
    return text if every_weeks == 1 else f"{text}, hver {every_weeks}. uke"


def short_plan(
    weekday: int | None, start_minute: int | None, every_weeks: int = 1
) -> str:
    """Return ``Ti. 17:00, hver 2. uke``, for a list; "" without a weekday."""
    if weekday is None:
        return ""
    text = SHORT_WEEKDAYS[Language.BOKMAL][weekday - 1].capitalize()
    if start_minute is not None:
        text += f" {clock_text(start_minute)}"
    return text if every_weeks == 1 else f"{text}, hver {every_weeks}. uke"


def meeting_day(day: date) -> str:
    """Return ``ti. 06.10.2026``."""
    return f"{short_weekday(day)} {short_date(day)}"


def places_words(members: int, places: int | None) -> str:
    """Return ``6 av 8``, or ``6`` when there is no limit."""
    return f"{members} av {places}" if places else str(members)


def meeting_mark(meeting: MeetingRow, today: date) -> Mark:
    """Return the badge of a meeting; one that is past and not registered is missed."""
    if meeting.state is MeetingState.PLANNED and meeting.meet_on < today:
        return Mark("Ikke ført", Tone.BAD, "ExclamationmarkTriangle")
    tone, icon = MARKS[meeting.state]
    return Mark(meeting.state.label, tone, icon)


def meeting_words(meeting: MeetingRow) -> str:
    """Return ``kl. 17:00 · 2 t · 6 kom``."""
    told = [f"{hours_text(meeting.minutes)} t"]
    if meeting.start_minute is not None:
        told.insert(0, f"kl. {clock_text(meeting.start_minute)}")
    if meeting.state is MeetingState.HELD:
        told.append(f"{meeting.came} kom")
    if meeting.activity:
        told.append(meeting.activity)
    return " · ".join(told)
