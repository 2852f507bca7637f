"""What the first page says about a task, a deadline and the day."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.duties.hours import month_of
from stkdesk.domain.duty import Urgency
from stkdesk.domain.formats import (
    count,
    long_date,
    short_weekday,
    weekday_name,
)
from stkdesk.services.duties.finding import Task
from stkdesk.services.today import Deadline, Today
from stkdesk.ui.tokens import Tone

TONES = {
    Urgency.LATE: Tone.BAD,
    Urgency.SOON: Tone.WARN,
    Urgency.NOW: Tone.ACT,
    Urgency.LATER: Tone.QUIET,
}


def badge_of(task: Task, today: date) -> str:
    """Return how long until the last day, or how long it has been so."""
    if task.due_on is not None:
        return _until((task.due_on - today).days)
    if not date.min < task.begins_on <= today:  # nobody knows since when
        return ""
    days = (today - task.begins_on).days
    return count(days, "dag", "dager") if days > 0 else "i dag"


def is_first_day(today: Today) -> bool:
    """Tell whether the office has nothing to look after yet."""
    month = today.month
    idle = month is None or not (month.expected or month.come)
    ahead = [each for each in today.deadlines if each.what != "due"]
    return idle and not (today.tasks or today.waiting or ahead)


def idle_words(today: Today) -> str:
    """Return what stands there when nothing is to be done."""
    if today.month is not None and today.month.waiting:
        waiting = count(today.month.waiting, "timeliste", "timelister")
        return f"Ingenting haster. {waiting} venter på godkjenning."
    if today.sees_hours:
        return "Ingenting haster. Alt som er kommet inn, er behandlet."
    return "Ingenting haster. Ansatte og registeret finner du under Innstillinger."


def deadline_words(deadline: Deadline) -> tuple[str, str]:
    """Return a deadline's heading and the line under it."""
    match deadline.what:
        case "due":
            return f"Frist for {month_of(deadline.code)}", "timelistene skal være inne"
        case "decisions":
            expired = count(deadline.number, "vedtak", "vedtak")
            return f"{expired} utløper", "se om det trengs nytt vedtak"
        case _:
            return (
                f"{count(deadline.number, 'oppdrag', 'oppdrag')} slutter",
                "etter avtalen",
            )


def greeting(hour: int, name: str) -> str:
    """Return a greeting for the time of day; without a name it is neutral."""
    words = "God morgen" if hour < 10 else "God dag" if hour < 18 else "God kveld"
    first = name.split()[0] if name.split() else ""
    return f"{words}, {first}" if first else words


def day_line(today: date) -> str:
    """Return ``søndag 22. november 2026 · uke 47``."""
    return f"{weekday_name(today)} {long_date(today)} · uke {today.isocalendar().week}"


def day_of_month(day: date) -> tuple[str, str]:
    """Return ``("5", "des")`` for a small calendar leaf."""
    months = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt")
    return str(day.day), (*months, "nov", "des")[day.month - 1]


def spoken_day(day: date) -> str:
    """Return ``man. 5. desember 2026`` for a screen reader."""
    return f"{short_weekday(day)} {long_date(day)}"


def _until(days: int) -> str:
    if days < 0:
        return f"{count(-days, 'dag', 'dager')} over"
    return "i dag" if days == 0 else f"om {count(days, 'dag', 'dager')}"
