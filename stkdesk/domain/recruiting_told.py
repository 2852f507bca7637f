"""The steps of one applicant told in words: what is done, when, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.formats import long_date
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.recruiting_rules import is_done, lacks_at
from stkdesk.domain.recruiting_steps import WORK, RecruitFacts, Step, StepState

Whos = Mapping[Step, str]  # names of the staff


def step_states(facts: RecruitFacts, whos: Whos) -> tuple[StepState, ...]:
    """Return every step on the way to ready, in order."""
    return tuple(_state(step, facts, whos.get(step, "")) for step in WORK)


def since(facts: RecruitFacts) -> date | None:
    """Return the last day something was done: how long the applicant has stood here."""
    days = (day_of(step, facts) for step in WORK)
    done = [day for day in days if day is not None and day <= facts.today]
    return max(
        [*done, *([facts.requested_on] if facts.requested_on else [])],
        default=(facts.registered_on),
    )


def day_of(step: Step, facts: RecruitFacts) -> date | None:
    """Return the day a step was done, as far as is known."""
    accepted = facts.certificate is CertificateStanding.ACCEPTED
    return {
        Step.APPLICATION: facts.applied_on,
        Step.REFERENCES: facts.last_called_on,
        Step.INTERVIEW: facts.interviewed_on,
        Step.ASSESSMENT: facts.assessed_on,
        Step.CERTIFICATE: facts.seen_on if accepted else None,
        Step.DECLARATION: facts.declared_on,
        Step.COURSE: facts.course_on,
    }.get(step)


def _state(step: Step, facts: RecruitFacts, who: str) -> StepState:
    done = is_done(step, facts)
    return StepState(
        step,
        done,
        day_of(step, facts),
        who,
        _told(step, facts),
        lacks_at(step, facts),
        is_needed=_is_needed(step, facts),
    )


def _is_needed(step: Step, facts: RecruitFacts) -> bool:
    match step:
        case Step.COURSE:
            return facts.course_needed
        case Step.REFERENCES:
            return facts.is_known and facts.references_needed > 0
        case Step.APPLICATION | Step.INTERVIEW | Step.ASSESSMENT:
            return facts.is_known
    return True


def _told(step: Step, facts: RecruitFacts) -> str:
    match step:
        case Step.REFERENCES if facts.references or facts.references_needed:
            needed = max(facts.references_needed, facts.references)
            return f"{facts.answered} av {needed} har svart"
        case Step.INTERVIEW if facts.invited_on and not facts.interviewed_on:
            return f"Innkalling sendt {long_date(facts.invited_on)}"
        case Step.ASSESSMENT if facts.outcome is not None:
            return facts.outcome.label + _letter_words(facts)
        case Step.CERTIFICATE:
            return _certificate_words(facts)
    return ""


def _letter_words(facts: RecruitFacts) -> str:
    if facts.answered_on is not None:
        return f", brev sendt {long_date(facts.answered_on)}"
    return "" if facts.outcome is RecruitOutcome.WITHDRAWN else ", brev ikke sendt"


def _certificate_words(facts: RecruitFacts) -> str:
    match facts.certificate:
        case CertificateStanding.ACCEPTED:
            return "Godtatt"
        case CertificateStanding.NOT_ACCEPTED:
            return "Ikke godkjent"
        case CertificateStanding.REQUESTED if facts.requested_on:
            return f"Bedt om {long_date(facts.requested_on)}"
    return ""
