"""What happened in the last weeks of the practice office, each once.

Somebody else took over an assignment, one is ready to start, and one cannot start yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.person import Protection
from stkdesk.services.practice.careers import Career, Stint
from stkdesk.services.practice.helpers import Helper, Helpers

LONG = timedelta(days=200)
PARTED = timedelta(days=12)  # ago
TOOK_OVER = timedelta(days=5)  # ago
STARTS = timedelta(days=9)  # ahead


def change_lately(careers: list[Career], helpers: Helpers, today: date) -> None:
    """Let one client have got another support contact this week.

    The agreement has not come back yet: it was let start all the same.
    """
    for career in careers:
        for stint in career.stints:
            if _runs_long(stint, today):
                end = stint.end_on
                stint.status = AssignmentStatus.ENDED
                stint.end_on, stint.is_changed = today - PARTED, True
                other = helpers.next_free()
                other.helps(today - TOOK_OVER, end)
                career.stints.append(
                    replace(
                        stint,
                        helper=other,
                        status=AssignmentStatus.ACTIVE,
                        start_on=today - TOOK_OVER,
                        end_on=end,
                        is_changed=False,
                        waits_for_paper=True,
                    )
                )
                return


def plan_ahead(careers: list[Career], helpers: Helpers, today: date) -> None:
    """Plan two assignments for those who wait: one ready, one with much missing."""
    ready: list[Helper | None] = [helpers.next_free(), helpers.applicant()]
    for career in waiting(careers, today + STARTS):
        if not ready:
            return
        helper, grant = ready.pop(0), career.grants[-1]
        if helper is None:
            return
        if helper.stage is None:
            helper.helps(today + STARTS, grant.valid_to)
        career.stints.append(
            Stint(
                career,
                grant,
                helper,
                Solution.INDIVIDUAL,
                AssignmentStatus.PLANNED,
                today + STARTS,
                grant.valid_to,
                grant.minutes,
            )
        )


def waiting(careers: list[Career], on: date) -> list[Career]:
    """Return those nobody helps, whom hours are granted on a day, by the decision."""
    found = [
        career
        for career in careers
        if career.client.status is ClientStatus.WAITING
        and not career.stints
        and career.grants
        and career.grants[-1].state is DecisionState.ISSUED
        and career.grants[-1].solution is Solution.INDIVIDUAL
        and career.client.person.protection is Protection.OPEN
        and (career.grants[-1].valid_from or date.max) <= on
        and (career.grants[-1].valid_to or date.max) >= on
    ]
    return sorted(found, key=lambda career: career.grants[-1].applied_on)


def _runs_long(stint: Stint, today: date) -> bool:
    return (
        stint.status is AssignmentStatus.ACTIVE
        and stint.solution is Solution.INDIVIDUAL
        and stint.start_on <= today - LONG
        and (stint.end_on is None or stint.end_on >= today + LONG)
        and stint.career.client.person.protection is Protection.OPEN
        and len(stint.career.stints) == 1
    )
