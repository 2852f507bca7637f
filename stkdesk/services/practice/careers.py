"""What has happened to one client: granted hours, assignments, an end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.client import ClientDraft, RelativeDraft
from stkdesk.domain.decision import DecisionKind, DecisionState, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.services.practice.groups import Group
from stkdesk.services.practice.helpers import Helper


@dataclass(slots=True, eq=False)
class Grant:
    """One decision about a client."""

    kind: DecisionKind
    state: DecisionState
    applied_on: date
    decided_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None
    minutes: int = 0
    group_minutes: int = 0  # of these, in a group; the rest by the solution
    unit: HoursUnit = HoursUnit.WEEK
    solution: Solution = Solution.INDIVIDUAL
    expense_cap_ore: int | None = None
    drive_cap_metres: int | None = None
    applied_minutes: int | None = None  # when it is more than what is granted
    is_own_wish: bool = False
    changes: Grant | None = None  # what it changes, ends or reverses; complained of
    complained_on: date | None = None  # when the complaint it answers came
    number: int = 0
    reference: str = ""  # "2026/14-1"; "" for a draft
    serial: int = 0  # of its paper, among those of its year; 0: not issued
    application: int = 0  # number of the one it answers; 0: none, or not come yet
    application_serial: int = 0  # of that, in the journal of the case
    complaint: int = 0  # number of the complaint it answers; 0: none
    complaint_serial: int = 0  # of that, in the journal; 0: not there

    @property
    def answers_application(self) -> bool:
        """Whether it is the first word on what was applied for."""
        return self.decided_on is not None and self.kind in (
            DecisionKind.GRANTED,
            DecisionKind.PARTLY,
            DecisionKind.REFUSED,
        )

    @property
    def items(self) -> tuple[GrantItem, ...]:
        """How the service is organised; nothing, when nothing is granted."""
        if not self.minutes:
            return ()
        if not self.group_minutes:
            return (GrantItem(self.solution, self.minutes),)
        return (
            GrantItem(self.solution, self.minutes - self.group_minutes),
            GrantItem(Solution.GROUP, self.group_minutes),
        )


@dataclass(slots=True, eq=False)
class Stint:
    """One assignment of a client: with one helper, a group or an organisation."""

    career: Career
    grant: Grant
    helper: Helper | None
    solution: Solution
    status: AssignmentStatus
    start_on: date
    end_on: date | None
    minutes: int
    number: int = 0
    group: Group | None = None  # which the client is a member of
    is_changed: bool = False  # somebody else took over not long ago
    waits_for_paper: bool = False  # let start before the agreement was back


@dataclass(slots=True, eq=False)
class Career:
    """One client, and everything the office has done for him or her."""

    client: ClientDraft
    opened_on: date
    interests: list[str]
    closed_on: date | None = None
    grants: list[Grant] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)
    case: int = 0  # its number; 0: nothing is issued yet
    case_reference: str = ""  # "2026/14"
    number: int = 0
    person_number: int = 0
    speaker: tuple[int, RelativeDraft] | None = None  # who applies, and its number

    @property
    def outside_number(self) -> str:
        """The number of the case in the case system the office had before."""
        return f"{self.opened_on.year}/{1000 + self.number:05}"
