"""How a support contact is told in few words."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.formats import short_date
from stkdesk.services.contacts import ContactCard
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

MARKS = {
    ContactStatus.CANDIDATE: (Tone.ACT, "Hourglass"),
    ContactStatus.ACTIVE: (Tone.GOOD, "Checkmark"),
    ContactStatus.PAUSED: (Tone.WARN, "Pause"),
    ContactStatus.ENDED: (Tone.QUIET, "Minus"),
}


def status_mark(status: ContactStatus) -> Mark:
    """Return the badge of a status."""
    tone, icon = MARKS[status]
    return Mark(status.label, tone, icon)


def declaration_words(signed_on: date | None) -> str:
    """Return the day the declaration was signed, or that it is missing."""
    return short_date(signed_on) if signed_on else "Mangler"


def declaration_mark(signed_on: date | None, status: ContactStatus) -> Mark | None:
    """Return a badge only when a declaration is missing and wanted."""
    if signed_on is not None or status is ContactStatus.ENDED:
        return None
    return Mark("Mangler", Tone.BAD, "ExclamationmarkTriangle")


def under_the_name(card: ContactCard) -> str:
    """Return ``S-12 · Kristiansund``."""
    city = card.draft.person.city
    return f"S-{card.number} · {city}" if city else f"S-{card.number}"
