"""Clients (on screen: brukere): the persons the office grants support hours to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.person import PersonDraft, person_problems, years_old


class ClientStatus(StrEnum):
    """Where a client stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            ClientStatus.WAITING: "Venter",
            ClientStatus.ACTIVE: "Aktiv",
            ClientStatus.ENDED: "Avsluttet",
        }[self]


class Relation(StrEnum):
    """What somebody is to a client."""

    PARENT = "parent"  # foresatt: holds parental responsibility
    GUARDIAN = "guardian"  # verge of an adult
    NEXT_OF_KIN = "next_of_kin"
    REPRESENTATIVE = "representative"  # fullmektig, with a written authority

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Relation.PARENT: "Foresatt",
            Relation.GUARDIAN: "Verge",
            Relation.NEXT_OF_KIN: "Pårørende",
            Relation.REPRESENTATIVE: "Fullmektig",
        }[self]


@dataclass(frozen=True, slots=True)
class RelativeDraft:
    """A guardian or next of kin as filled in on the client's form."""

    relation: Relation = Relation.NEXT_OF_KIN
    person: PersonDraft = field(default_factory=PersonDraft)
    gets_letters: bool = False
    number: int | None = None  # of the relation, when it is already registered


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client as filled in on the form, before the office has accepted it."""

    person: PersonDraft = field(default_factory=PersonDraft)
    status: ClientStatus = ClientStatus.WAITING
    language: Language = Language.BOKMAL
    case_number: str = ""
    wishes: str = ""
    relative: RelativeDraft | None = None


OF_AGE = 18  # years; vergemålsloven § 8


def client_problems(draft: ClientDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, before ``draft`` is registered.

    Fields of the person keep their own names; those of the relative begin with
    ``relative_``. A minor without a parent is a warning, never a hindrance.
    """
    found = [*person_problems(draft.person, today=today)]
    if draft.person.birth_date is None:
        found.append(
            Problem("birth_date", "Skriv fødselsdatoen, for eksempel 24.11.2012.")
        )
    if draft.relative is not None:
        found += [
            Problem(f"relative_{problem.field}", problem.message, problem.blocks)
            for problem in person_problems(draft.relative.person, today=today)
        ]
    if _is_minor(draft, today) and (
        draft.relative is None or draft.relative.relation is not Relation.PARENT
    ):
        found.append(
            Problem(
                "relative",
                "Brukeren er under 18 år. Registrer en foresatt, som brevene går til.",
                blocks=False,
            )
        )
    return tuple(found)


def _is_minor(draft: ClientDraft, today: date) -> bool:
    born = draft.person.birth_date
    return born is not None and born <= today and years_old(born, today) < OF_AGE
