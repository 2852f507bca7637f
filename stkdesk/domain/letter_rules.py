"""What a letter lacks, as rules: the form, the pile and the issuing ask the same ones.

A remedy points to where it is put right: ``field/<key>`` of the letter itself,
``client/address``, ``office/sender``, ``office/governor`` or ``complaint/points``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.client import OF_AGE, Relation
from stkdesk.domain.clock import days_after
from stkdesk.domain.decision_case_rules import GUARDIANS
from stkdesk.domain.decision_draft_rules import names_laws_in
from stkdesk.domain.decision_facts import CONSENT_AGE, OWN_COPY_AGE
from stkdesk.domain.field_rules import ahead, day_in, filled, in_order, not_ahead
from stkdesk.domain.formats import short_date
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.rule import Remedy, Rule


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter, and what lies outside it that it also needs."""

    draft: LetterDraft
    today: date
    rules: CaseRules = field(default_factory=CaseRules)
    recipients: int = 1  # who are to get it
    without_address: int = 0  # of those, who have none
    goes_to_governor: bool = True  # a forwarding
    language: Language | None = None  # of the letter
    age: int | None = None  # of the client, in whole years
    addressees: tuple[Relation | None, ...] | None = None  # None: the client
    is_upheld: bool = True  # the decision stands, or some of it: it may be forwarded
    unanswered: int = 0  # arguments of the complaint without an answer
    arguments: int = 1  # of the complaint
    has_sender: bool = True  # the office has said who and where it is
    has_governor: bool = True  # the office has said where the governor gets post

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


LetterRule = Rule[LetterFacts]


def rules_of(kind: LetterKind) -> tuple[LetterRule, ...]:
    """Return the rules for a kind of letter, in the order of the form."""
    return (
        *(filled(each) for each in LETTER_FIELDS[kind] if each.is_required),
        *_MORE.get(kind, ()),
        *(not_ahead(key) for key in _keys(kind) if key in _PAST),
        *(ahead(key) for key in _keys(kind) if key in _AHEAD),
        *_EVERY,
    )


def _keys(kind: LetterKind) -> list[str]:
    return [each.key for each in LETTER_FIELDS[kind]]


_PAST = {"received_on", "decided_on", "new_decided_on", "forwarded_on"}
_AHEAD = {"answer_by", "expected_on", "deadline", "missing_by"}


def _long_enough(key: str, rule: CaseRule) -> LetterRule:
    """Return the warning that a deadline is short, counted from today."""

    def _test(facts: LetterFacts) -> bool:
        day = facts.day(key)
        wanted = days_after(facts.today, facts.rules[rule])
        return day is None or day <= facts.today or day >= wanted

    def _sentence(facts: LetterFacts) -> str:
        days = facts.rules[rule]
        usual = short_date(days_after(facts.today, days))
        return f"Fristen er kortere enn {days} dager fra i dag. Vanlig er {usual}."

    return Rule(
        key,
        _test,
        _sentence,
        "Kontorets egen regel",
        Remedy("Skriv en ny frist", f"field/{key}"),
        blocks=False,
    )


def _rule(
    key: str,
    test: Callable[[LetterFacts], bool],
    sentence: str,
    source: str,
    verb: str,
    act: str = "",
) -> LetterRule:
    return Rule(key, test, sentence, source, Remedy(verb, act or f"field/{key}"))


def _reaches_guardian(facts: LetterFacts) -> bool:
    if facts.age is None or facts.age >= CONSENT_AGE or not facts.addressees:
        return True
    return any(each in GUARDIANS for each in facts.addressees)


def _reaches_youth(facts: LetterFacts) -> bool:
    if facts.age is None or not facts.addressees:
        return True
    return not OWN_COPY_AGE <= facts.age < OF_AGE or None in facts.addressees


_MORE: dict[LetterKind, tuple[LetterRule, ...]] = {
    LetterKind.INFORMATION_REQUEST: (
        _long_enough("deadline", CaseRule.INFORMATION_DAYS),
    ),
    LetterKind.ADVANCE_NOTICE: (
        _rule(
            "new_minutes",
            lambda facts: (
                facts.minutes("new_minutes") is None
                or facts.minutes("new_minutes") != facts.minutes("old_minutes")
            ),
            "Timene er de samme som i dag. Skriv hva dere vurderer å endre dem til.",
            "forvaltningsloven § 16, ny lov § 42",
            "Rett timene",
        ),
        _rule(
            "change_on",
            lambda facts: (
                facts.day("change_on") is None
                or facts.day("deadline") is None
                or (facts.day("change_on") or date.max)
                > (facts.day("deadline") or date.min)
            ),
            "Endringen kan ikke gjelde fra før fristen for å uttale seg er ute.",
            "forvaltningsloven § 16, ny lov § 42",
            "Rett datoen",
        ),
        _long_enough("deadline", CaseRule.NOTICE_DAYS),
        _rule(
            "recipients",
            _reaches_youth,
            f"Brukeren har fylt {OWN_COPY_AGE} år og skal ha sitt eget varsel.",
            "forvaltningsloven § 16; 2025: § 54",
            "Velg mottaker",
        ),
    ),
    LetterKind.ASSIGNMENT_PAUSE: (
        in_order("pause_from", "pause_to", "Pausen kan ikke slutte før den begynner."),
    ),
    LetterKind.COMPLAINT_RECEIPT: (
        _rule(
            "missing_by",
            lambda facts: bool(
                not facts.text("missing") or facts.day("missing_by") is not None
            ),
            "Skriv fristen for å rette klagen.",
            "forvaltningsloven § 32",
            "Skriv fristen",
        ),
        _rule(
            "missing",
            lambda facts: bool(
                facts.text("missing") or facts.day("missing_by") is None
            ),
            "Skriv hva klagen mangler, eller ta bort fristen for å rette.",
            "forvaltningsloven § 32",
            "Skriv hva som mangler",
        ),
    ),
    LetterKind.FORWARDING: (
        _rule(
            "legal_basis",
            lambda facts: names_laws_in(facts.language, facts.text("legal_basis")),
            "Lovene har navn på det andre skriftspråket enn brevet. Skriv dem om.",
            "språklova § 9",
            "Rett reglene",
        ),
        _rule(
            "points",
            lambda facts: facts.is_upheld,
            "Klagen er ikke vurdert, eller har fått fullt medhold. Se utfallet.",
            "forvaltningsloven § 33 fjerde ledd",
            "Åpne klagen",
            "complaint/points",
        ),
        _rule(
            "points",
            lambda facts: facts.arguments > 0,
            "Skriv argumentene i klagen, ett for ett, med kommunens svar.",
            "forvaltningsloven §§ 33 og 34",
            "Åpne klagen",
            "complaint/points",
        ),
        _rule(
            "points",
            lambda facts: not facts.unanswered,
            "Et argument i klagen mangler kommunens svar.",
            "forvaltningsloven §§ 33 og 34",
            "Svar i klagen",
            "complaint/points",
        ),
        _rule(
            "enclosures",
            lambda facts: bool(facts.draft.enclosures),
            "Legg ved klagen, vedtaket og det saken bygger på.",
            "forvaltningsloven § 33 fjerde ledd",
            "Velg vedlegg",
        ),
        _rule(
            "recipients",
            lambda facts: facts.goes_to_governor,
            "Oversendelsen må gå til Statsforvalteren.",
            "forvaltningsloven § 33 fjerde ledd",
            "Velg mottaker",
        ),
        _rule(
            "governor",
            lambda facts: facts.has_governor,
            "Postadressen til Statsforvalteren er ikke skrevet inn.",
            "forvaltningsloven § 33 fjerde ledd",
            "Skriv adressen under Innstillinger",
            "office/governor",
        ),
    ),
    LetterKind.FORWARDING_NOTICE: (
        _rule(
            "enclosures",
            lambda facts: bool(facts.draft.enclosures),
            "Legg ved kopi av oversendelsen til Statsforvalteren.",
            "forvaltningsloven § 33 fjerde ledd",
            "Velg vedlegg",
        ),
        _rule(
            "governor",
            lambda facts: facts.has_governor,
            "Postadressen til Statsforvalteren er ikke skrevet inn.",
            "forvaltningsloven § 33 fjerde ledd",
            "Skriv adressen under Innstillinger",
            "office/governor",
        ),
    ),
}

_EVERY: tuple[LetterRule, ...] = (
    _rule(
        "recipients",
        lambda facts: facts.recipients > 0,
        "Velg hvem som skal ha brevet.",
        "forvaltningsloven §§ 12 og 16",
        "Velg mottaker",
    ),
    _rule(
        "recipients",
        _reaches_guardian,
        "Brukeren er under 16 år. Velg den foresatte som skal ha brevet.",
        "vergemålsloven § 16; pasient- og brukerrettighetsloven § 3-4",
        "Velg mottaker",
    ),
    _rule(
        "recipients",
        lambda facts: not facts.without_address,
        "En mottaker mangler adresse. Fyll den ut på brukerens kort.",
        "Kontorets egen regel",
        "Fyll ut adressen",
        "client/address",
    ),
    _rule(
        "sender",
        lambda facts: facts.has_sender,
        "Kontoret mangler postadresse, eller navn på saksbehandler eller leder.",
        "forvaltningsloven § 27, ny lov § 59",
        "Fyll ut under Innstillinger",
        "office/sender",
    ),
)
