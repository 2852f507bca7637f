"""Complaints (klager): in time or not, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.application import Applicant


class Verdict(StrEnum):
    """Whether a complaint came in time; worked out, never stored."""

    IN_TIME = "in_time"
    LATE = "late"  # may be treated for a reason (forvaltningsloven § 31)
    EXCUSED = "excused"  # late, and the office has said why it is treated
    TOO_LATE = "too_late"  # more than a year after the decision: never treated

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Verdict.IN_TIME: "I tide",
            Verdict.LATE: "For sent",
            Verdict.EXCUSED: "For sent, tas likevel",
            Verdict.TOO_LATE: "Over ett år",
        }[self]


class ComplaintOutcome(StrEnum):
    """What the municipality made of it (forvaltningsloven § 33)."""

    GRANTED = "granted"
    PARTLY = "partly"
    UPHELD = "upheld"  # the decision stands: the case goes to the county governor
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            ComplaintOutcome.GRANTED: "Medhold",
            ComplaintOutcome.PARTLY: "Delvis medhold",
            ComplaintOutcome.UPHELD: "Vedtaket opprettholdt",
            ComplaintOutcome.DISMISSED: "Avvist",
            ComplaintOutcome.WITHDRAWN: "Trukket",
        }[self]


class GovernorOutcome(StrEnum):
    """What the county governor (Statsforvalteren) decided."""

    GRANTED = "granted"
    PARTLY = "partly"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            GovernorOutcome.GRANTED: "Medhold",
            GovernorOutcome.PARTLY: "Delvis medhold",
            GovernorOutcome.CONFIRMED: "Stadfestet",
            GovernorOutcome.SENT_BACK: "Opphevet og hjemvist",
        }[self]


@dataclass(frozen=True, slots=True)
class ComplaintPoint:
    """One argument of a complaint, and what the municipality answers to it."""

    argument: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ComplaintDraft:
    """A complaint as filled in on the form."""

    decision_number: int | None = None
    received_on: date | None = None
    postmarked_on: date | None = None
    known_on: date | None = None  # when the decision reached them, if it is known
    grounds_asked_on: date | None = None  # of a decision that came without
    grounds_on: date | None = None  # when the grounds they asked for reached them
    is_electronic: bool = False
    is_signed: bool = True
    complainant: Applicant = Applicant.SELF
    relation_number: int | None = None
    wants: str = ""
    points: tuple[ComplaintPoint, ...] = ()
    late_reason: str = ""  # why a late complaint is treated; empty: it is not
    reassessment: str = ""
    outcome: ComplaintOutcome | None = None
    outcome_on: date | None = None
    forwarded_on: date | None = None
    governor_outcome: GovernorOutcome | None = None
    governor_on: date | None = None
    governor_text: str = ""
    closed_on: date | None = None
