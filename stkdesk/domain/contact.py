"""Support contacts: lay people paid a few hours a week."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stkdesk.domain.account import account_problem
from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.person import PersonDraft, person_problems, years_old


class ContactStatus(StrEnum):
    """Where a support contact stands."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            ContactStatus.CANDIDATE: "Søker",
            ContactStatus.ACTIVE: "Aktiv",
            ContactStatus.PAUSED: "Pause",
            ContactStatus.ENDED: "Sluttet",
        }[self]


class Employment(StrEnum):
    """Oppdragstaker or arbeidstaker; decides letter texts and holiday pay."""

    CONTRACTOR = "contractor"
    EMPLOYEE = "employee"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Oppdragstaker" if self is Employment.CONTRACTOR else "Arbeidstaker"


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A support contact as filled in on the form."""

    person: PersonDraft = field(default_factory=PersonDraft)
    status: ContactStatus = ContactStatus.CANDIDATE
    employment: Employment = Employment.CONTRACTOR
    language: Language = Language.BOKMAL
    employee_number: str = ""
    account_number: str = ""  # 11 digits, spaces and full stops allowed
    has_car: bool = False
    languages: str = ""  # words, comma between
    interests: str = ""
    areas: str = ""
    capacity_minutes: int = 0  # a month; 0: not said
    weekdays: int = 0  # bit 0 Monday; 0: not said
    declaration_signed_on: date | None = None


OF_AGE = 18  # years; the office's own rule after seed 002: a support contact is of age


def contact_problems(draft: ContactDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, before ``draft`` is registered."""
    found = [*person_problems(draft.person, today=today)]
    born = draft.person.birth_date
    if born is not None and born <= today and years_old(born, today) < OF_AGE:
        found.append(
            Problem("birth_date", "Støttekontakten er under 18 år.", blocks=False)
        )
    if account := account_problem(draft.account_number):
        found.append(Problem("account_number", account, blocks=False))
    if draft.capacity_minutes < 0:
        found.append(Problem("capacity_minutes", "Timer kan ikke være under null."))
    return tuple(found)
