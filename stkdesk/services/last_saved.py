"""Who saved a record last, and when: told when two people meet in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from stkdesk.services.access import needs
from stkdesk.storage.tables import (
    ActivityGroup,
    Agreement,
    Application,
    Assessment,
    Assignment,
    Client,
    Complaint,
    Contact,
    ContactLetter,
    Decision,
    JournalEntry,
    Letter,
    MatchWish,
    MonthReport,
    Office,
    Organisation,
    Recruitment,
    Staff,
    Timesheet,
    Wait,
)

Kind = Literal[
    "activity_groups",
    "agreements",
    "applications",
    "assessments",
    "assignments",
    "clients",
    "complaints",
    "contact_letters",
    "contacts",
    "decisions",
    "journal_entries",
    "letters",
    "match_wishes",
    "month_reports",
    "office",
    "organisations",
    "recruitments",
    "staff",
    "timesheets",
    "waits",
]
_TABLES = {
    each.__tablename__: each
    for each in (
        *(
            Agreement,
            Application,
            Assessment,
            Assignment,
            Client,
            Complaint,
            Contact,
            ContactLetter,
            Decision,
        ),
        *(
            ActivityGroup,
            Organisation,
            JournalEntry,
            Letter,
            MatchWish,
            MonthReport,
            Office,
            Recruitment,
            Staff,
            Timesheet,
            Wait,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class LastSaved:
    """The last save of a record."""

    version: int
    at: datetime  # UTC
    by: str  # name in the staff list; "" when the program did it
    by_number: int | None = None


@needs()
def last_saved(session: Session, kind: Kind, number: int) -> LastSaved | None:
    """Return who saved the record last, or None when it is no longer there."""
    table, who = _TABLES[kind], aliased(Staff)
    found = session.execute(
        select(table.version, table.changed_at, table.changed_by, who.name)
        .outerjoin(who, who.number == table.changed_by)
        .where(table.number == number)
    ).first()
    if found is None:
        return None
    version, at, by_number, name = found
    return LastSaved(version, at, name or "", by_number)
