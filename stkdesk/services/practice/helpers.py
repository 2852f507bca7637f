"""Inventing the support contacts of the practice office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, cycle

from stkdesk.domain.contact import ContactDraft, ContactStatus, Employment
from stkdesk.domain.language import Language
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.names import AREAS, INTERESTS
from stkdesk.services.practice.people import PROTECTED, People
from stkdesk.services.practice.stages import Stage, stage_of

CONTACTS, FOR_CLIENTS = 95, 130  # in a municipality of 24,000
STATUSES = {
    ContactStatus.ACTIVE: 76,
    ContactStatus.CANDIDATE: 16,
    ContactStatus.PAUSED: 3,
    ContactStatus.ENDED: 5,
}
WEEKDAYS = (0, 0, 0b0011111, 0b0010101, 0b1100000, 0b0001010, 0b1110000)  # bits
WITHOUT_ASSIGNMENT = 12  # of a hundred active ones
ACCOUNT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


@dataclass(slots=True, eq=False)
class Helper:
    """A support contact, and the days between which he or she has helped."""

    draft: ContactDraft
    started_on: date
    ended_on: date | None = None
    stage: Stage | None = None  # of one who has applied, and is not engaged
    number: int = 0
    person_number: int = 0

    def helps(self, first: date, last: date | None) -> None:
        """Note an assignment from ``first`` to ``last``."""
        self.started_on = min(self.started_on, first - timedelta(days=30))
        if self.draft.status is ContactStatus.ENDED and last is not None:
            self.ended_on = max(self.ended_on or last, last)


class Helpers:
    """All support contacts, and whose turn it is to be given an assignment."""

    def __init__(
        self, chance: Chance, people: People, clients: int, today: date
    ) -> None:
        """Invent as many as an office with so many clients has."""
        there_are = max(4, round(clients * CONTACTS / FOR_CLIENTS))
        statuses = chance.shares(there_are, STATUSES)
        protections = chance.shares(there_are, PROTECTED)
        cultures = people.cultures(there_are)
        employees = chance.shares(there_are, {False: 80, True: 20})
        nynorsk = chance.shares(there_are, {Language.BOKMAL: 88, Language.NYNORSK: 12})
        self.all: list[Helper] = []
        applicants = 0  # the first is under age
        for serial, (status, protection, culture, employee, language) in enumerate(
            zip(statuses, protections, cultures, employees, nynorsk, strict=True), 1
        ):
            candidate = status is ContactStatus.CANDIDATE
            ages = (24, 45) if chance.happens(60) else (46, 71)
            if candidate and not applicants:
                ages = (17, 17)
            draft = ContactDraft(
                person=people.invent(
                    people.born(*ages), culture, protection=protection
                ),
                status=status,
                employment=Employment.EMPLOYEE if employee else Employment.CONTRACTOR,
                language=language,
                employee_number="" if candidate else str(20_000 + serial),
                account_number="" if candidate else invented_account(serial),
                has_car=chance.happens(65),
                languages=", ".join(filter(None, ("norsk", culture.speaks))),
                interests=", ".join(chance.sample(INTERESTS, 3)),
                areas=", ".join(chance.sample(AREAS, 1 + chance.below(2))),
                capacity_minutes=60 * chance.one_of((0, 12, 16, 20, 30, 40)),
                weekdays=chance.one_of(WEEKDAYS),
            )
            since = chance.day(today - timedelta(days=700), today - timedelta(days=20))
            helper = Helper(draft, since)
            if candidate:
                _apply(helper, stage_of(applicants), today)
                applicants += 1
            self.all.append(helper)
        active = self._with(ContactStatus.ACTIVE) or self.all
        busy = max(1, len(active) * (100 - WITHOUT_ASSIGNMENT) // 100)
        self._turns = cycle(active[:busy])
        self._leaders = active[::-1]
        self._paused = cycle(self._with(ContactStatus.PAUSED) or active[:1])
        self._gone = cycle(self._with(ContactStatus.ENDED) or active[:1])

    def next_free(self) -> Helper:
        """Return the one whose turn it is."""
        return next(self._turns)

    def next_gone(self) -> Helper:
        """Return one who has stopped, for an assignment that has ended."""
        return next(self._gone)

    def next_paused(self) -> Helper:
        """Return one who has a break."""
        return next(self._paused)

    def leader(self, place: int) -> Helper:
        """Return the leader of a group, those who help nobody else first."""
        return self._leaders[place % len(self._leaders)]

    def applicant(self) -> Helper | None:
        """Return one the office has said yes to, who has not shown a certificate."""
        for one in self.all:
            if one.stage is not None and one.stage.requested and not one.stage.seen:
                return one
        return None

    def _with(self, status: ContactStatus) -> list[Helper]:
        return [one for one in self.all if one.draft.status is status and not one.stage]


def _apply(helper: Helper, stage: Stage, today: date) -> None:
    """Let somebody have applied, and come as far as ``stage``."""
    helper.stage = stage
    helper.started_on = today - timedelta(days=stage.applied)
    if stage.outcome is RecruitOutcome.REFUSED:
        helper.draft = replace(helper.draft, status=ContactStatus.ENDED)
        helper.ended_on = today - timedelta(days=stage.assessed)


def invented_account(serial: int) -> str:
    """Return an account number with the right check digit, in a bank there is not."""
    for other in count(serial, 200_000):  # one serial of eleven has no check digit
        stem = f"0000{100_000 + other}"
        total = sum(int(d) * w for d, w in zip(stem, ACCOUNT_WEIGHTS, strict=True))
        if (check := -total % 11) < 10:
            return f"{stem}{check}"
    raise ValueError("more support contacts than account numbers")
