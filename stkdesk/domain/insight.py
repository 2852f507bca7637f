"""Somebody asks to see what the office has about him or her (innsyn).

Source: pasient- og brukerrettighetsloven § 5-1, forvaltningsloven §§ 18–20,
personvernforordningen artikkel 15. The time limit of one month (forordningen artikkel
12 nr. 3) has not been checked word by word: it is proposed, and the office's to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem
from stkdesk.domain.retention import months_after

LIMIT = 1  # months to answer


class Part(StrEnum):
    """What may be asked for."""

    DATA = "data"
    DOCUMENTS = "documents"
    LOG = "log"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Part.DATA: "Opplysningene i registeret",
            Part.DOCUMENTS: "Dokumentene",
            Part.LOG: "Loggen: hvem som har sett på opplysningene",
        }[self]


class Basis(StrEnum):
    """The rule that gives the right; the key of a reference in ``laws.toml``."""

    JOURNAL = "insight_journal"
    CASE = "insight_case"
    DATA = "insight_data"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Basis.JOURNAL: "Pasient- og brukerrettighetsloven § 5-1",
            Basis.CASE: "Forvaltningsloven §§ 18–20 (partsinnsyn)",
            Basis.DATA: "Personvernforordningen artikkel 15",
        }[self]

    @property
    def withholding(self) -> str:
        """The key of the reference by which something may be withheld."""
        return "insight_journal" if self is Basis.JOURNAL else "withhold_case"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A paper that is not shown, and why."""

    paper: int
    reason: str


@dataclass(frozen=True, slots=True)
class InsightDraft:
    """A request, as the form has it."""

    parts: frozenset[Part] = frozenset(Part)
    received_on: date | None = None
    due_on: date | None = None
    first_on: date | None = None  # None: from the beginning
    last_on: date | None = None  # None: until now
    basis: Basis = Basis.JOURNAL
    withheld: tuple[Withheld, ...] = ()


def due_day(received_on: date) -> date:
    """Return the day by which a request is to be answered, as the program proposes."""
    return months_after(received_on, LIMIT)


def insight_problems(draft: InsightDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what stands in the way of answering a request."""
    found = []
    if not draft.parts:
        found.append(Problem("parts", "Velg minst én ting."))
    received, due = draft.received_on, draft.due_on
    if received is None:
        found.append(Problem("received_on", "Skriv dagen spørsmålet kom."))
    elif received > today:
        found.append(Problem("received_on", "Datoen kan ikke være fram i tid."))
    if due is None:
        found.append(Problem("due_on", "Skriv fristen for å svare."))
    elif received is not None and due < received:
        found.append(Problem("due_on", "Fristen kan ikke være før spørsmålet kom."))
    first, last = draft.first_on, draft.last_on
    if first and last and last < first:
        found.append(Problem("last_on", "Tidsrommet kan ikke slutte før det begynner."))
    if any(not each.reason.strip() for each in draft.withheld):
        found.append(Problem("reason", "Skriv hvorfor det holdes tilbake."))
    return tuple(found)
