"""Assignments (oppdrag): who helps whom, from when to when, how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.account import organisation_number_problem
from stkdesk.domain.errors import Problem
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK, HoursUnit
from stkdesk.domain.rate import RateKind


class Solution(StrEnum):
    """The three ways the service is organised (tre hovedløsninger)."""

    INDIVIDUAL = "individual"
    GROUP = "activity_group"
    ORGANISATION = "voluntary_organisation"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Solution.INDIVIDUAL: "Individuell støttekontakt",
            Solution.GROUP: "Aktivitetsgruppe",
            Solution.ORGANISATION: "Frivillig organisasjon",
        }[self]


class AssignmentStatus(StrEnum):
    """Where an assignment stands."""

    PLANNED = "planned"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            AssignmentStatus.PLANNED: "Klargjøres",
            AssignmentStatus.ACTIVE: "Aktiv",
            AssignmentStatus.PAUSED: "Pause",
            AssignmentStatus.ENDED: "Avsluttet",
        }[self]


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """An assignment as filled in on the form."""

    client_number: int | None = None
    contact_number: int | None = None
    group_number: int | None = None  # the client is a member of this group
    organisation: int | None = None  # when the solution is a voluntary organisation
    organisation_name: str = ""  # of one that is not in the register yet
    organisation_number: str = ""
    solution: Solution = Solution.INDIVIDUAL
    status: AssignmentStatus = AssignmentStatus.PLANNED  # read only: see the course
    start_on: date | None = None
    end_on: date | None = None
    agreed_minutes: int | None = None
    hours_unit: HoursUnit = HoursUnit.MONTH
    expense_cap_ore: int | None = None  # a month
    drive_cap_metres: int | None = None  # a month
    drive_cap_ore: int | None = None  # a month; the narrower of the two holds
    expense_way: ExpenseWay = ExpenseWay.RECEIPTS
    hour_kind: RateKind | None = None  # None: the usual one of the solution
    goal: str = ""


MOST_MINUTES_A_MONTH = MOST_MINUTES_A_WEEK * 31 // 7


def assignment_problems(draft: AssignmentDraft) -> tuple[Problem, ...]:
    """Return what must be put right before ``draft`` can be registered."""
    found: list[Problem] = []
    if draft.client_number is None:
        found.append(Problem("client", "Velg hvem oppdraget er for."))
    if draft.solution is Solution.ORGANISATION:
        if draft.organisation is None and not draft.organisation_name.strip():
            found.append(Problem("organisation", "Velg organisasjonen."))
        if odd := organisation_number_problem(draft.organisation_number):
            found.append(Problem("organisation_number", odd, blocks=False))
    elif draft.solution is Solution.GROUP:
        if draft.group_number is None and draft.contact_number is None:
            found.append(Problem("group", "Velg gruppen."))
    elif draft.contact_number is None:
        found.append(Problem("contact", "Velg støttekontakten."))
    if draft.start_on is None:
        found.append(Problem("start_on", "Skriv datoen oppdraget starter."))
    elif draft.end_on is not None and draft.end_on < draft.start_on:
        found.append(Problem("end_on", "Oppdraget kan ikke slutte før det starter."))
    if not draft.agreed_minutes or draft.agreed_minutes < 0:
        found.append(
            Problem("agreed_minutes", "Skriv hvor mange timer, for eksempel 16.")
        )
    elif draft.agreed_minutes > _most(draft.hours_unit):
        found.append(Problem("agreed_minutes", "Så mange timer finnes ikke."))
    found += [
        Problem(field, "Taket kan ikke være under null.")
        for field in ("expense_cap_ore", "drive_cap_metres", "drive_cap_ore")
        if (getattr(draft, field) or 0) < 0
    ]
    return tuple(found)


def _most(unit: HoursUnit) -> int:
    return MOST_MINUTES_A_WEEK if unit is HoursUnit.WEEK else MOST_MINUTES_A_MONTH
