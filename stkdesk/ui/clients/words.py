"""How a client is told in few words."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.person import Protection, years_old
from stkdesk.services.client_decisions import ClientDecision
from stkdesk.services.clients import ClientCard
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

MARKS = {
    ClientStatus.WAITING: (Tone.WARN, "Hourglass"),
    ClientStatus.ACTIVE: (Tone.GOOD, "Checkmark"),
    ClientStatus.ENDED: (Tone.QUIET, "Minus"),
}


BLOCKED = Mark("Sperret", Tone.BAD, "ShieldLock")


def status_mark(status: ClientStatus) -> Mark:
    """Return the badge of a status."""
    tone, icon = MARKS[status]
    return Mark(status.label, tone, icon)


def protection_icon(protection: Protection) -> tuple[str, str] | None:
    """Return a lock and the words for it; lists do not say which protection it is."""
    if protection is Protection.OPEN:
        return None
    return "PadlockLocked", "beskyttet adresse"


def protection_mark(protection: Protection) -> Mark | None:
    """Return the badge on the card of somebody whose address is protected."""
    if protection is Protection.OPEN:
        return None
    tone = Tone.BAD if protection.stops_mail else Tone.WARN
    return Mark(protection.label, tone, "PadlockLocked")


def under_the_name(card: ClientCard, today: date) -> str:
    """Return ``B-12 · 24 år · Kristiansund``."""
    person = card.draft.person
    parts = [f"B-{card.number}"]
    if person.birth_date is not None and person.birth_date <= today:
        parts.append(f"{years_old(person.birth_date, today)} år")
    if person.city:
        parts.append(person.city)
    return " · ".join(parts)


def decision_mark(decision: ClientDecision, today: date) -> Mark:
    """Return the badge of a decision: draft, refused, in force, or run out."""
    if decision.state is DecisionState.DRAFT:
        return Mark("Kladd", Tone.ACT, "DocPencil")
    if not decision.kind.grants:
        return Mark(decision.kind.label, Tone.QUIET, "Minus")
    if decision.is_replaced:
        return Mark("Erstattet", Tone.QUIET, "Minus")
    if decision.ends_on is not None and decision.ends_on < today:
        return Mark("Utløpt", Tone.QUIET, "Minus")
    if decision.valid_from is not None and decision.valid_from > today:
        return Mark("Kommer", Tone.ACT, "Hourglass")
    return Mark("Gjelder", Tone.GOOD, "Checkmark")
