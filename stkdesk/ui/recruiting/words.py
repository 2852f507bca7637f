"""How an applicant is told in few words: on a card of the board, and in its list."""

from __future__ import annotations

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.recruiting_steps import Step
from stkdesk.domain.rule import Remedy
from stkdesk.services.recruiting_board import BoardCard
from stkdesk.ui.recruiting.ticket import Ticket
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

LONG = 21  # days in one step after which the wait is coloured
MAKE_ACTIVE = Remedy("Gjør aktiv", "recruiting/active")
REOPEN = Remedy("Åpne", "recruiting/open")
TONES = {
    Step.READY: (Tone.GOOD, "Checkmark"),
    Step.ACTIVE: (Tone.GOOD, "Checkmark"),
    Step.PAUSED: (Tone.WARN, "Pause"),
    Step.ENDED: (Tone.QUIET, "Minus"),
    Step.CLOSED: (Tone.QUIET, "Minus"),
}


def ticket_of(card: BoardCard) -> Ticket:
    """Return the card of the board that tells of ``card``."""
    return Ticket(
        card.number, card.name, waited(card), lacks(card), _tone(card.waited_days)
    )


def waited(card: BoardCard) -> str:
    """Return how long the applicant has stood where they stand."""
    if card.since is None:
        return "uten dato"
    days = card.waited_days
    return count(days, "dag", "dager") if days else "i dag"


def lacks(card: BoardCard) -> str:
    """Return what is missing next; of one who is closed, why."""
    if card.next is not None:
        return card.next.sentence
    if card.step is Step.CLOSED:
        kept = " Politiattesten er ikke makulert." if card.keeps_certificate else ""
        return f"{card.outcome.label if card.outcome else 'Avsluttet'}.{kept}"
    return "Alt er i orden." if card.step is Step.READY else ""


def remedy_of(card: BoardCard) -> Remedy:
    """Return what is to be done next about the applicant."""
    if card.next is not None and card.next.remedy is not None:
        return card.next.remedy
    return MAKE_ACTIVE if card.step is Step.READY else REOPEN


def step_mark(step: Step) -> Mark:
    """Return the badge of a step."""
    tone, icon = TONES.get(step, (Tone.ACT, "Hourglass"))
    return Mark(step.label, tone, icon)


def applied(card: BoardCard) -> str:
    """Return the day the application came."""
    return short_date(card.applied_on) if card.applied_on else ""


def _tone(days: int) -> Tone:
    return Tone.WARN if days > LONG else Tone.QUIET
