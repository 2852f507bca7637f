"""Inventing the clients of the practice office and what has happened to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.calendar import months_later
from stkdesk.domain.client import (
    OF_AGE,
    ClientDraft,
    ClientStatus,
    Relation,
    RelativeDraft,
)
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.person import PersonDraft, years_old
from stkdesk.services.practice.careers import Career, Grant, Stint
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.helpers import Helper, Helpers
from stkdesk.services.practice.names import INTERESTS, WISHES, Culture
from stkdesk.services.practice.people import PROTECTED, People
from stkdesk.services.practice.turns import turn

STATUSES = {ClientStatus.ACTIVE: 79, ClientStatus.WAITING: 15, ClientStatus.ENDED: 6}
SOLUTIONS = {Solution.INDIVIDUAL: 85, Solution.GROUP: 9, Solution.ORGANISATION: 6}
LANGUAGES = {Language.BOKMAL: 88, Language.NYNORSK: 12}
AGES = {(7, 17): 19, (18, 49): 39, (50, 66): 21, (67, 91): 21}  # youngest, oldest: %
WEEKLY = (120, 150, 180, 180, 240, 240, 300)  # minutes
MONTHLY = (8 * 60, 10 * 60, 12 * 60, 12 * 60, 16 * 60, 16 * 60, 20 * 60)
IN_GROUP = {HoursUnit.WEEK: 120, HoursUnit.MONTH: 10 * 60}
LENGTHS = (12, 12, 24, 24, 24, 36)  # months a decision lasts
MANDATES = (
    "Personlige og økonomiske forhold.",
    "Personlige forhold, herunder søknader om helse- og omsorgstjenester.",
    "Økonomiske forhold. Brukeren søker om tjenester selv.",
)

A_WHILE = timedelta(days=200)  # for which decisions are issued as the office does
YOUNGEST = 6  # years, when the office first grants hours


class Histories:
    """Invents the clients of an office, one after another."""

    def __init__(
        self,
        chance: Chance,
        people: People,
        helpers: Helpers,
        *,
        today: date,
        years: int,
    ) -> None:
        """Let the office have kept its sheets for so many years on ``today``."""
        self._dice, self._people, self._helpers = chance, people, helpers
        self._today = today
        self._months = 12 * years + 18  # how far back anything began

    def invent(self, count: int) -> Iterator[Career]:
        """Yield so many clients."""
        dice = self._dice
        lots = zip(
            dice.shares(count, STATUSES),
            dice.shares(count, AGES),
            dice.shares(count, SOLUTIONS),
            dice.shares(count, LANGUAGES),
            dice.shares(count, PROTECTED),
            self._people.cultures(count),
            strict=True,
        )
        for status, ages, solution, language, protection, culture in lots:
            person = self._people.invent(
                self._people.born(*ages), culture, protection=protection
            )
            career = self._begin(status, person, language, culture)
            self._live(career, solution)
            turn(dice, career, self._today)
            yield career

    def _begin(
        self,
        status: ClientStatus,
        person: PersonDraft,
        language: Language,
        culture: Culture,
    ) -> Career:
        interests = self._dice.sample(INTERESTS, 2)
        wishes = self._dice.one_of(WISHES[language]).format(*interests)
        client = ClientDraft(
            person=person,
            status=status,
            language=language,
            wishes=wishes if self._dice.happens(70) else "",
            is_protected_group=self._group(person),
            relatives=self._relatives(person, culture),
        )
        return Career(client, self._today, interests)

    def _group(self, person: PersonDraft) -> bool | None:
        """Return whether an adult is of the group of hol § 5-4 a, if it is known."""
        assert person.birth_date is not None
        if years_old(person.birth_date, self._today) < OF_AGE:
            return None
        return self._dice.one_of((True, False, False, False, None))

    def _relatives(
        self, person: PersonDraft, culture: Culture
    ) -> tuple[RelativeDraft, ...]:
        assert person.birth_date is not None
        dice = self._dice
        if years_old(person.birth_date, self._today - A_WHILE) < 18:
            return self._parents(person, culture)
        kin = self._kin(person, culture, most=12)
        if dice.happens(15):
            return (self._guardian(person, culture), *((kin,) if kin else ()))
        if dice.happens(6):
            return (self._representative(person, culture),)
        return (kin,) if kin else ()

    def _parents(
        self, person: PersonDraft, culture: Culture
    ) -> tuple[RelativeDraft, ...]:
        """Return one parent or two; of two, every other lives somewhere else."""
        dice, people = self._dice, self._people
        homes = [True, *([dice.happens(50)] if dice.happens(60) else [])]
        return tuple(
            RelativeDraft(
                Relation.PARENT,
                people.relative(
                    person, culture, years_older=23 + dice.below(18), same_home=home
                ),
                gets_letters=True,
            )
            for home in homes
        )

    def _guardian(self, person: PersonDraft, culture: Culture) -> RelativeDraft:
        dice = self._dice
        guardian = self._people.relative(
            person, culture, years_older=dice.below(20), same_home=False
        )
        return RelativeDraft(
            Relation.GUARDIAN,
            guardian,
            gets_letters=True,
            mandate=dice.one_of(MANDATES),
            valid_from=self._today - timedelta(days=200 + dice.below(1500)),
        )

    def _representative(self, person: PersonDraft, culture: Culture) -> RelativeDraft:
        dice = self._dice
        speaker = self._people.relative(
            person, culture, years_older=dice.below(20), same_home=False
        )
        return RelativeDraft(
            Relation.REPRESENTATIVE,
            speaker,
            gets_letters=True,
            mandate="Søknad og vedtak om støttekontakt, og klage på vedtaket.",
            authority_on=self._today - timedelta(days=20 + dice.below(700)),
        )

    def _kin(
        self, person: PersonDraft, culture: Culture, *, most: int
    ) -> RelativeDraft | None:
        if not self._dice.happens(50):
            return None
        kin = self._people.relative(
            person, culture, years_older=self._dice.below(most), same_home=False
        )
        return RelativeDraft(Relation.NEXT_OF_KIN, kin)

    def _live(self, career: Career, solution: Solution) -> None:
        if career.client.status is ClientStatus.WAITING:
            self._wait(career, solution)
        elif career.client.status is ClientStatus.ENDED and self._dice.happens(30):
            self._be_refused(career)
        else:
            self._be_helped(career, solution)
        career.opened_on = min(
            (grant.applied_on for grant in career.grants), default=career.opened_on
        )

    def _wait(self, career: Career, solution: Solution) -> None:
        dice, today = self._dice, self._today
        applied = today - timedelta(days=3 + dice.below(190))
        career.opened_on = applied
        decided = applied + timedelta(days=25 + dice.below(30))
        if decided > today:
            if dice.happens(60):
                career.grants.append(
                    self._amount(
                        Grant(DecisionKind.GRANTED, DecisionState.DRAFT, applied),
                        solution,
                    )
                )
            return
        grant = self._granted(applied, decided, months_later(decided, 1), solution)
        career.grants.append(grant)
        if dice.happens(20):
            begins = today + timedelta(days=5 + dice.below(21))
            self._help(career, grant, AssignmentStatus.PLANNED, begins, grant.valid_to)

    def _be_refused(self, career: Career) -> None:
        decided = self._today - timedelta(days=10 + self._dice.below(500))
        career.grants.append(
            Grant(
                DecisionKind.REFUSED,
                DecisionState.ISSUED,
                applied_on=decided - timedelta(days=20 + self._dice.below(20)),
                decided_on=decided,
            )
        )
        career.closed_on = decided

    def _be_helped(self, career: Career, solution: Solution) -> None:
        dice, today = self._dice, self._today
        ended = career.client.status is ClientStatus.ENDED
        until = today - timedelta(days=10 + dice.below(400)) if ended else today
        begins = months_later(until, -1 - dice.below(self._months))
        begins = begins.replace(day=dice.one_of((1, 1, 15)))
        born = career.client.person.birth_date
        assert born is not None
        begins = min(max(begins, months_later(born, 12 * YOUNGEST)), until)
        self._grant_in_turn(career, begins, until, solution)
        last = career.grants[-1]
        career.closed_on = until if ended else None
        end = until if ended else last.valid_to if dice.happens(75) else None
        status = AssignmentStatus.ENDED if ended else AssignmentStatus.ACTIVE
        first = min(begins + timedelta(days=dice.below(45)), until)
        if (until - first).days > 400 and dice.happens(25):
            first = self._change_helper(career, first, until)
        if not ended and dice.happens(3):
            status = AssignmentStatus.PAUSED
        in_group = not ended and dice.happens(7)
        if in_group and solution is Solution.INDIVIDUAL:
            alone = last.minutes
            last.group_minutes = IN_GROUP[last.unit]
            last.minutes += last.group_minutes
            since = min(max(first, today - timedelta(days=dice.below(400))), today)
            self._help(
                career, last, status, since, end, Solution.GROUP, last.group_minutes
            )
            self._help(career, last, status, first, end, None, alone)
        else:
            self._help(career, last, status, first, end)

    def _grant_in_turn(
        self, career: Career, begins: date, until: date, solution: Solution
    ) -> None:
        """Give one decision after another, each taking over where one ends."""
        dice = self._dice
        decided = begins - timedelta(days=7 + dice.below(28))
        applied = decided - timedelta(days=18 + dice.below(30))
        grant = self._granted(applied, decided, begins, solution)
        career.grants.append(grant)
        while grant.valid_to is not None and grant.valid_to < until:
            begins = grant.valid_to + timedelta(days=1)
            decided = begins - timedelta(days=7 + dice.below(28))
            applied = decided - timedelta(days=18 + dice.below(30))
            grant = self._granted(applied, decided, begins, solution)
            career.grants.append(grant)

    def _granted(
        self, applied: date, decided: date, begins: date, solution: Solution
    ) -> Grant:
        grant = Grant(
            DecisionKind.GRANTED, DecisionState.ISSUED, applied, decided, begins
        )
        if self._dice.happens(10):
            grant.review_on = months_later(begins, 24)
            while grant.review_on < self._today:
                grant.review_on = months_later(grant.review_on, 24)
        else:
            after = months_later(begins, self._dice.one_of(LENGTHS))
            grant.valid_to = after - timedelta(days=1)
        return self._amount(grant, solution)

    def _amount(self, grant: Grant, solution: Solution) -> Grant:
        dice = self._dice
        grant.solution = solution
        grant.unit = HoursUnit.WEEK if dice.happens(60) else HoursUnit.MONTH
        by_week = grant.unit is HoursUnit.WEEK
        grant.minutes = dice.one_of(WEEKLY if by_week else MONTHLY)
        if dice.happens(70):
            grant.expense_cap_ore = dice.one_of((200_00, 300_00, 400_00))
        if dice.happens(60):
            grant.drive_cap_metres = dice.one_of((100_000, 150_000, 200_000))
        return grant

    def _change_helper(self, career: Career, first: date, until: date) -> date:
        """Let another have helped before, and return when the next one began."""
        parted = self._dice.day(
            first + timedelta(days=120), until - timedelta(days=120)
        )
        grant = next(
            one
            for one in reversed(career.grants)
            if one.valid_from is not None and one.valid_from <= first
        )
        self._help(career, grant, AssignmentStatus.ENDED, first, parted)
        return parted + timedelta(days=3 + self._dice.below(40))

    def _help(
        self,
        career: Career,
        grant: Grant,
        status: AssignmentStatus,
        first: date,
        last: date | None,
        solution: Solution | None = None,
        minutes: int | None = None,
    ) -> None:
        solution = solution or grant.solution
        helper: Helper | None = None
        if solution is Solution.GROUP and status is AssignmentStatus.ENDED:
            helper = self._helpers.next_gone()  # before there were groups
        elif solution is Solution.INDIVIDUAL:
            if status is AssignmentStatus.PAUSED:
                helper = self._helpers.next_paused()
            elif status is AssignmentStatus.ENDED and self._dice.happens(40):
                helper = self._helpers.next_gone()
            else:
                helper = self._helpers.next_free()
        if helper is not None:
            helper.helps(first, last)
        career.stints.append(
            Stint(
                career,
                grant,
                helper,
                solution,
                status,
                first,
                last,
                grant.minutes if minutes is None else minutes,
            )
        )
