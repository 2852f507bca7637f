"""The yearly control of KPR from the register: a list, on paper and as a file.

stkdesk reports nothing itself: the list is to hold against the fagsystem.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.documents import kpr_list as paper
from stkdesk.domain.case_rules import CaseRule, SetRule, rules_on
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.domain.in_force import Force
from stkdesk.domain.kpr import KprRow, KprYear, counted, kpr_weekly, true_weekly
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.in_force import forces_of
from stkdesk.services.office import is_practice, open_office
from stkdesk.services.seeing import hidden_clients
from stkdesk.services.worked_hours import NOT_ENTERED
from stkdesk.storage.person_rows import chunks
from stkdesk.storage.tables import (
    Application,
    Assignment,
    Attendance,
    Client,
    Decision,
    Person,
    SheetPeriod,
    Timesheet,
)
from stkdesk.storage.trail import note

REFUSALS = (DecisionKind.REFUSED, DecisionKind.DISMISSED)
ROOM = "kpr"  # what the log calls the list


@needs(Right.READ_CASES)
def kpr_year(session: Session, year: int, *, today: date) -> KprYear:
    """Return what is to be held against the fagsystem for one year.

    A row for each decision that grants something in the year, and for each refusal
    decided in it; clients out of sight are left out. As many questions whatever the
    number of clients, some hundred clients at a time.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    hidden = hidden_clients(session)
    sender = open_office(session, today=today).draft
    rules = list_case_rules(session)
    decided = (
        select(Decision.client_number)
        .where(
            Decision.state == DecisionState.ISSUED,
            Decision.client_number.not_in(hidden),
        )
        .distinct()
    )
    rows: list[KprRow] = []
    for some in chunks(sorted(session.scalars(decided))):
        place = (sender.municipality_number, rules)
        rows += _rows(session, some, first, last, place)
    names = _sort_keys(session, {row.client_number for row in rows})
    rows.sort(
        key=lambda row: (
            names[row.client_number],
            row.client_number,
            row.first or row.refused_on or first,
        )
    )
    on = min(last, today)
    users, minutes = counted(rows, on)
    granted = {
        row.client_number: row
        for row in rows
        if row.first is not None and row.first <= on
    }
    note(
        session,
        Action.LISTED,
        ROOM,
        detail={"year": year, "hits": len(rows)},
    )
    return KprYear(
        year=year,
        counted_on=on,
        rows=tuple(rows),
        users=users,
        kpr_minutes=minutes,
        zero=tuple(
            f"{row.client} (B-{number})"
            for number, row in granted.items()
            if not row.used_minutes
        ),
        refusals=sum(row.is_refusal for row in rows),
        left_out=bool(hidden),
    )


@needs(Right.READ_CASES)
def print_kpr(session: Session, year: int, *, today: date) -> bytes:
    """Return the list as a file to print.

    Raises:
        CannotPrintError: if a name has a letter that will not print.

    """
    found = kpr_year(session, year, today=today)
    note(session, Action.PRINTED, ROOM, detail={"year": year})
    sender = open_office(session, today=today).draft
    return paper.build(
        paper.KprPaper(sender, found, today, practice=is_practice(session))
    )


@needs(Right.READ_CASES)
def kpr_file(session: Session, year: int, *, today: date) -> bytes:
    """Return the list as CSV, without names: by case number and short number."""
    found = kpr_year(session, year, today=today)
    note(session, Action.EXPORTED, ROOM, detail={"year": year})
    return paper.csv_bytes(found)


def _rows(
    session: Session,
    clients: Sequence[int],
    first: date,
    last: date,
    place: tuple[str, Sequence[SetRule]],
) -> list[KprRow]:
    forces = forces_of(session, clients)
    held: dict[int, list[Force]] = {}
    for each in forces.values():
        for force in each:
            if force.meets(first, last):
                held.setdefault(force.decision, []).append(force)
    used = _used(session, clients, first, last)
    found = session.execute(
        select(
            Decision.number,
            Decision.kind,
            Decision.reference,
            func.coalesce(Decision.applied_on, Application.received_on).label("asked"),
            Decision.decided_on,
            Client.number.label("client"),
            Client.case_number,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
        )
        .join(Client, Client.number == Decision.client_number)
        .join(Person, Person.number == Client.person_number)
        .outerjoin(Application, Application.number == Decision.application_number)
        .where(
            Decision.client_number.in_(clients), Decision.state == DecisionState.ISSUED
        )
    )
    return [
        _row(row, held.get(row.number, []), used.get(row.client, 0), place)
        for row in found
        if row.number in held
        or (row.kind in REFUSALS and first <= row.decided_on <= last)
    ]


def _row(
    found: Any, held: Sequence[Force], used: int, place: tuple[str, Sequence[SetRule]]
) -> KprRow:
    is_refusal = not held
    ends = [force.last for force in held]
    begins = min((force.first for force in held), default=None)
    number, rules = place
    on = begins or found.decided_on
    return KprRow(
        client_number=found.client,
        client=full_name(found.given_name, found.family_name),
        birth_date=found.birth_date,
        case_number=found.case_number or "",
        municipality_number=number,
        service_code=str(rules_on(on, rules)[CaseRule.KPR_SERVICE_CODE]),
        reference=found.reference or "",
        applied_on=found.asked,
        decided_on=found.decided_on,
        refused_on=found.decided_on if is_refusal else None,
        first=begins,
        last=None if None in ends else max((e for e in ends if e), default=None),
        kpr_minutes=None if is_refusal else kpr_weekly(held),
        true_minutes=true_weekly(held),
        used_minutes=used,
    )


def _used(
    session: Session, clients: Sequence[int], first: date, last: date
) -> dict[int, int]:
    """Return the minutes registered of each client in the year: sheets, attendance.

    A sheet never spans two years.
    """
    by_sheet = (
        select(Assignment.client_number, func.sum(Timesheet.minutes))
        .join(Timesheet, Timesheet.assignment_number == Assignment.number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .where(
            Assignment.client_number.in_(clients),
            Timesheet.state.not_in(NOT_ENTERED),
            SheetPeriod.first_on.between(first, last),
        )
        .group_by(Assignment.client_number)
    )
    by_day = (
        select(Assignment.client_number, func.sum(Attendance.minutes))
        .join(Attendance, Attendance.assignment_number == Assignment.number)
        .where(
            Assignment.client_number.in_(clients),
            Attendance.attended_on.between(first, last),
        )
        .group_by(Assignment.client_number)
    )
    used: dict[int, int] = {}
    for each in (by_sheet, by_day):
        for client, minutes in session.execute(each):
            used[client] = used.get(client, 0) + int(minutes)
    return used


def _sort_keys(session: Session, clients: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(sorted(clients)):
        keys = (
            select(Client.number, Person.sort_key)
            .join(Person, Person.number == Client.person_number)
            .where(Client.number.in_(some))
        )
        found |= {number: key for number, key in session.execute(keys)}
    return found
