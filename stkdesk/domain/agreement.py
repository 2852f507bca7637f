"""The agreement (oppdragsavtale) behind an assignment: who, how much, from when.

One agreement may be a draft, is then made for both to sign, and stands as it was made:
what changes gets an agreement of its own, which takes over from its first day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.contact import Employment
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language


class AgreementState(StrEnum):
    """An agreement may change until it is made; then a new one replaces it."""

    DRAFT = "draft"
    MADE = "made"  # printed, for both to sign
    SIGNED = "signed"  # both have signed, and it is back
    ENDED = "ended"  # replaced or withdrawn, or the assignment is over

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
    language: Language = Language.BOKMAL
    valid_from: date | None = None
    valid_to: date | None = None  # None: until it is ended
    minutes: int | None = None
    hours_unit: HoursUnit = HoursUnit.MONTH
    goal: str = ""
    expense_cap_ore: int | None = None  # a month
    drive_cap_metres: int | None = None  # a month
    drive_cap_ore: int | None = None  # a month; the narrower of the two holds
    expense_way: ExpenseWay = ExpenseWay.RECEIPTS
    contact_person: str = ""  # in the municipality
    contact_person_phone: str = ""
    has_respite: bool = False  # the contact gives avlastning for the client as well
    renews: bool = False  # a new one is made at the turn of the year
    replaces_number: int | None = None  # the agreement this one takes over from


@dataclass(frozen=True, slots=True)
class AgreementDays:
    """The days of an agreement that has been made; what is asked on which day."""

    number: int
    assignment_number: int
    valid_from: date
    valid_to: date | None = None
    signed_on: date | None = None
    ended_on: date | None = None  # the last day, when it was cut short
    employment: Employment = Employment.CONTRACTOR

    @property
    def last(self) -> date | None:
        """The last day it is about; None: until it is ended."""
        ends = [day for day in (self.valid_to, self.ended_on) if day is not None]
        return min(ends, default=None)

    def in_force(self, day: date) -> bool:
        """Tell whether it is signed by both, and is about ``day``."""
        return self.signed_on is not None and self.meets(day, day)

    def meets(self, first: date, last: date | None) -> bool:
        """Tell whether it is about any day from ``first`` to ``last``."""
        ends = self.last
        if ends is not None and (ends < first or ends < self.valid_from):
            return False
        return last is None or self.valid_from <= last


def employment_on(
    agreements: Iterable[AgreementDays], day: date, otherwise: Employment
) -> Employment:
    """Return whether somebody is oppdragstaker or arbeidstaker on ``day``.

    As the agreement in force says, else as is written about the support contact.
    """
    held = [each for each in agreements if each.in_force(day)]
    newest = max(held, key=lambda each: each.valid_from, default=None)
    return otherwise if newest is None else newest.employment
