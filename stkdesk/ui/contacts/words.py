"""How a support contact is told in few words."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.formats import WEEKDAYS, short_date
from stkdesk.domain.language import Language
from stkdesk.domain.recruiting_steps import Step
from stkdesk.services.contact_list import ContactRow
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


def standing(row: ContactRow) -> str:
    """Return the status; of an applicant, the step where she or he stands."""
    return row.step.label if row.step is not None else row.status.label


def standing_mark(row: ContactRow) -> Mark:
    """Return the badge of ``standing``."""
    tone, icon = MARKS[row.status]
    if row.step is Step.READY:
        tone, icon = Tone.GOOD, "Checkmark"
    return Mark(standing(row), tone, icon)


def declaration_words(signed_on: date | None) -> str:
    """Return the day the declaration was signed, or that it is missing."""
    return short_date(signed_on) if signed_on else "Mangler"


def declaration_mark(signed_on: date | None, status: ContactStatus) -> Mark | None:
    """Return a badge only when a declaration is missing where it must be signed."""
    on_the_way = (ContactStatus.CANDIDATE, ContactStatus.ENDED)
    if signed_on is not None or status in on_the_way:
        return None
    return Mark("Mangler", Tone.BAD, "ExclamationmarkTriangle")


def days_words(weekdays: int) -> str:
    """Return ``man, ons, fre``; "" when nobody has said."""
    names = WEEKDAYS[Language.BOKMAL]
    return ", ".join(name[:3] for day, name in enumerate(names) if weekdays >> day & 1)


def under_the_name(card: ContactCard) -> str:
    """Return ``S-12 · Kristiansund``."""
    city = card.draft.person.city
    return f"S-{card.number} · {city}" if city else f"S-{card.number}"
