"""What the first page says about a task, a deadline and the month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.formats import (
    count,
    hours_text,
    long_date,
    short_weekday,
    weekday_name,
)
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.services.tasks import Task, TaskKind
from stkdesk.services.today import Deadline, Today
from stkdesk.ui.tokens import Tone


@dataclass(frozen=True, slots=True)
class Wording:
    """One task in words: the row, its badge, its verb, and where the verb leads."""

    icon: str
    tone: Tone
    title: str
    detail: str
    badge: str
    verb: str
    room: str
    rights: tuple[Right, ...] = ()  # one of them lets the verb be done
    part: str = ""  # of the room, when it is not a record


FIRST_STEP = Wording(
    "PersonPlus",
    Tone.ACT,
    "Kontoret er klart. Legg inn den første brukeren.",
    "Deretter kommer støttekontakten, og så oppdraget som knytter dem sammen.",
    "",
    "Til Brukere",
    "clients",
)


def is_first_day(today: Today) -> bool:
    """Tell whether the office has nothing to look after yet."""
    month = today.month
    idle = month is None or not (month.expected or month.come)
    ahead = [each for each in today.deadlines if each.what != "due"]
    return idle and not (today.tasks or today.waiting or ahead)


def wording_of(task: Task, period_code: str) -> Wording:
    """Return how ``task`` is put; ``period_code`` is of the period being collected."""
    match task.kind:
        case TaskKind.SHEET_MISSING:
            return Wording(
                "ExclamationmarkTriangle",
                Tone.BAD,
                f"Timeliste for {_month(period_code)} mangler: {task.who}",
                f"Oppdrag O-{task.number} · hos {task.with_whom}",
                f"{count(task.days, 'dag', 'dager')} over",
                "Registrer",
                "timesheets",
                (Right.EDIT_HOURS,),
            )
        case TaskKind.SHEET_OVER:
            return Wording(
                "InboxDown",
                Tone.ACT,
                f"Timeliste over avtalt tid: {task.who}",
                f"{hours_text(task.minutes)} t levert · avtalt "
                f"{hours_text(task.of_minutes)} t · hos {task.with_whom}",
                "",
                "Vurder",
                "timesheets",
                (Right.APPROVE_HOURS,),
            )
        case TaskKind.DECISION_EXPIRES:
            return Wording(
                "Hourglass",
                Tone.WARN,
                f"Vedtak utløper {_day(task.day)}: {task.who}",
                "Nytt vedtak er ikke begynt",
                _for(task.days),
                "Åpne bruker",
                "clients",
            )
        case TaskKind.CLIENT_WAITS:
            return Wording(
                "PersonGroup",
                Tone.WARN,
                f"Venter på støttekontakt: {task.who}",
                f"Registrert {_day(task.day)}" if task.day else "Ikke noe oppdrag ennå",
                _for(task.days) if task.day else "",
                "Åpne bruker",
                "clients",
            )
        case TaskKind.DECLARATION_MISSING:
            return Wording(
                "ShieldLock",
                Tone.BAD,
                f"Taushetserklæring mangler: {task.who}",
                "Skal være underskrevet før oppdraget starter",
                "",
                "Åpne",
                "contacts",
            )
        case TaskKind.ASSIGNMENT_STARTS:
            verb = "skulle startet" if task.days < 0 else "starter"
            return Wording(
                "DocPencil",
                Tone.WARN if task.days < 0 else Tone.ACT,
                f"Oppdrag {verb} {_day(task.day)}: {task.who}",
                f"Oppdrag O-{task.number} · med {task.with_whom}",
                _until(task.days),
                "Åpne oppdrag",
                "assignments",
            )
        case TaskKind.ACCESS_ENDS:
            return Wording(
                "PersonGroup",
                Tone.WARN,
                f"Tilgangen slutter {_day(task.day)}: {task.who}",
                "Se om den ansatte fortsatt trenger den",
                _until(task.days),
                "Åpne ansatte",
                "office",
                part="staff",
            )
        case TaskKind.GLASS_BROKEN:
            clients = count(int(task.with_whom), "sperret bruker", "sperrede brukere")
            return Wording(
                "ShieldLock",
                Tone.BAD,
                f"{task.who} åpnet {clients} {_day(task.day)}",
                "Begrunnelsen står i loggen. Snakk sammen om det var nødvendig",
                _ago(task.days),
                "Se loggen",
                "events",
                part="all",
            )


def idle_words(today: Today) -> str:
    """Return what stands there when nothing is to be done."""
    if today.month is not None and today.month.received:
        waiting = count(today.month.received, "timeliste", "timelister")
        return f"Ingenting haster. {waiting} venter på godkjenning."
    if today.sees_hours:
        return "Ingenting haster. Alt som er kommet inn, er behandlet."
    return "Ingenting haster. Ansatte og registeret finner du under Innstillinger."


def deadline_words(deadline: Deadline) -> tuple[str, str]:
    """Return a deadline's heading and the line under it."""
    match deadline.what:
        case "due":
            return f"Frist for {_month(deadline.code)}", "timelistene skal være inne"
        case "decisions":
            expired = count(deadline.count, "vedtak", "vedtak")
            return f"{expired} utløper", "se om det trengs nytt vedtak"
        case _:
            return (
                f"{count(deadline.count, 'oppdrag', 'oppdrag')} slutter",
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


def _month(code: str) -> str:
    """Return ``oktober`` or ``desember, slutten``: the year goes without saying."""
    year = code.partition("-")[0]
    return span_label(code).lower().replace(f" {year}", "") if code else "perioden"


def _day(day: date | None) -> str:
    return long_date(day).rsplit(" ", 1)[0] if day else ""


def _for(days: int) -> str:
    return count(days, "dag", "dager") if days else "i dag"


def _ago(days: int) -> str:
    return "i dag" if days <= 0 else f"for {count(days, 'dag', 'dager')} siden"


def _until(days: int) -> str:
    if days < 0:
        return f"{count(-days, 'dag', 'dager')} over"
    return "i dag" if days == 0 else f"om {count(days, 'dag', 'dager')}"
