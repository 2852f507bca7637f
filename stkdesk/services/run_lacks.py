"""The sheets of a period that are not here, or not entered: they cannot be paid yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.names import full_name
from stkdesk.domain.run_preview import Lack, LackingSheet
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import inner
from stkdesk.services.month_rows import NO_SHEET_WANTED, runs_in
from stkdesk.services.paging import sorted_by
from stkdesk.services.periods import PeriodRow
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    Person,
    SheetReminder,
    SheetReturn,
    Timesheet,
)

_WHY = {None: Lack.MISSING, SheetState.ARRIVED: Lack.ARRIVED}  # else returned


@inner
def lacking_sheets(session: Session, period: PeriodRow) -> tuple[LackingSheet, ...]:
    """Return the sheets of ``period`` that are lacking, by the name of the contact."""
    return tuple(
        LackingSheet(
            assignment_number=row.number,
            contact=full_name(row.given_name or "", row.family_name or ""),
            why=_WHY.get(row.state, Lack.RETURNED),
            on=row.sent_on or row.received_on,
            reminded_on=row.reminded_on,
        )
        for row in session.execute(_lacking(period))
    )


def _lacking(period: PeriodRow) -> Select[*tuple[Any, ...]]:
    reminded = (
        select(func.max(SheetReminder.made_on))
        .where(
            SheetReminder.assignment_number == Assignment.number,
            SheetReminder.period_number == period.number,
        )
        .scalar_subquery()
    )
    sent = (
        select(func.max(SheetReturn.sent_on))
        .where(SheetReturn.sheet_number == Timesheet.number)
        .scalar_subquery()
    )
    return (
        select(
            Assignment.number,
            Person.given_name,
            Person.family_name,
            Timesheet.state,
            Timesheet.received_on,
            sent.label("sent_on"),
            reminded.label("reminded_on"),
        )
        .outerjoin(
            Timesheet,
            and_(
                Timesheet.assignment_number == Assignment.number,
                Timesheet.period_number == period.number,
                Timesheet.serial == 1,
            ),
        )
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .where(
            or_(
                Timesheet.state.in_((SheetState.ARRIVED, SheetState.RETURNED)),
                and_(
                    Timesheet.number.is_(None),
                    runs_in(period.period),
                    Assignment.status.not_in(NO_SHEET_WANTED),
                ),
            )
        )
        .order_by(sorted_by(Person.sort_key), Assignment.number)
    )
