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

    @property
    def speaks_for(self) -> bool:
        """Whether such a person acts on the client's behalf, within what is written."""
        return self in (Relation.GUARDIAN, Relation.REPRESENTATIVE)


@dataclass(frozen=True, slots=True)
class RelativeDraft:
    """Somebody beside a client, as filled in: a parent, guardian, next of kin…"""

    relation: Relation = Relation.NEXT_OF_KIN
    person: PersonDraft = field(default_factory=PersonDraft)
    gets_letters: bool = False
    mandate: str = ""  # what a guardian or representative may do for the client
    authority_on: date | None = None  # of a representative's written authority
    valid_from: date | None = None
    valid_to: date | None = None  # the last day
    number: int | None = None  # of the relation, when it is already registered

    def counts_on(self, day: date) -> bool:
        """Tell whether they are that to the client on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """A client as filled in on the form, before the office has accepted it."""

    person: PersonDraft = field(default_factory=PersonDraft)
    status: ClientStatus = ClientStatus.WAITING
    language: Language = Language.BOKMAL
    case_number: str = ""
    wishes: str = ""
    is_protected_group: bool | None = None  # hol § 5-4 a, of an adult; None: not said
    relatives: tuple[RelativeDraft, ...] = ()


OF_AGE = 18  # years; vergemålsloven § 8


def client_problems(draft: ClientDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, before ``draft`` is registered.

    Fields of the person keep their own names; what is wrong with those beside the
    client is told by ``relatives``, without names. A minor without a parent is a
    warning, never a hindrance.
    """
    found = [*person_problems(draft.person, today=today)]
    if draft.person.birth_date is None:
        found.append(
            Problem("birth_date", "Skriv fødselsdatoen, for eksempel 24.11.2012.")
        )
    for each in draft.relatives:
        found += [
            Problem(
                "relatives",
                f"{each.relation.label}: {_inside(problem.message)}",
                problem.blocks,
            )
            for problem in relative_problems(each, today=today)
        ]
    if _is_minor(draft, today) and not any(
        each.relation is Relation.PARENT and each.counts_on(today)
        for each in draft.relatives
    ):
        found.append(
            Problem(
                "relatives",
                "Brukeren er under 18 år. Registrer en foresatt, som brevene går til.",
                blocks=False,
            )
        )
    return tuple(found)


def relative_problems(draft: RelativeDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, with somebody beside a client.

    Source of the mandate: vergemålsloven §§ 21 and 46; of the authority:
    forvaltningsloven § 12.
    """
    found = [*person_problems(draft.person, today=today)]
    is_representative = draft.relation is Relation.REPRESENTATIVE
    if draft.authority_on is not None and draft.authority_on > today:
        found.append(
            Problem("authority_on", "Fullmakten kan ikke være datert fram i tid.")
        )
    elif is_representative and draft.authority_on is None:
        asked = "Skriv datoen på fullmakten. Bare en advokat klarer seg uten."
        found.append(Problem("authority_on", asked, blocks=False))
    if draft.relation.speaks_for and not draft.mandate.strip():
        what = "fullmakten" if is_representative else "mandatet"
        asked = f"Skriv hva {what} gjelder, så brev går til den rette."
        found.append(Problem("mandate", asked, blocks=False))
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        found.append(Problem("valid_to", "Det slutter før det begynner."))
    return tuple(found)


def _inside(message: str) -> str:
    """Return a sentence as it goes on after a colon."""
    return message[:1].lower() + message[1:]


def _is_minor(draft: ClientDraft, today: date) -> bool:
    born = draft.person.birth_date
    return born is not None and born <= today and years_old(born, today) < OF_AGE
