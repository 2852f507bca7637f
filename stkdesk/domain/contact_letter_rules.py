"""What a letter to a support contact lacks, as rules: the form and the issuing ask.

A remedy points to where it is put right: ``field/<key>`` of the letter itself,
``contact/edit`` or ``office/sender``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS, PURPOSE
from stkdesk.domain.field_rules import day_in, field_rule, filled, in_order, not_ahead
from stkdesk.domain.letter import FieldShape
from stkdesk.domain.names import search_text
from stkdesk.domain.rule import Broken, Rule, broken

_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:][0-5]\d")
#: Words of what a police certificate may say: never in a letter of ours.
_RECORD = re.compile(
    r"\b(politi|attest|vandel|straff|dømt|dom(?:men|fell|\b)|bot\b|bøte|forelegg|siktet"
    r"|siktelse|anmeld|kriminal|lovbrudd)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ContactLetterFacts:
    """A letter to a support contact, and what lies outside it that it also needs."""

    draft: ContactLetterDraft
    today: date
    has_address: bool = True  # or gets letters by hand
    has_identity: bool = True  # eleven digits: the police ask for them
    has_sender: bool = True  # the office has said who and where it is
    helped: tuple[str, ...] = ()  # names of those the contact helps, or has helped
    outside: tuple[Broken, ...] = ()  # what stands in the way of it, whatever it says

    def text(self, key: str) -> str:
        """Return what stands in a field, "" when nothing does."""
        return self.draft.text(key)

    def day(self, key: str) -> date | None:
        """Return the day in a field, None when there is none."""
        return day_in(self.text(key))

    def minutes(self, key: str) -> int | None:
        """Return the minutes in a field, None when there are none."""
        text = self.text(key)
        return int(text) if text.isdecimal() else None


ContactLetterRule = Rule[ContactLetterFacts]


def contact_letter_rules(kind: ContactLetterKind) -> tuple[ContactLetterRule, ...]:
    """Return the rules for a kind of letter, in the order of the form."""
    fields = CONTACT_LETTER_FIELDS[kind]
    return (
        *(filled(each) for each in fields if each.is_required),
        *_MORE.get(kind, ()),
        *(_OF_ASSIGNMENT if kind.names_client else ()),
        *_EVERY,
    )


def lacks_of(facts: ContactLetterFacts) -> tuple[Broken, ...]:
    """Return what a letter lacks, by its facts."""
    return (*broken(contact_letter_rules(facts.draft.kind), facts), *facts.outside)


def _names_nobody(facts: ContactLetterFacts) -> bool:
    """Tell whether what is typed holds no name of anybody helped.

    A name is found whole, or its family name alone; a first name alone may be anyone.
    """
    typed = f" {search_text(*(facts.text(key) for key in _typed(facts)))} "
    typed = re.sub(r"[^\w]+", " ", typed)
    for name in facts.helped:
        words = search_text(name).split()
        if words and f" {words[-1]} " in typed:
            return False
    return True


def _typed(facts: ContactLetterFacts) -> list[str]:
    fields = CONTACT_LETTER_FIELDS[facts.draft.kind]
    return [each.key for each in fields if each.shape is FieldShape.TEXT]


_MORE: dict[ContactLetterKind, tuple[ContactLetterRule, ...]] = {
    ContactLetterKind.INTERVIEW: (
        field_rule(
            "interview_on",
            lambda facts: (facts.day("interview_on") or date.max) > facts.today,
            "Dagen er gått ut. Skriv en dag etter i dag, da brevet blir sendt.",
            "Skriv en ny dag",
        ),
        field_rule(
            "interview_time",
            lambda facts: (
                not facts.text("interview_time")
                or _CLOCK.fullmatch(facts.text("interview_time")) is not None
            ),
            "Skriv klokkeslettet med timer og minutter, for eksempel 14.30.",
            "Rett klokkeslettet",
        ),
    ),
    ContactLetterKind.REFUSED: (
        field_rule(
            "note",
            lambda facts: _RECORD.search(facts.text("note")) is None,
            "Brevet kan ikke si noe om politiattest, vandel eller straff. Ta det bort.",
            "Skriv det om",
            source="politiregisterloven § 47",
        ),
    ),
    ContactLetterKind.CERTIFICATE_REQUEST: (
        field_rule(
            "identity",
            lambda facts: facts.has_identity,
            "Støttekontakten mangler fødselsnummer. Politiet trenger det.",
            "Fyll ut fødselsnummeret",
            source=PURPOSE,
            act="contact/edit",
        ),
    ),
    ContactLetterKind.PAUSE: (
        in_order("pause_from", "pause_to", "Pausen kan ikke slutte før den begynner."),
    ),
    ContactLetterKind.END: (
        in_order(
            "last_on",
            "last_sheet_by",
            "Den siste timelisten kan ikke leveres før den siste dagen.",
        ),
    ),
    ContactLetterKind.REFERENCE: (
        in_order("work_from", "work_to", "Den siste dagen er før den første."),
        not_ahead("work_to"),
        field_rule(
            "work",
            _names_nobody,
            "Attesten nevner en som støttekontakten har hjulpet. Ta bort navnet.",
            "Skriv det om",
            source="helse- og omsorgstjenesteloven § 12-1",
        ),
    ),
}

_OF_ASSIGNMENT: tuple[ContactLetterRule, ...] = (
    field_rule(
        "assignment",
        lambda facts: facts.draft.assignment_number is not None,
        "Brevet må gjelde et oppdrag. Lag det fra oppdraget.",
        "Gå til oppdragene",
        act="room/assignments",
    ),
)
_EVERY: tuple[ContactLetterRule, ...] = (
    field_rule(
        "address",
        lambda facts: facts.has_address,
        "Støttekontakten mangler adresse.",
        "Fyll ut adressen",
        act="contact/edit",
    ),
    field_rule(
        "sender",
        lambda facts: facts.has_sender,
        "Kontoret mangler postadresse, eller navn på saksbehandler eller leder.",
        "Fyll ut under Innstillinger",
        act="office/sender",
    ),
)
