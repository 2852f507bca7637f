"""The sheets a payroll run of a period is about: ready, on the way, and gone before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, null, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import Solution
from stkdesk.domain.contact import Employment
from stkdesk.domain.names import full_name
from stkdesk.domain.run_preview import Taken
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner
from stkdesk.services.periods import PeriodRow
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Contact,
    LeaderSheet,
    Person,
    SheetPeriod,
    Timesheet,
)

#: Entered, and not with payroll.
ON_THE_WAY = (SheetState.RECEIVED, SheetState.CHECKED, SheetState.APPROVED)


@dataclass(frozen=True, slots=True)
class RunSheet:
    """One sheet that goes with a run, or would if it were signed."""

    number: int
    version: int
    is_leader: bool
    state: SheetState
    serial: int
    period_number: int
    period_code: str
    minutes: int
    metres: int
    pay_ore: int
    control_minutes: int | None
    place: int  # number of the assignment, or of the group that is led
    client_number: int | None
    solution: Solution
    contact_number: int | None
    contact: str  # "Håkon Solheim"
    listed_as: str  # "Solheim, Håkon"
    employee_number: str
    account_number: str
    employment: Employment
    born_on: date | None
    checked_by: int | None
    approved_by: int | None

    @property
    def taken(self) -> Taken:
        """What says which sheet it is, as it stands."""
        return Taken(self.number, self.version, self.is_leader)

    @property
    def code(self) -> str:
        """What payroll knows the work by: ``O-12``, ``G-3``."""
        return f"G-{self.place}" if self.is_leader else f"O-{self.place}"

    @property
    def sheet_code(self) -> str:
        """Which sheet it is: ``O-12 2026-10``; a correction says which: ``/2``."""
        correction = f"/{self.serial}" if self.serial > 1 else ""
        return f"{self.code} {self.period_code}{correction}"


@inner
def sheets_under_way(session: Session, period: PeriodRow) -> tuple[RunSheet, ...]:
    """Return the sheets a run of ``period`` may take, and those not signed yet.

    In the order of the names of those they pay. Corrections of earlier periods go
    with any later run.
    """
    due = and_(
        SheetPeriod.first_on <= period.period.first,
        or_(SheetPeriod.number == period.number, Timesheet.serial > 1),
        Timesheet.state.in_(ON_THE_WAY),
        Timesheet.run_number.is_(None),
    )
    led = and_(
        SheetPeriod.first_on <= period.period.first,
        or_(SheetPeriod.number == period.number, LeaderSheet.serial > 1),
        LeaderSheet.state.in_(ON_THE_WAY),
        LeaderSheet.run_number.is_(None),
    )
    return _in_order(session, due, led)


@inner
def sheets_of_run(session: Session, run: int) -> tuple[RunSheet, ...]:
    """Return the sheets that lie in a run now, in the order of its file."""
    return _in_order(
        session, Timesheet.run_number == run, LeaderSheet.run_number == run
    )


def _in_order(session: Session, sheets: Any, led: Any) -> tuple[RunSheet, ...]:
    found = [
        *_read(session.execute(_timesheets().where(sheets)), is_leader=False),
        *_read(session.execute(_leaders().where(led)), is_leader=True),
    ]
    found.sort(key=lambda each: each[0])
    return tuple(sheet for _key, sheet in found)


def _timesheets() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Timesheet.number, Timesheet.version, Timesheet.state, Timesheet.serial),
            *(Timesheet.minutes, Timesheet.metres, Timesheet.pay_ore),
            *(Timesheet.control_minutes, Timesheet.checked_by, Timesheet.approved_by),
            Assignment.number.label("place"),
            *(Assignment.client_number, Assignment.solution),
            *_whose(),
        )
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
    )


def _leaders() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(LeaderSheet.number, LeaderSheet.version, LeaderSheet.state),
            *(LeaderSheet.serial, LeaderSheet.minutes),
            (LeaderSheet.minutes * 0).label("metres"),
            LeaderSheet.pay_ore,
            null().label("control_minutes"),
            *(LeaderSheet.checked_by, LeaderSheet.approved_by),
            ActivityGroup.number.label("place"),
            null().label("client_number"),
            null().label("solution"),
            *_whose(),
        )
        .join(ActivityGroup, ActivityGroup.number == LeaderSheet.group_number)
        .join(SheetPeriod, SheetPeriod.number == LeaderSheet.period_number)
        .join(Contact, Contact.number == LeaderSheet.contact_number)
        .join(Person, Person.number == Contact.person_number)
    )


def _whose() -> tuple[Any, ...]:
    return (
        SheetPeriod.number.label("period_number"),
        SheetPeriod.code.label("period_code"),
        SheetPeriod.first_on,
        Contact.number.label("contact_number"),
        *(Contact.employee_number, Contact.account_number, Contact.employment),
        *(Person.given_name, Person.family_name, Person.birth_date),
        Person.sort_key,
    )


def _read(rows: Any, *, is_leader: bool) -> Iterator[tuple[tuple[Any, ...], RunSheet]]:
    for row in rows:
        given, family = row.given_name or "", row.family_name or ""
        key = (
            *(row.sort_key or "", row.contact_number or 0, is_leader, row.place),
            *(row.first_on, row.serial),
        )
        yield (
            key,
            RunSheet(
                number=row.number,
                version=row.version,
                is_leader=is_leader,
                state=row.state,
                serial=row.serial,
                period_number=row.period_number,
                period_code=row.period_code,
                minutes=row.minutes,
                metres=row.metres,
                pay_ore=row.pay_ore,
                control_minutes=row.control_minutes,
                place=row.place,
                client_number=row.client_number,
                solution=row.solution or Solution.GROUP,
                contact_number=row.contact_number,
                contact=full_name(given, family) if family or given else "",
                listed_as=", ".join(part for part in (family, given) if part),
                employee_number=(row.employee_number or "").strip(),
                account_number=row.account_number or "",
                employment=row.employment or Employment.CONTRACTOR,
                born_on=row.birth_date,
                checked_by=row.checked_by,
                approved_by=row.approved_by,
            ),
        )
