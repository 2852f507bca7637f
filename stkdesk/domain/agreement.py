"""The agreement (oppdragsavtale) behind an assignment: who, how much, from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.contact import Employment
from stkdesk.domain.grants import HoursUnit


class AgreementState(StrEnum):
    """An agreement may change until it is made; then a new one replaces it."""

    DRAFT = "draft"
    MADE = "made"  # printed, for both to sign
    SIGNED = "signed"  # both have signed, and it is back
    ENDED = "ended"  # replaced, or the assignment is over

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            AgreementState.DRAFT: "Kladd",
            AgreementState.MADE: "Sendt til signering",
            AgreementState.SIGNED: "Signert",
            AgreementState.ENDED: "Avsluttet",
        }[self]


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as filled in on the form."""

    assignment_number: int | None = None
    employment: Employment = Employment.CONTRACTOR
    valid_from: date | None = None
    valid_to: date | None = None  # None: until it is ended
    minutes: int | None = None
    hours_unit: HoursUnit = HoursUnit.MONTH
    goal: str = ""
    expense_cap_ore: int | None = None  # a month
    drive_cap_metres: int | None = None  # a month
    contact_person: str = ""  # in the municipality
    contact_person_phone: str = ""
    renews: bool = False  # a new one is made at the turn of the year
