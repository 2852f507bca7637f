"""What clients who wait, support contacts and the staff ask of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stkdesk.domain.duty import Duty, Urgency, day_text
from stkdesk.domain.formats import count
from stkdesk.domain.rule import Remedy
from stkdesk.domain.staff import Right

ACCESS_ENDS_SOON = timedelta(days=30)


class WaitFacts(NamedTuple):
    """A client without a support contact."""

    since: date | None
    is_waiting: bool = True


class DeclarationFacts(NamedTuple):
    """A support contact at work, and the declaration of secrecy."""

    started_on: date | None
    signed_on: date | None = None


class AccessFacts(NamedTuple):
    """A member of the staff whose access has an end."""

    ends_on: date


class GlassFacts(NamedTuple):
    """That somebody opened blocked clients in need."""

    on: date
    clients: int


def _waits_from(facts: WaitFacts) -> date | None:
    return (facts.since or date.min) if facts.is_waiting else None


WAITS: Duty[WaitFacts] = Duty(
    "client_waits",
    "Venter på støttekontakt",
    "PersonGroup",
    "Helse- og omsorgstjenesteloven § 3-2",
    lambda facts, _rules: _waits_from(facts),
    "Venter på støttekontakt",
    Remedy("Åpne bruker", "room/clients"),
    detail=lambda facts: (
        f"Registrert {day_text(facts.since)}" if facts.since else "Ikke noe oppdrag nå"
    ),
    calm=Urgency.SOON,
    does=(),
)
DECLARATION: Duty[DeclarationFacts] = Duty(
    "declaration_missing",
    "Taushetserklæringer",
    "ShieldLock",
    "Forvaltningsloven § 13 c; helse- og omsorgstjenesteloven § 12-1",
    lambda facts, _rules: None if facts.signed_on else facts.started_on or date.min,
    "Taushetserklæring mangler",
    Remedy("Registrer", "declaration/sign"),
    calm=Urgency.LATE,
    detail="Skal være underskrevet før oppdraget starter",
    does=(Right.EDIT_CONTACTS,),
)
ACCESS_ENDS: Duty[AccessFacts] = Duty(
    "access_ends",
    "Tilgang som slutter",
    "PersonGroup",
    "Pasientjournalforskriften § 13",
    lambda facts, _rules: facts.ends_on - ACCESS_ENDS_SOON,
    lambda facts: f"Tilgangen slutter {day_text(facts.ends_on)}",
    Remedy("Åpne ansatte", "room/office/staff"),
    due=lambda facts, _rules: facts.ends_on,
    detail="Se om den ansatte fortsatt trenger den",
    calm=Urgency.SOON,
    does=(Right.MANAGE_STAFF,),
)
GLASS: Duty[GlassFacts] = Duty(
    "glass_broken",
    "Nødtilgang",
    "ShieldLock",
    "Helsepersonelloven § 21 a; pasientjournalforskriften § 14",
    lambda facts, _rules: facts.on,
    lambda facts: (
        f"Nødtilgang til {count(facts.clients, 'sperret bruker', 'sperrede brukere')}"
    ),
    Remedy("Se loggen", "room/events/all"),
    calm=Urgency.LATE,
    detail=lambda facts: (
        f"{day_text(facts.on).capitalize()}. Begrunnelsen står i loggen. Snakk sammen "
        "om det var nødvendig"
    ),
    does=(Right.READ_TRAIL,),
)
