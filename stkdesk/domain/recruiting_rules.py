"""What must hold at each step from applicant to support contact, and its remedy."""

from __future__ import annotations

from collections.abc import Mapping

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.certificate_rules import (
    ASK_ANEW,
    HEALTH_ACT,
    REGISTER,
    CertificateStanding,
)
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.declaration_rules import SECRECY, SIGN
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count, long_date
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_steps import SAID_NO, WORK, RecruitFacts, Step
from stkdesk.domain.rule import Broken, Remedy, Rule, broken

OWN = "Kontorets egen regel"
OPEN = Remedy("Åpne rekruttering", "recruiting/open")
CALL = Remedy("Noter referanser", "recruiting/references")
INVITE = Remedy("Lag innkalling", "contact_letter/interview")
NOTE_INTERVIEW = Remedy("Noter samtalen", "recruiting/interview")
ASSESS = Remedy("Skriv vurdering", "recruiting/assessment")
COURSE = Remedy("Registrer kurs", "recruiting/course")
TELL_YES = Remedy("Lag brev", "contact_letter/approved")
EDIT = Remedy("Rediger støttekontakt", "contact/edit")
ASK = Remedy("Lag anmodning om politiattest", "contact_letter/certificate_request")


class NotReadyError(OfficeError):
    """Something is missing before it can be done; nothing was saved."""

    def __init__(self, title: str, lacks: tuple[Broken, ...]) -> None:
        """Carry the rules that do not hold, so that each can be put right."""
        super().__init__(title, " ".join(each.sentence for each in lacks))
        self.lacks = lacks


def _age_holds(facts: RecruitFacts) -> bool:
    age = facts.age
    old_enough = age is not None and age >= facts.rules[CaseRule.CONTACT_AGE]
    return old_enough or facts.born is None or facts.has_age_exception


def _says_age(facts: RecruitFacts) -> str:
    return (
        f"Søkeren er under {facts.rules[CaseRule.CONTACT_AGE]} år. Skriv et unntak med "
        "begrunnelse, eller vent."
    )


def _says_references(facts: RecruitFacts) -> str:
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


def _says_interview(facts: RecruitFacts) -> str:
    met = facts.interview_on
    if met is None:
        return "Avtal en samtale, og send innkalling."
    if met > facts.today:
        return f"Samtalen er {long_date(met)}."
    if met == facts.today:
        return "Samtalen er i dag. Noter den etterpå."
    return f"Samtalen skulle være {long_date(met)}. Noter den, eller avtal en ny."


def _says_outcome(facts: RecruitFacts) -> str:
    if facts.outcome is RecruitOutcome.REFUSED:
        return "Søkeren er ikke godkjent."
    if facts.outcome is RecruitOutcome.WITHDRAWN:
        return "Søkeren trakk seg."
    return "Skriv om søkeren er godkjent eller ikke godkjent."


def _says_certificate(facts: RecruitFacts) -> str:
    match facts.certificate:
        case CertificateStanding.REQUESTED:
            since = (
                f" siden {long_date(facts.requested_on)}" if facts.requested_on else ""
            )
            return f"Politiattesten er ventet{since}."
        case CertificateStanding.NOT_ACCEPTED:
            return "Politiattesten er ikke godkjent."
        case CertificateStanding.OTHER_BASIS:
            return "Politiattesten gjelder barnevernsloven. Be om en etter § 5-4."
        case CertificateStanding.RENEW:
            return "Politiattesten er fra et tidligere oppdrag. Be om en ny."
        case _:
            return "Politiattest mangler."


RULES: Mapping[Step, tuple[Rule[RecruitFacts], ...]] = {
    Step.APPLICATION: (
        Rule(
            "applied_on",
            lambda facts: not facts.is_known or facts.applied_on is not None,
            "Skriv dagen søknaden kom.",
            OWN,
            OPEN,
        ),
        Rule(
            "birth_date",
            lambda facts: facts.born is not None,
            "Fødselsdato mangler.",
            OWN,
            EDIT,
        ),
    ),
    Step.REFERENCES: (
        Rule(
            "references",
            lambda facts: (
                not facts.is_known or facts.answered >= facts.references_needed
            ),
            _says_references,
            OWN,
            CALL,
        ),
    ),
    Step.INTERVIEW: (
        Rule(
            "interview_on",
            lambda facts: (
                not facts.is_known
                or facts.interviewed_on is not None
                or facts.interview_on is None
                or facts.invited_on is not None
            ),
            "Innkallingen er ikke sendt.",
            OWN,
            INVITE,
            blocks=False,
        ),
        Rule(
            "interviewed_on",
            lambda facts: not facts.is_known or facts.interviewed_on is not None,
            _says_interview,
            OWN,
            NOTE_INTERVIEW,
        ),
    ),
    Step.ASSESSMENT: (
        Rule(
            "references",
            lambda facts: not facts.advised_against,
            "En referanse fraråder. Se på det i vurderingen.",
            OWN,
            CALL,
            blocks=False,
        ),
        Rule("outcome", lambda facts: facts.is_approved, _says_outcome, OWN, ASSESS),
        Rule("age_exception", _age_holds, _says_age, OWN, ASSESS),
        Rule(
            "car_exception",
            lambda facts: (
                facts.has_car
                or facts.has_car_exception
                or not facts.rules[CaseRule.CONTACT_CAR]
            ),
            "Søkeren har ikke bil. Skriv et unntak med begrunnelse.",
            OWN,
            ASSESS,
        ),
        Rule(
            "outcome",
            lambda facts: (
                facts.outcome is not RecruitOutcome.APPROVED
                or facts.answered_on is not None
            ),
            "Søkeren har ikke fått brev om at hun eller han er godkjent.",
            OWN,
            TELL_YES,
            blocks=False,
        ),
    ),
    Step.CERTIFICATE: (
        Rule(
            "certificate",
            lambda facts: facts.certificate is not CertificateStanding.NONE,
            "Politiattest mangler. Send anmodningen til søkeren.",
            HEALTH_ACT,
            ASK,
        ),
        Rule(
            "certificate",
            lambda facts: (
                facts.certificate
                in (
                    CertificateStanding.NONE,
                    CertificateStanding.ACCEPTED,
                    CertificateStanding.REQUESTED,
                )
            ),
            _says_certificate,
            HEALTH_ACT,
            ASK_ANEW,
        ),
        Rule(
            "certificate",
            lambda facts: facts.certificate is not CertificateStanding.REQUESTED,
            _says_certificate,
            HEALTH_ACT,
            REGISTER,
        ),
    ),
    Step.DECLARATION: (
        Rule(
            "declaration",
            lambda facts: facts.declared_on is not None,
            "Taushetserklæringen er ikke underskrevet.",
            SECRECY,
            SIGN,
        ),
    ),
    Step.COURSE: (
        Rule(
            "course_on",
            lambda facts: facts.course_on is not None or not facts.course_needed,
            "Kursbevis mangler.",
            OWN,
            COURSE,
        ),
    ),
}


def step_of(facts: RecruitFacts) -> Step:
    """Return where somebody stands: by the status, else the first step not done."""
    if facts.status is ContactStatus.ACTIVE:
        return Step.ACTIVE
    if facts.status is ContactStatus.PAUSED:
        return Step.PAUSED
    if facts.outcome in SAID_NO:
        return Step.CLOSED
    if facts.status is ContactStatus.ENDED:
        return Step.ENDED
    return next((step for step in WORK if not is_done(step, facts)), Step.READY)


def is_done(step: Step, facts: RecruitFacts) -> bool:
    """Tell whether nothing that blocks is missing at ``step``."""
    return all(rule.test(facts) for rule in RULES[step] if rule.blocks)


def lacks_at(step: Step, facts: RecruitFacts) -> tuple[Broken, ...]:
    """Return what is missing at ``step``, or worth a look."""
    return broken(RULES.get(step, ()), facts)


def lacks_of(facts: RecruitFacts) -> tuple[Broken, ...]:
    """Return everything that is missing before the contact is ready, by step."""
    return tuple(each for step in WORK for each in lacks_at(step, facts))


def refuse_unready(facts: RecruitFacts) -> None:
    """Refuse to make a support contact active before everything holds.

    Raises:
        NotReadyError: with the rules that do not.

    """
    missing = tuple(each for each in lacks_of(facts) if each.blocks)
    if missing:
        raise NotReadyError("Støttekontakten er ikke klar ennå.", missing)
