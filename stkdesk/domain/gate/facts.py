"""What the gate of an assignment is judged by, as read from the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.case_rules import CaseRule, CaseRules
from stkdesk.domain.certificate import CertificateBasis, CertificateDraft
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force

NO_RULES = CaseRules()
RUNS = (AssignmentStatus.ACTIVE, AssignmentStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class Promise:
    """What one assignment of the client, or of the contact, promises, and when."""

    number: int
    status: AssignmentStatus
    solution: Solution
    minutes: int
    unit: HoursUnit
    start_on: date
    end_on: date | None  # the last day; None: until further notice
    is_same_pair: bool = False  # the same client and the same provider

    @property
    def runs(self) -> bool:
        """Whether it has been let start, and is not over."""
        return self.status in RUNS

    def holds_on(self, day: date) -> bool:
        """Tell whether ``day`` is one of its days."""
        return self.start_on <= day and (self.end_on is None or day <= self.end_on)

    def meets(self, first: date, last: date | None) -> bool:
        """Tell whether it shares a day with those from ``first`` to ``last``."""
        return (last is None or self.start_on <= last) and (
            self.end_on is None or first <= self.end_on
        )


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """An agreement about the assignment, drafted or made."""

    number: int
    state: AgreementState
    valid_from: date
    valid_to: date | None
    minutes: int
    unit: HoursUnit
    made_on: date | None = None
    signed_on: date | None = None
    ended_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether both have signed, and ``day`` is one of its days."""
        if self.signed_on is None:
            return False
        ends = [each for each in (self.valid_to, self.ended_on) if each is not None]
        return self.valid_from <= day and (not ends or day <= min(ends))


@dataclass(frozen=True, slots=True)
class Helper:
    """A support contact of the assignment, or a leader of its group."""

    number: int
    birth_date: date | None = None
    age_exception: str = ""
    declaration_signed_on: date | None = None
    employee_number: str = ""
    account_number: str = ""
    capacity_minutes: int = 0  # a month; 0: not said
    ended_on: date | None = None
    reengaged_on: date | None = None  # when he or she came back
    last_active_on: date | None = None  # of the assignments that are over
    is_vetoed: bool = False  # never with this client
    certificates: tuple[CertificateDraft, ...] = ()  # as they were made
    promises: tuple[Promise, ...] = ()  # the other assignments, running or planned

    def newest_seen(
        self, basis: CertificateBasis | None = None
    ) -> CertificateDraft | None:
        """Return the certificate seen last, of any basis or of one."""
        newest = None
        for each in self.certificates:  # of two seen the same day, the later made
            if each.seen_on is None or basis not in (None, each.basis):
                continue
            if newest is None or (newest.seen_on or each.seen_on) <= each.seen_on:
                newest = each
        return newest


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """The group the client is a member of."""

    number: int
    first_on: date | None = None
    last_on: date | None = None
    leaders: tuple[Helper, ...] = ()  # those who lead on the day of judging


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """The voluntary organisation that helps."""

    number: int
    organisation_number: str = ""
    agreement_from: date | None = None
    agreement_to: date | None = None


@dataclass(frozen=True, slots=True)
class GateFacts:
    """One assignment, and everything its gate asks about."""

    number: int
    client_number: int
    status: AssignmentStatus
    solution: Solution
    start_on: date
    end_on: date | None
    minutes: int
    unit: HoursUnit
    today: date
    activated_on: date | None = None
    helper: Helper | None = None
    group: GroupFacts | None = None
    organisation: OrganisationFacts | None = None
    client_birth_date: date | None = None
    is_protected_group: bool | None = None  # of an adult, hol § 5-4 a
    granted: tuple[Force, ...] = ()
    others: tuple[Promise, ...] = ()  # the client's other assignments, not ended
    agreements: tuple[SignedPaper, ...] = ()
    overridden: frozenset[GateRule] = frozenset()
    rules: CaseRules = NO_RULES  # the office's numbers in force

    @property
    def day(self) -> date:
        """The day it is judged for: its first, or today when it has begun."""
        day = max(self.start_on, self.today)
        return day if self.end_on is None else max(self.start_on, min(day, self.end_on))

    def outlasts(self, last: date) -> bool:
        """Tell whether it goes on after ``last``, which is to be looked at now.

        One that lasts until further notice is looked at when ``last`` comes near: what
        is granted for a year is no fault on its first day.
        """
        if self.end_on is not None:
            return self.end_on > last
        return (last - self.day).days <= self.rules[CaseRule.REVIEW_WARNING_DAYS]

    @property
    def promise(self) -> Promise:
        """What the assignment itself promises."""
        return Promise(
            self.number,
            self.status,
            self.solution,
            self.minutes,
            self.unit,
            self.start_on,
            self.end_on,
            is_same_pair=True,
        )

    @property
    def helpers(self) -> tuple[Helper, ...]:
        """Everybody who helps: the contact, or those who lead the group."""
        if self.helper is not None:
            return (self.helper,)
        return self.group.leaders if self.group is not None else ()
