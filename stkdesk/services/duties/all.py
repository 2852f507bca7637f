"""Every duty of the office, for the first page, and those of one client."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.case_rules import CaseRule, SetRule, rules_on
from stkdesk.domain.duty import Day
from stkdesk.services.duties import (
    agreements,
    applications,
    assignments,
    attendance,
    complaints,
    decisions,
    hours,
    letters,
    papers,
    people,
    post,
    recruiting,
    reports,
)
from stkdesk.services.duties.finding import (
    Ask,
    Asked,
    Finder,
    Task,
    tasks_of,
)

#: About one client, on the first page and on the card.
OF_CLIENT: tuple[Finder, ...] = (
    applications.FINDER,
    complaints.FINDER,
    decisions.FINDER,
    letters.NOTICES,
    letters.DRAFTS,
    papers.FINDER,
    reports.CONCERNS,
    hours.OVER,
    hours.UNDER,
    hours.STARTING,
    post.RETURNED,
    attendance.REPORTS,
    agreements.OPEN,
    assignments.CLOSED,
    assignments.RESTING,
    assignments.OVER_NOW,
    assignments.CALLS,
    assignments.LAST_SHEETS,
    people.WAITING,
)
#: Those that load much of the casework to be judged: not before the first page.
SLOW = (
    complaints.FINDER,
    letters.DRAFTS,
    assignments.CLOSED,
    assignments.WEEKLY,
    recruiting.APPLICANTS,
    recruiting.REMINDERS,
)
OF_OFFICE: tuple[Finder, ...] = (
    agreements.RENEWALS,
    assignments.WEEKLY,
    attendance.MEETINGS,
    people.BROKEN,
    people.UNSIGNED,
    people.ENDING,
    post.DUE,
    recruiting.KEPT,
    recruiting.UNTOLD_ONES,
    recruiting.APPLICANTS,
    recruiting.REMINDERS,
)


def day_of(ask: Ask, today: date) -> Day:
    """Return the day, with the office's numbers in force on it."""
    rows = ask(
        "SELECT rule, valid_from, value FROM case_rules WHERE valid_from <= ?",
        (today.isoformat(),),
    )
    if not rows:
        return Day(today)
    known = {rule.value for rule in CaseRule}  # a newer program may set more
    set_ = (
        SetRule(CaseRule(rule), date.fromisoformat(first), value)
        for rule, first, value in rows
        if rule in known
    )
    return Day(today, rules_on(today, set_))


def tasks_of_client(
    ask: Ask, client: int, *, today: date, sees_protected: bool
) -> list[Task]:
    """Return what is and will be to do about one client, the most urgent first.

    A constant number of questions, however long the client has been one.
    """
    asked = Asked(day_of(ask, today), client=client, sees_protected=sees_protected)
    finders = (*hours.missing_now(ask, today), *OF_CLIENT)
    return tasks_of(ask, asked, finders)
