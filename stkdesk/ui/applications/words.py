"""How the limits of an application are told in few words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.application import ApplicationState, Pause
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.clock import ApplicationClock, days_paused
from stkdesk.domain.formats import count, long_date, short_date
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

WAITS = "står stille mens dere venter på søkeren"
MARKS = {
    ApplicationState.OPEN: (Tone.ACT, "Clock"),
    ApplicationState.PAUSED: (Tone.WARN, "Hourglass"),
    ApplicationState.DECIDED: (Tone.GOOD, "Checkmark"),
    ApplicationState.WITHDRAWN: (Tone.QUIET, "Minus"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What is done already, and when; ``is_closed``: nothing more is to be done."""

    confirmed_on: date | None = None
    interim_on: date | None = None
    answered_on: date | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as it is shown: what, by when, and the rule."""

    title: str
    day: str
    rule: str
    is_over: bool


def state_mark(state: ApplicationState) -> Mark:
    """Return the badge of a state."""
    tone, icon = MARKS[state]
    return Mark(state.label, tone, icon)


def limits(
    clock: ApplicationClock,
    pauses: tuple[Pause, ...],
    rules: CaseRules,
    today: date,
    done: Done,
) -> tuple[Limit, ...]:
    """Return the three limits of an application."""
    confirm, weeks = rules[CaseRule.CONFIRM_DAYS], rules[CaseRule.ANSWER_WEEKS]
    warned = clock.interim_warning_on
    told = f"I dag sier fra {short_date(warned)}. " if warned else ""
    waited = days_paused(pauses, today)
    later = (
        f" Utsatt {count(waited, 'dag', 'dager')} dere har ventet." if waited else ""
    )
    return (
        _limit(
            "Bekrefte at den er mottatt",
            clock.confirm_by,
            f"{count(confirm, 'dag', 'dager')} etter at den kom. Kontorets egen regel.",
            today,
            done.confirmed_on,
            done,
        ),
        _limit(
            "Foreløpig svar",
            clock.interim_due_on,
            f"{told}Én måned etter at den kom, også når det er helg "
            f"(forvaltningsloven § 11 a).{later}",
            today,
            done.interim_on,
            done,
        ),
        _limit(
            "Svar på søknaden",
            clock.answer_by,
            f"{count(weeks, 'uke', 'uker')} etter at den kom, eller første virkedag "
            f"etter det. Kontorets egen regel.{later}",
            today,
            done.answered_on,
            done,
        ),
    )


def pause_text(pause: Pause) -> str:
    """Return the days of a pause and what it was for."""
    first = short_date(pause.paused_on)
    if pause.resumed_on is None:
        days = f"Venter fra {first}"
    else:
        days = f"{first}–{short_date(pause.resumed_on)}"
    return f"{days}: {pause.reason}" if pause.reason else days


def _limit(
    title: str, day: date | None, rule: str, today: date, did: date | None, done: Done
) -> Limit:
    if did is not None:
        return Limit(title, f"gjort {long_date(did)}", rule, is_over=False)
    if day is None:
        return Limit(title, WAITS, rule, is_over=False)
    return Limit(
        title,
        f"senest {long_date(day)}",
        rule,
        is_over=day < today and not done.is_closed,
    )
