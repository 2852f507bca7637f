"""What ought to be in order before an assignment starts: advice, not a hindrance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.grants import HoursUnit


class Ready(StrEnum):
    """How one requirement stands; the worst first."""

    MISSING = "missing"
    LOOK = "look"
    FINE = "fine"


class Remedy(StrEnum):
    """What helps when a requirement is not met."""

    NONE = ""
    DECLARATION = "declaration"
    DECISION = "decision"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: how it stands, what it is, what shows it, what helps."""

    ready: Ready
    title: str
    evidence: str
    remedy: Remedy = Remedy.NONE


@dataclass(frozen=True, slots=True)
class Grant:
    """What one issued decision grants."""

    valid_from: date
    valid_to: date | None
    minutes: int
    unit: HoursUnit


@dataclass(frozen=True, slots=True)
class AssignmentFacts:
    """What the requirements are judged by."""

    start_on: date
    end_on: date | None
    minutes: int
    unit: HoursUnit
    grants: tuple[Grant, ...]
    by_contact: bool  # False: an organisation answers for its own people
    declaration_signed_on: date | None = None
    has_account: bool = False


def requirements(facts: AssignmentFacts) -> tuple[Requirement, ...]:
    """Return every requirement, those not met first."""
    found = [*_decision(facts)]
    if facts.by_contact:
        found += [_declaration(facts), _account(facts)]
    order = [Ready.MISSING, Ready.LOOK, Ready.FINE]
    return tuple(sorted(found, key=lambda each: order.index(each.ready)))


def _declaration(facts: AssignmentFacts) -> Requirement:
    signed = facts.declaration_signed_on
    if signed is None:
        return Requirement(
            Ready.MISSING,
            "Taushetserklæring",
            "Ikke registrert som signert",
            Remedy.DECLARATION,
        )
    return Requirement(Ready.FINE, "Taushetserklæring", f"Signert {short_date(signed)}")


def _account(facts: AssignmentFacts) -> Requirement:
    if not facts.has_account:
        return Requirement(
            Ready.LOOK, "Lønnsopplysninger", "Kontonummer mangler", Remedy.CONTACT
        )
    return Requirement(Ready.FINE, "Lønnsopplysninger", "Kontonummer er registrert")


def _decision(facts: AssignmentFacts) -> Sequence[Requirement]:
    grant = _grant_at_start(facts)
    if grant is None:
        return [
            Requirement(
                Ready.MISSING,
                "Vedtak",
                "Ingen vedtak gjelder når oppdraget starter",
                Remedy.DECISION,
            )
        ]
    return [_lasting(facts, grant), *_hours(facts, grant)]


def _grant_at_start(facts: AssignmentFacts) -> Grant | None:
    there = [
        each
        for each in facts.grants
        if each.valid_from <= facts.start_on
        and (each.valid_to is None or each.valid_to >= facts.start_on)
    ]
    return max(there, key=lambda each: each.valid_to or date.max, default=None)


def _lasting(facts: AssignmentFacts, grant: Grant) -> Requirement:
    title, until = "Vedtaket dekker perioden", grant.valid_to
    if until is None:
        return Requirement(Ready.FINE, title, "Gjelder inntil videre")
    if facts.end_on is None or facts.end_on > until:
        return Requirement(
            Ready.LOOK,
            title,
            f"Går ut {short_date(until)}, oppdraget varer lenger",
            Remedy.DECISION,
        )
    return Requirement(Ready.FINE, title, f"Gjelder til {short_date(until)}")


def _hours(facts: AssignmentFacts, grant: Grant) -> Sequence[Requirement]:
    """Compare hours counted by the same unit; weeks and months are not weighed."""
    if facts.unit is not grant.unit:
        return []
    agreed, granted = hours_text(facts.minutes), hours_text(grant.minutes)
    unit = "uke" if facts.unit is HoursUnit.WEEK else "mnd"
    over = facts.minutes > grant.minutes
    return [
        Requirement(
            Ready.LOOK if over else Ready.FINE,
            "Timer innenfor vedtaket",
            f"{agreed} av {granted} t/{unit}",
            Remedy.DECISION if over else Remedy.NONE,
        )
    ]
