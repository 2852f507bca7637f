"""Recruiting: from the application of somebody who wants to help, to ready."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecruitOutcome(StrEnum):
    """What the office concluded after the conversation."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # the applicant's own wish

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            RecruitOutcome.APPROVED: "Godkjent",
            RecruitOutcome.REFUSED: "Ikke godkjent",
            RecruitOutcome.WITHDRAWN: "Trakk seg",
        }[self]


class ReferenceAnswer(StrEnum):
    """What somebody who knows the applicant said."""

    RECOMMENDS = "recommends"
    WITH_RESERVATIONS = "with_reservations"
    ADVISES_AGAINST = "advises_against"
    NO_ANSWER = "no_answer"  # tried, and not reached

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ReferenceAnswer.RECOMMENDS: "Anbefaler",
            ReferenceAnswer.WITH_RESERVATIONS: "Anbefaler med forbehold",
            ReferenceAnswer.ADVISES_AGAINST: "Fraråder",
            ReferenceAnswer.NO_ANSWER: "Ikke fått tak i",
        }[self]


@dataclass(frozen=True, slots=True)
class ReferenceDraft:
    """Somebody who knows the applicant, and what was said on the telephone."""

    name: str = ""
    phone: str = ""
    relation: str = ""  # "arbeidsgiver", "lærer"
    called_on: date | None = None
    answer: ReferenceAnswer | None = None
    note: str = ""
    number: int | None = None  # when it is already registered


@dataclass(frozen=True, slots=True)
class RecruitmentDraft:
    """The way of one applicant through the office, as the card has it."""

    applied_on: date | None = None
    about: str = ""  # what the applicant wants and can, from the application
    references: tuple[ReferenceDraft, ...] = ()
    interview_on: date | None = None  # when they are to meet
    interview_minute: int | None = None  # after midnight
    interview_place: str = ""
    interviewed_on: date | None = None  # when they met
    interview_note: str = ""
    assessed_on: date | None = None
    outcome: RecruitOutcome | None = None
    age_exception: str = ""  # why somebody under age is taken all the same
    car_exception: str = ""  # why somebody without a car is
    course_on: date | None = None
    course: str = ""
