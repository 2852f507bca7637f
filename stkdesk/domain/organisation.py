"""Voluntary organisations the office has an agreement with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.account import SEPARATORS, organisation_number_problem
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.rule import Rule, broken

OWN_RULE = "Kontorets egen regel"


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """An organisation as filled in on the form."""

    name: str = ""
    organisation_number: str = ""  # 9 digits, spaces allowed
    contact_person: str = ""
    phone: str = ""
    email: str = ""
    agreement_from: date | None = None
    agreement_to: date | None = None  # the last day; None: until further notice
    about: str = ""

    @property
    def digits(self) -> str:
        """The organisation number without signs in it."""
        return self.organisation_number.translate(SEPARATORS)

    def agreed_on(self, day: date) -> bool:
        """Tell whether the agreement with the organisation is in force that day."""
        return (
            self.agreement_from is not None
            and self.agreement_from <= day
            and (self.agreement_to is None or day <= self.agreement_to)
        )


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What an organisation is judged by."""

    draft: OrganisationDraft
    today: date
    running: int = 0  # assignments with it that are not over


ORGANISATION_RULES: tuple[Rule[OrganisationFacts], ...] = (
    Rule(
        "name",
        lambda facts: bool(facts.draft.name.strip()),
        "Skriv navnet på organisasjonen.",
        OWN_RULE,
    ),
    Rule(
        "agreement_to",
        lambda facts: (
            facts.draft.agreement_to is None
            or (
                facts.draft.agreement_from is not None
                and facts.draft.agreement_from <= facts.draft.agreement_to
            )
        ),
        lambda facts: (
            "Skriv også når avtalen begynte."
            if facts.draft.agreement_from is None
            else "Avtalen kan ikke slutte før den begynner."
        ),
        OWN_RULE,
    ),
    Rule(
        "organisation_number",
        lambda facts: bool(facts.draft.digits),
        "Organisasjonsnummeret må inn før et oppdrag kan starte. Det står i "
        "Enhetsregisteret.",
        OWN_RULE,
        blocks=False,
    ),
    Rule(
        "organisation_number",
        lambda facts: not organisation_number_problem(facts.draft.organisation_number),
        lambda facts: organisation_number_problem(facts.draft.organisation_number),
        "Enhetsregisteret: kontrollsiffer modulus 11",
        blocks=False,
    ),
    Rule(
        "agreement_from",
        lambda facts: not facts.running or facts.draft.agreement_from is not None,
        "Avtalen er ikke registrert, og oppdrag er i gang.",
        OWN_RULE,
        blocks=False,
    ),
    Rule(
        "agreement_to",
        lambda facts: (
            not facts.running
            or facts.draft.agreement_to is None
            or facts.today <= facts.draft.agreement_to
        ),
        lambda facts: (
            f"Avtalen gikk ut {short_date(facts.draft.agreement_to)}, "
            "og oppdrag er i gang."
            if facts.draft.agreement_to
            else ""
        ),
        OWN_RULE,
        blocks=False,
    ),
)


def organisation_problems(facts: OrganisationFacts) -> tuple[Problem, ...]:
    """Return what must be put right, or looked at, before it is saved."""
    return tuple(each.problem for each in broken(ORGANISATION_RULES, facts))
