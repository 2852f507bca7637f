"""Decisions (vedtak): their kinds, and one as it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.assignment import Solution
from stkdesk.domain.grants import HoursUnit


class DecisionKind(StrEnum):
    """The outcome of a case (domain reference 1.4)."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    CHANGED = "changed"
    ENDED = "ended"
    DISMISSED = "dismissed"
    REVERSED = "reversed"  # after a complaint

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            DecisionKind.GRANTED: "Innvilgelse",
            DecisionKind.PARTLY: "Delvis innvilgelse",
            DecisionKind.REFUSED: "Avslag",
            DecisionKind.CHANGED: "Endring",
            DecisionKind.ENDED: "Opphør",
            DecisionKind.DISMISSED: "Avvisning",
            DecisionKind.REVERSED: "Omgjøring etter klage",
        }[self]

    @property
    def grants(self) -> bool:
        """Whether hours are given by it."""
        return self in (
            DecisionKind.GRANTED,
            DecisionKind.PARTLY,
            DecisionKind.CHANGED,
            DecisionKind.REVERSED,
        )

    @property
    def changes_another(self) -> bool:
        """Whether it is about a decision there was before."""
        return self in (
            DecisionKind.CHANGED,
            DecisionKind.ENDED,
            DecisionKind.REVERSED,
        )


class NoticeException(StrEnum):
    """Why no advance notice was given (forvaltningsloven § 16 tredje ledd)."""

    NOT_POSSIBLE = "not_possible"
    NOT_FOUND = "not_found"
    KNOWS_ALREADY = "knows_already"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            NoticeException.NOT_POSSIBLE: "Varsel var ikke praktisk mulig, eller "
            "kunne hindret at vedtaket ble gjennomført",
            NoticeException.NOT_FOUND: "Adressen er ukjent, og det ville krevd for "
            "mye å finne den",
            NoticeException.KNOWS_ALREADY: "Brukeren har alt uttalt seg, eller kjenner "
            "saken og har hatt god anledning til det",
        }[self]


class ChangeBasis(StrEnum):
    """What lets the office change a decision on its own (forvaltningsloven § 35).

    Under the 2025 act the same, and more, is in § 71.
    """

    NOT_TO_DETRIMENT = "not_to_detriment"
    NOT_TOLD_YET = "not_told_yet"
    INVALID = "invalid"
    FROM_DECISION = "from_decision"  # reserved in the decision itself
    OTHER_LAW = "other_law"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ChangeBasis.NOT_TO_DETRIMENT: "Endringen er ikke til skade for brukeren",
            ChangeBasis.NOT_TOLD_YET: "Brukeren hadde ikke fått vite om vedtaket",
            ChangeBasis.INVALID: "Vedtaket var ugyldig",
            ChangeBasis.FROM_DECISION: "Det følger av vedtaket selv",
            ChangeBasis.OTHER_LAW: "Det følger av annen lov eller alminnelige regler",
        }[self]


@dataclass(frozen=True, slots=True)
class GrantItem:
    """One way of organising the service, with its part of the hours."""

    solution: Solution
    minutes: int  # in the unit of the decision


class DecisionState(StrEnum):
    """A draft may change; an issued decision never does."""

    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Kladd" if self is DecisionState.DRAFT else "Vedtatt"


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """A decision as filled in on the form."""

    client_number: int | None = None
    kind: DecisionKind = DecisionKind.GRANTED
    application_number: int | None = None
    complaint_number: int | None = None  # a reversal, or a complaint dismissed
    changes_number: int | None = None  # the decision that is changed or ended
    corrects_number: int | None = None  # the decision whose slip is put right
    correction: str = ""  # what was wrong, for one that corrects another
    applied_on: date | None = None
    applied_minutes: int | None = None  # in the same unit as what is granted
    decided_on: date | None = None
    valid_from: date | None = None  # of an end: the first day without the service
    valid_to: date | None = None  # None: until further notice
    review_on: date | None = None
    items: tuple[GrantItem, ...] = ()
    hours_unit: HoursUnit = HoursUnit.WEEK
    service_code: str = "9"  # IPLOS/KPR: støttekontakt
    expense_cap_ore: int | None = None
    drive_cap_metres: int | None = None
    goal: str = ""
    facts: str = ""
    own_view: str = ""
    grounds: str = ""
    no_grounds: bool = False  # granted in full, nobody is dissatisfied (fvl § 24)
    refused_part: str = ""  # why the rest was refused; of a refusal: what is not met
    legal_basis: str = ""  # one rule on each line
    change_basis: ChangeBasis | None = None
    is_own_wish: bool = False  # the client asked for it to end or be changed
    notice_exception: NoticeException | None = None
    is_withheld: bool = True  # print "Unntatt offentlighet", and journal it so

    @property
    def granted_minutes(self) -> int:
        """All that is granted, in ``hours_unit``."""
        return sum(item.minutes for item in self.items)
