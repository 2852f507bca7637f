"""Monthly reports as lines: those that have come, and those waited for. Case text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.month_report import ReportState
from stkdesk.domain.names import full_name
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.services.access import inner, needs
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    MonthReport,
    Person,
    ReportAnswer,
    SheetPeriod,
)

A_PERIOD = 10_000_000  # more assignments than there will ever be


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, as a line of a list; also one that is waited for."""

    number: int  # of the report; below zero: waited for, see ``waited_number``
    assignment_number: int
    period_number: int
    period: str  # "Oktober 2026"
    client: str
    client_number: int
    contact: str
    state: ReportState
    received_on: date | None = None
    is_concern: bool = False
    is_met: bool = False  # somebody has looked after the concern
    wants_change: bool = False
    said: str = ""  # the first thing it tells

    @property
    def is_open_concern(self) -> bool:
        """Whether somebody is still to look at it."""
        return self.is_concern and not self.is_met


def waited_number(assignment: int, period: int) -> int:
    """Return what a report that has not come is called in the list."""
    return -(period * A_PERIOD + assignment)


def waited_place(number: int) -> tuple[int, int] | None:
    """Return the assignment and period of ``waited_number``; None for a report."""
    if number >= 0:
        return None
    period, assignment = divmod(-number, A_PERIOD)
    return assignment, period


@needs(Right.READ_CASES)
def reports_of_client(session: Session, client_number: int) -> tuple[ReportRow, ...]:
    """Return every report about a client, the newest first. Who shows them notes it.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    return report_rows(session, Assignment.client_number == client_number)


@inner
def report_rows(
    session: Session, condition: ColumnElement[bool], *, limit: int | None = None
) -> tuple[ReportRow, ...]:
    """Return the reports that meet ``condition``, the newest period first.

    No more than ``limit``.
    """
    first_said = (
        select(ReportAnswer.text)
        .where(ReportAnswer.report_number == MonthReport.number)
        .order_by(ReportAnswer.place)
        .limit(1)
        .scalar_subquery()
    )
    found = _named(
        select(
            MonthReport.number,
            MonthReport.received_on,
            MonthReport.read_on,
            MonthReport.is_concern,
            MonthReport.concern_met_on,
            MonthReport.wants_change,
            MonthReport.note,
            first_said.label("said"),
            *_PLACE,
        )
        .join(Assignment, Assignment.number == MonthReport.assignment_number)
        .join(SheetPeriod, SheetPeriod.number == MonthReport.period_number)
        .where(condition)
        .order_by(SheetPeriod.last_on.desc(), MonthReport.number.desc())
        .limit(limit)
    )
    return tuple(
        ReportRow(
            **_place(row),
            number=row.number,
            state=ReportState.UNREAD if row.read_on is None else ReportState.READ,
            received_on=row.received_on,
            is_concern=row.is_concern,
            is_met=row.concern_met_on is not None,
            wants_change=row.wants_change,
            said=row.said or row.note,
        )
        for row in session.execute(found)
    )


_Helped, _Helper = aliased(Person), aliased(Person)
_PLACE: tuple[Any, ...] = (
    Assignment.number.label("assignment"),
    Assignment.client_number,
    SheetPeriod.number.label("period"),
    SheetPeriod.code,
    _Helped.given_name.label("given"),
    _Helped.family_name.label("family"),
    _Helper.given_name.label("with_given"),
    _Helper.family_name.label("with_family"),
)


def _named(found: Select[Any]) -> Select[Any]:
    return (
        found.join(Client, Client.number == Assignment.client_number)
        .join(_Helped, _Helped.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(_Helper, _Helper.number == Contact.person_number)
    )


def _place(row: Any) -> dict[str, Any]:
    return {
        "assignment_number": row.assignment,
        "period_number": row.period,
        "period": span_label(row.code),
        "client": full_name(row.given, row.family),
        "client_number": row.client_number,
        "contact": full_name(row.with_given or "", row.with_family or ""),
    }


@inner
def waited_rows(
    session: Session, places: Sequence[tuple[int, int]]
) -> tuple[ReportRow, ...]:
    """Return a line for each report that has not come, in that order."""
    found = _named(
        select(*_PLACE)
        .select_from(Assignment)
        .join(SheetPeriod, SheetPeriod.number.in_({period for _, period in places}))
        .where(Assignment.number.in_({assignment for assignment, _ in places}))
    )
    rows = {(row.assignment, row.period): row for row in session.execute(found)}
    return tuple(
        ReportRow(
            **_place(rows[place]),
            number=waited_number(*place),
            state=ReportState.WAITED,
        )
        for place in places
    )
