"""Letters of a case that are not decisions: their kinds and what each asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class LetterKind(StrEnum):
    """The letters the office writes in a case."""

    RECEIPT = "receipt"
    INTERIM_REPLY = "interim_reply"
    INFORMATION_REQUEST = "information_request"
    ADVANCE_NOTICE = "advance_notice"
    COMPLAINT_RECEIPT = "complaint_receipt"
    FORWARDING = "forwarding"  # to the county governor
    FORWARDING_NOTICE = "forwarding_notice"  # to the party, with a copy of the above
    REVERSAL_NOTICE = "reversal_notice"  # changed to the party's advantage; the costs
    YOUR_CONTACT = "your_contact"  # who the support contact is, and from when
    ASSIGNMENT_PAUSE = "assignment_pause"
    ASSIGNMENT_END = "assignment_end"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            LetterKind.RECEIPT: "Bekreftelse på søknad",
            LetterKind.INTERIM_REPLY: "Foreløpig svar",
            LetterKind.INFORMATION_REQUEST: "Be om opplysninger",
            LetterKind.ADVANCE_NOTICE: "Forhåndsvarsel",
            LetterKind.COMPLAINT_RECEIPT: "Bekreftelse på klage",
            LetterKind.FORWARDING: "Oversendelse til Statsforvalteren",
            LetterKind.FORWARDING_NOTICE: "Melding om oversendelse",
            LetterKind.REVERSAL_NOTICE: "Orientering om omgjøring",
            LetterKind.YOUR_CONTACT: "Din støttekontakt",
            LetterKind.ASSIGNMENT_PAUSE: "Pause i støttekontakt",
            LetterKind.ASSIGNMENT_END: "Støttekontakten slutter",
        }[self]


class LetterState(StrEnum):
    """A letter may change until it is issued; then it never does."""

    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """The word on screen."""
        return "Kladd" if self is LetterState.DRAFT else "Ferdig"


class FieldShape(StrEnum):
    """How a field of a letter is filled in."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"  # stored as an ISO date
    MINUTES = "minutes"  # stored as whole minutes
    BASIS = "basis"  # of a certificate: stored as the value of a CertificateBasis
    UNIT = "unit"  # of the hours: stored as the value of an HoursUnit


@dataclass(frozen=True, slots=True)
class LetterField:
    """One thing the caseworker fills in for a letter."""

    key: str
    label: str
    shape: FieldShape = FieldShape.TEXT
    is_required: bool = True
    hint: str = ""
    advice: str = ""  # what is said where it is missing
    source: str = ""  # why the letter must have it: law and section


@dataclass(frozen=True, slots=True)
class EnclosureDraft:
    """One enclosure: a paper or a file of the case, or one put in by hand."""

    title: str
    paper_number: int | None = None
    attachment_number: int | None = None

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody must find it and put it in the envelope."""
        return self.paper_number is None and self.attachment_number is None


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter as filled in on the form.

    ``fields`` holds text by the key of each field of the kind; a missing or empty one
    that is required puts the letter in the pile of those that lack something.
    """

    kind: LetterKind
    client_number: int
    application_number: int | None = None
    decision_number: int | None = None
    complaint_number: int | None = None
    assignment_number: int | None = None
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    enclosures: tuple[EnclosureDraft, ...] = ()
    is_withheld: bool = True  # print "Unntatt offentlighet", and journal it so

    def text(self, key: str) -> str:
        """Return what is filled in, "" when nothing is."""
        return self.fields.get(key, "").strip()
