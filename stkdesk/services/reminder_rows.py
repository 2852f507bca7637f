"""The sheets of a period that have not come, and what has been done about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.names import full_name
from stkdesk.domain.reminding import (
    ReminderFacts,
    due_from,
    next_step,
    reminder_hindrance,
)
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.services.access import inner
from stkdesk.services.addressing import newest_address
from stkdesk.services.case_rules import case_rules
from stkdesk.services.month_rows import runs_in, sheet_wanted
from stkdesk.services.paging import sorted_by
from stkdesk.services.periods import PeriodRow
from stkdesk.services.seeing import hidden_clients, sees
from stkdesk.services.sheet_rows import chunks
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    Paper,
    Person,
    PersonAddress,
    SheetReminder,
    Timesheet,
)


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One sheet that has not come, and what has been done about it."""

    assignment: int
    contact_number: int
    contact: str  # name, for the screen and the phone list
    phone: str  # "" when the one at work may not see it
    facts: ReminderFacts  # of the step that comes now
    hindrance: str = ""  # why that step cannot be taken
    due_from: date | None = None  # the first day of that step; None: none is left

    @property
    def step(self) -> ReminderStep:
        """The step that comes now."""
        return self.facts.step


@inner
def reminder_rows(
    session: Session,
    period: PeriodRow,
    *,
    today: date,
    only: Collection[int] | None = None,
    step: ReminderStep | None = None,
) -> list[ReminderRow]:
    """Return the sheets of ``period`` that have not come, by the contact's name.

    ``only``: of these assignments. ``step``: the step that is asked about; None: the
    one that comes now for each.
    """
    found: list[Any] = []
    if only is None:
        found.extend(session.execute(_missing(period)))
    else:
        for some in chunks(sorted(set(only))):
            found += session.execute(
                _missing(period).where(Assignment.number.in_(some))
            )
        found.sort(key=lambda row: (row.sort_key, row.contact_number, row.number))
    taken = _taken(session, period.number)
    rules, hidden = case_rules(session, today), hidden_clients(session)
    mailed = _mailed(session, period.number)
    return [
        _row(
            session,
            row,
            ReminderFacts(
                step or next_step(taken.get(row.number, {})) or ReminderStep.PHONE,
                today,
                period.due_on,
                mailed.get(row.number),
                MappingProxyType(taken.get(row.number, {})),
                is_hidden=row.client_number in hidden,
                is_seen=sees(session, row.protection),
                has_address=row.protection.stops_mail
                or bool(row.postal_code and row.city),
            ),
            rules,
        )
        for row in found
    ]


def _row(
    session: Session, found: Any, facts: ReminderFacts, rules: CaseRules
) -> ReminderRow:
    is_over = facts.step in facts.taken
    return ReminderRow(
        found.number,
        found.contact_number,
        full_name(found.given_name, found.family_name),
        found.phone if sees(session, found.protection) else "",
        facts,
        reminder_hindrance(facts),
        None if is_over else due_from(facts, rules),
    )


def _missing(period: PeriodRow) -> Select[*tuple[Any, ...]]:
    come = exists().where(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == period.number,
    )
    return (
        select(
            Assignment.number,
            Assignment.client_number,
            Assignment.contact_number,
            Person.given_name,
            Person.family_name,
            Person.sort_key,
            Person.phone,
            Person.protection,
            PersonAddress.postal_code,
            PersonAddress.city,
        )
        .join(Contact, Contact.number == Assignment.contact_number)
        .join(Person, Person.number == Contact.person_number)
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
        .where(runs_in(period.period), sheet_wanted(), ~come)
        .order_by(
            sorted_by(Person.sort_key), Assignment.contact_number, Assignment.number
        )
    )


def _taken(session: Session, period: int) -> dict[int, dict[ReminderStep, date]]:
    taken: dict[int, dict[ReminderStep, date]] = defaultdict(dict)
    for number, step, on in session.execute(
        select(
            SheetReminder.assignment_number, SheetReminder.step, SheetReminder.made_on
        ).where(SheetReminder.period_number == period)
    ):
        taken[number][step] = on
    return taken


def _mailed(session: Session, period: int) -> dict[int, date]:
    """Return when the newest form of each assignment was mailed."""
    found = select(Paper.assignment_number, Paper.mailed_on).where(
        Paper.period_number == period,
        Paper.mailed_on.is_not(None),
        Paper.sha256.is_(None),
    )
    return {
        number: on
        for number, on in session.execute(found.order_by(Paper.number))
        if number is not None and on is not None
    }
