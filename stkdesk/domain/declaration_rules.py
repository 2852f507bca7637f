"""The rules of a declaration of confidentiality: explained first, and then signed.

Source: forvaltningsloven §§ 13 and 13 c (explained, and signed in writing); helse- og
omsorgstjenesteloven § 12-1; vergemålsloven §§ 8 and 9 (a guardian for who is under 18).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from stkdesk.domain.contact import OF_AGE
from stkdesk.domain.errors import Problem
from stkdesk.domain.language import Language
from stkdesk.domain.person import years_old
from stkdesk.domain.rule import Remedy, Rule, broken

SECRECY = "Forvaltningsloven § 13 c; helse- og omsorgstjenesteloven § 12-1"
SIGN = Remedy("Registrer taushetserklæring", "declaration/sign")


@dataclass(frozen=True, slots=True)
class DeclarationDraft:
    """That a declaration was explained and signed, as the form has it.

    ``number``: of the declaration that was made and printed; None: the newest that is
    not signed, or one of the standard form when none was printed here.
    """

    explained_on: date | None = None
    explained_by: int | None = None  # staff; None: the one at work
    signed_on: date | None = None
    guardian_signed: bool = False
    language: Language = Language.BOKMAL
    number: int | None = None


class DeclarationFacts(NamedTuple):
    """What is typed, the day it is typed, and when the support contact was born."""

    draft: DeclarationDraft
    today: date
    born: date | None = None


def needs_guardian(born: date | None, signed_on: date | None) -> bool:
    """Tell whether a guardian signs too: the contact is under 18 that day."""
    if born is None or signed_on is None or born > signed_on:
        return False
    return years_old(born, signed_on) < OF_AGE


def _in_order(facts: DeclarationFacts) -> bool:
    explained, signed = facts.draft.explained_on, facts.draft.signed_on
    return explained is None or signed is None or explained <= signed


DECLARATION_RULES: tuple[Rule[DeclarationFacts], ...] = (
    Rule(
        "explained_on",
        lambda facts: facts.draft.explained_on is not None,
        "Skriv dagen dere gikk gjennom erklæringen sammen.",
        SECRECY,
    ),
    Rule(
        "signed_on",
        lambda facts: facts.draft.signed_on is not None,
        "Skriv dagen erklæringen ble underskrevet.",
        SECRECY,
    ),
    Rule(
        "explained_on",
        lambda facts: (
            facts.draft.explained_on is None or facts.draft.explained_on <= facts.today
        ),
        "Datoen kan ikke være fram i tid.",
        SECRECY,
    ),
    Rule(
        "signed_on",
        lambda facts: (
            facts.draft.signed_on is None or facts.draft.signed_on <= facts.today
        ),
        "Erklæringen kan ikke være underskrevet fram i tid. Vent til den er "
        "underskrevet.",
        SECRECY,
    ),
    Rule(
        "signed_on",
        _in_order,
        "Erklæringen er underskrevet før den ble forklart. Gå gjennom den sammen, la "
        "støttekontakten skrive under på nytt, og skriv den dagen her.",
        SECRECY,
    ),
    Rule(
        "guardian_signed",
        lambda facts: (
            facts.draft.guardian_signed
            or not needs_guardian(facts.born, facts.draft.signed_on)
        ),
        f"Støttekontakten er under {OF_AGE} år. En foresatt må også skrive under.",
        "Vergemålsloven § 9",
    ),
)


def declaration_problems(
    draft: DeclarationDraft, *, today: date, born: date | None = None
) -> tuple[Problem, ...]:
    """Return what stands in the way; the first of each field only."""
    found: dict[str, Problem] = {}
    for each in broken(DECLARATION_RULES, DeclarationFacts(draft, today, born)):
        found.setdefault(each.key, each.problem)
    return tuple(found.values())
