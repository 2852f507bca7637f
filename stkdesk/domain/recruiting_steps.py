"""The steps from applicant to support contact: derived from dates, never stored.

Each step has its rules; the first step of which a rule that blocks does not hold is
where the applicant stands. The same rules say what is missing on the board, on the
card, on the first page and by the button that makes the contact active.

Source: the office's own way in (seed 001: søknad, referanser, samtale, vurdering,
politiattest, taushetserklæring, kurs); helse- og omsorgstjenesteloven § 5-4.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate_rules import CertificateStanding
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.person import years_old
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.domain.rule import Broken


class Step(StrEnum):
    """Where somebody stands on the way from applicant to support contact."""

    APPLICATION = "application"
    REFERENCES = "references"
    INTERVIEW = "interview"
    ASSESSMENT = "assessment"
    CERTIFICATE = "certificate"
    DECLARATION = "declaration"
    COURSE = "course"
    READY = "ready"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    CLOSED = "closed"  # not approved, or withdrew

    @property
    def label(self) -> str:
        """The words on screen."""
        return _LABELS[self]

    @property
    def is_on_board(self) -> bool:
        """Whether it is a column of the board that is shown without asking."""
        return self in ON_BOARD

    @property
    def is_work(self) -> bool:
        """Whether something is to be done before the applicant is ready."""
        return self in WORK


_LABELS = {
    Step.APPLICATION: "Søknad",
    Step.REFERENCES: "Referanser",
    Step.INTERVIEW: "Samtale",
    Step.ASSESSMENT: "Vurdering",
    Step.CERTIFICATE: "Politiattest",
    Step.DECLARATION: "Taushetserklæring",
    Step.COURSE: "Kurs",
    Step.READY: "Klar",
    Step.ACTIVE: "Aktiv",
    Step.PAUSED: "Pause",
    Step.ENDED: "Sluttet",
    Step.CLOSED: "Avsluttet",
}
WORK = (
    Step.APPLICATION,
    Step.REFERENCES,
    Step.INTERVIEW,
    Step.ASSESSMENT,
    Step.CERTIFICATE,
    Step.DECLARATION,
    Step.COURSE,
)
ON_BOARD = (*WORK, Step.READY)
SAID_NO = (RecruitOutcome.REFUSED, RecruitOutcome.WITHDRAWN)


class RecruitFacts(NamedTuple):
    """What the register knows of one who wants to help, for the rules."""

    today: date
    rules: CaseRules = CaseRules()
    status: ContactStatus = ContactStatus.CANDIDATE
    registered_on: date | None = None
    born: date | None = None
    has_car: bool = False
    is_known: bool = True  # False: a contact from before recruiting was registered
    applied_on: date | None = None
    references: int = 0  # that are named
    answered: int = 0  # called, and reached
    last_called_on: date | None = None
    advised_against: int = 0
    invited_on: date | None = None  # the letter
    interview_on: date | None = None  # when they are to meet
    interviewed_on: date | None = None
    assessed_on: date | None = None
    outcome: RecruitOutcome | None = None
    answered_on: date | None = None  # the letter of the outcome
    has_age_exception: bool = False
    has_car_exception: bool = False
    certificate: CertificateStanding = CertificateStanding.NONE
    requested_on: date | None = None  # the newest, by the letter
    seen_on: date | None = None  # the newest
    papers_kept: int = 0  # certificates seen and not yet disposed of
    declared_on: date | None = None
    course_on: date | None = None

    @property
    def age(self) -> int | None:
        """Age in whole years today; None when the birth date is not known."""
        if self.born is None or self.born > self.today:
            return None
        return years_old(self.born, self.today)

    @property
    def is_approved(self) -> bool:
        """Whether the office has said yes; a contact from before counts as such."""
        return not self.is_known or self.outcome is RecruitOutcome.APPROVED

    @property
    def references_needed(self) -> int:
        """How many are to be called."""
        return self.rules[CaseRule.CONTACT_REFERENCES]

    @property
    def course_needed(self) -> bool:
        """Whether the office asks for a course."""
        return bool(self.rules[CaseRule.CONTACT_COURSE])


class StepState(NamedTuple):
    """One step of one applicant, as the card shows it."""

    step: Step
    is_done: bool
    on: date | None = None  # the day it was done
    who: str = ""  # the member of the staff who did it
    told: str = ""  # more about it: "2 av 2 ringt", "Innkalt 12. november"
    lacks: tuple[Broken, ...] = ()
    is_needed: bool = True  # False: this office does not ask for it
