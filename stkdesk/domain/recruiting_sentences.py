"""What the rules of the steps say of one applicant, by the facts."""

from __future__ import annotations

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.formats import count, long_date
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_steps import RecruitFacts


def age_holds(facts: RecruitFacts) -> bool:
    """Tell whether the age is no hindrance; an unknown one is asked for elsewhere."""
    age = facts.age
    old_enough = age is not None and age >= facts.rules[CaseRule.CONTACT_AGE]
    return old_enough or facts.born is None or facts.has_age_exception


def says_age(facts: RecruitFacts) -> str:
    """Return that the applicant is too young."""
    return (
        f"Søkeren er under {facts.rules[CaseRule.CONTACT_AGE]} år. Skriv et unntak med "
        "begrunnelse, eller vent."
    )


def says_references(facts: RecruitFacts) -> str:
    """Return how many are to be called, and how many have answered."""
    needed = facts.references_needed
    if facts.references < needed:
        return (
            f"{count(needed, 'referanse skal', 'referanser skal')} ringes. "
            f"{facts.references} er oppgitt."
        )
    return (
        f"{count(needed, 'referanse skal', 'referanser skal')} ringes. "
        f"{facts.answered} har svart."
    )


def says_interview(facts: RecruitFacts) -> str:
    """Return what is to be done about the conversation."""
    met = facts.interview_on
    if met is None:
        return "Avtal en samtale, og send innkalling."
    if met > facts.today:
        return f"Samtalen er {long_date(met)}."
    if met == facts.today:
        return "Samtalen er i dag. Noter den etterpå."
    return f"Samtalen skulle være {long_date(met)}. Noter den, eller avtal en ny."


def says_outcome(facts: RecruitFacts) -> str:
    """Return what the office concluded, or that it has not."""
    if facts.outcome is RecruitOutcome.REFUSED:
        return "Søkeren er ikke godkjent."
    if facts.outcome is RecruitOutcome.WITHDRAWN:
        return "Søkeren trakk seg."
    return "Skriv om søkeren er godkjent eller ikke godkjent."


def says_certificate(facts: RecruitFacts) -> str:
    """Return where the certificate stands."""
    match facts.certificate:
        case CertificateStanding.REQUESTED:
            since = (
                f" siden {long_date(facts.requested_on)}" if facts.requested_on else ""
            )
            return f"Politiattesten er ventet{since}."
        case CertificateStanding.OTHER_BASIS:
            return "Politiattesten gjelder barnevernsloven. Be om en etter § 5-4."
        case CertificateStanding.RENEW:
            return "Politiattesten er fra et tidligere oppdrag. Be om en ny."
        case _:
            return "Politiattest mangler."
