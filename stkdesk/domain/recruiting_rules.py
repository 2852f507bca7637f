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
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_sentences import (
    age_holds,
    says_age,
    says_certificate,
    says_interview,
    says_outcome,
    says_references,
)
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
TELL_NO = Remedy("Lag brev", "contact_letter/refused")
DISPOSE = Remedy("Registrer makulering", "certificate/register")
EDIT = Remedy("Rediger støttekontakt", "contact/edit")
ASK = Remedy("Lag anmodning om politiattest", "contact_letter/certificate_request")
DONE_WITH = (Step.ENDED, Step.CLOSED)
ASKED_ANEW = (CertificateStanding.OTHER_BASIS, CertificateStanding.RENEW)


class NotReadyError(OfficeError):
    """Something is missing before it can be done; nothing was saved."""

    def __init__(self, title: str, lacks: tuple[Broken, ...]) -> None:
        """Carry the rules that do not hold, so that each can be put right."""
        super().__init__(title, " ".join(each.sentence for each in lacks))
        self.lacks = lacks


_NO_PAPER: Rule[RecruitFacts] = Rule(
    "disposed_on",
    lambda facts: not facts.papers_kept,
    "Makuler eller lever tilbake politiattesten.",
    "Politiregisterforskriften § 37-2",
    DISPOSE,
    blocks=False,
)
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
            says_references,
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
            says_interview,
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
        Rule("outcome", lambda facts: facts.is_approved, says_outcome, OWN, ASSESS),
        Rule("age_exception", age_holds, says_age, OWN, ASSESS),
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
            lambda facts: facts.certificate is not CertificateStanding.NOT_ACCEPTED,
            "Politiattesten er ikke godkjent. Skriv vurderingen på nytt.",
            HEALTH_ACT,
            ASSESS,
        ),
        Rule(
            "certificate",
            lambda facts: facts.certificate not in ASKED_ANEW,
            says_certificate,
            HEALTH_ACT,
            ASK_ANEW,
        ),
        Rule(
            "certificate",
            lambda facts: facts.certificate is not CertificateStanding.REQUESTED,
            says_certificate,
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
    Step.ENDED: (_NO_PAPER,),
    Step.CLOSED: (
        Rule(
            "outcome",
            lambda facts: (
                facts.outcome is not RecruitOutcome.REFUSED
                or facts.answered_on is not None
            ),
            "Søkeren har ikke fått brev om at hun eller han ikke er godkjent.",
            OWN,
            TELL_NO,
            blocks=False,
        ),
        _NO_PAPER,
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
    """Return what is missing where the contact stands now, or worth a look.

    Of an applicant, and of a contact at work, everything to be ready, by step; of one
    who is done with, what is left to do.
    """
    step = step_of(facts)
    return lacks_at(step, facts) if step in DONE_WITH else _of_all_steps(facts)


def unready(facts: RecruitFacts) -> tuple[Broken, ...]:
    """Return what hinders that the contact is made active, by step."""
    return tuple(each for each in _of_all_steps(facts) if each.blocks)


def refuse_unready(facts: RecruitFacts) -> None:
    """Refuse to make a support contact active before everything holds.

    Raises:
        NotReadyError: with the rules that do not.

    """
    if missing := unready(facts):
        raise NotReadyError("Støttekontakten er ikke klar ennå.", missing)


def _of_all_steps(facts: RecruitFacts) -> tuple[Broken, ...]:
    return tuple(each for step in WORK for each in lacks_at(step, facts))
