"""Everything there is to an invented office, numbered in the order it happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.person import Protection
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.services.practice.careers import Career, Grant, Stint
from stkdesk.services.practice.case_numbers import number_cases
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.groups import Group, gather
from stkdesk.services.practice.helpers import Helper, Helpers
from stkdesk.services.practice.histories import Histories
from stkdesk.services.practice.people import People
from stkdesk.services.practice.takeovers import change_lately, plan_ahead

PRINTED_FOR_REAL = 7  # the newest decisions, issued by the errand the office uses


@dataclass(frozen=True, slots=True)
class Contents:
    """The people of an office and what it has done, the oldest first."""

    careers: list[Career]
    helpers: list[Helper]
    stints: list[Stint]
    groups: list[Group]
    to_issue: list[Grant]  # ready drafts; they are issued when all else is in place
    issued: Counter[int]  # decisions of each year that are issued already
    cases: Counter[int]  # cases of each year that are opened already


def invent(
    clients: int, seed: int, today: date, years: int
) -> Generator[int, None, Contents]:
    """Invent an office; yields how many clients there are so far, every now and then.

    The same arguments always give the same office.
    """
    chance = Chance(f"stkdesk practice office {seed}")
    people = People(chance, today)
    helpers = Helpers(chance, people, clients, today)
    histories = Histories(chance, people, helpers, today=today, years=years)
    careers: list[Career] = []
    for career in histories.invent(clients):
        careers.append(career)
        if len(careers) % 500 == 0:
            yield len(careers)
    careers.sort(key=lambda one: one.opened_on)
    for number, career in enumerate(careers, 1):
        career.number = number
    change_lately(careers, helpers, today)
    plan_ahead(careers, helpers, today)
    stints = [stint for career in careers for stint in career.stints]
    groups = gather(stints, helpers, today)
    stints.sort(key=lambda stint: stint.start_on)
    everybody = sorted(helpers.all, key=lambda one: one.started_on)
    _begin_with_example(stints, everybody)
    for number, helper in enumerate(everybody, 1):
        helper.number = number
    for number, stint in enumerate(stints, 1):
        stint.number = number
    to_issue, issued, cases = _number_decisions(careers)
    return Contents(careers, everybody, stints, groups, to_issue, issued, cases)


def wanting_a_sheet(stints: list[Stint], span: SheetSpan) -> list[Stint]:
    """Return the assignments that run in the period and report by sheet."""
    asked = span.period
    return [
        stint
        for stint in stints
        if stint.status is not AssignmentStatus.PLANNED
        and stint.helper is not None
        and stint.start_on <= asked.last
        and (stint.end_on is None or stint.end_on >= asked.first)
    ]


def _begin_with_example(stints: list[Stint], helpers: list[Helper]) -> None:
    """Let number 1 be an assignment, and a support contact, of the usual kind.

    Whoever tries a command or reads the help tries it with number 1.
    """
    for stint in stints:
        helper = stint.helper
        if (
            helper is not None
            and stint.solution is Solution.INDIVIDUAL
            and stint.status is AssignmentStatus.ACTIVE
            and helper.draft.person.protection is Protection.OPEN
            and stint.career.client.person.protection is Protection.OPEN
        ):
            stints.remove(stint)
            stints.insert(0, stint)
            helpers.remove(helper)
            helpers.insert(0, helper)
            return


def _number_decisions(
    careers: list[Career],
) -> tuple[list[Grant], Counter[int], Counter[int]]:
    """Give every decision its number; leave the newest to be issued for real."""
    grants = [grant for career in careers for grant in career.grants]
    grants.sort(key=lambda grant: grant.decided_on or grant.applied_on)
    for number, grant in enumerate(grants, 1):
        grant.number = number
    decided = [grant for grant in grants if grant.state is DecisionState.ISSUED]
    to_issue = [one for one in decided if one.kind is DecisionKind.GRANTED]
    to_issue = to_issue[-PRINTED_FOR_REAL:]
    first = to_issue[0].number if to_issue else len(grants) + 1
    issued = Counter[int]()
    for grant in decided:
        assert grant.decided_on is not None
        if grant.number >= first:
            grant.state = DecisionState.DRAFT
            continue
        issued[grant.decided_on.year] += 1
        grant.serial = issued[grant.decided_on.year]
    waiting = [one for one in decided if one.number >= first]
    return waiting, issued, number_cases(careers)
