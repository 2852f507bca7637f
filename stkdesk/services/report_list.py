"""The monthly reports as a list: unread, worried, missing. Case text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.assignment_list import assignment_meant
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.report_rows import ReportRow, report_rows, waited_rows
from stkdesk.services.report_waiting import asking_periods, waited_reports
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    Assignment,
    AssignmentNames,
    MonthReport,
)
from stkdesk.storage.trail import note_list

OPEN_CONCERN = and_(MonthReport.is_concern, MonthReport.concern_met_on.is_(None))


class ReportFilter(StrEnum):
    """Which reports are shown."""

    UNREAD = "unread"
    CONCERN = "concern"
    CHANGE = "change"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """The word on the filter."""
        return {
            ReportFilter.UNREAD: "Uleste",
            ReportFilter.CONCERN: "Bekymring",
            ReportFilter.CHANGE: "Ønsker endring",
            ReportFilter.MISSING: "Mangler",
        }[self]


@needs(Right.READ_CASES)
def report_list(
    session: Session, query: ListQuery, *, today: date
) -> ListPage[ReportRow]:
    """Return one page of reports, the newest first; found by client or contact.

    A chip is a ReportFilter; the missing ones are those that were due and have not
    come.
    """
    hidden = hidden_clients(session)
    waited = [each.number for each in asking_periods(session, today=today)]
    chips = _count(session, hidden)
    missing = waited_reports(session, waited)
    chips[ReportFilter.MISSING.value] = len(missing)
    if query.chip == ReportFilter.MISSING.value:
        found = waited_reports(session, waited, query.search)
        some = found[query.offset : query.offset + query.limit]
        rows = waited_rows(
            session, [(each.assignment_number, each.period_number) for each in some]
        )
        note_list(session, "month_reports", query, len(found))
        return ListPage(rows, len(found), chips[""], chips)
    meant = _meant(query, hidden)
    numbers, total = page_of(
        session, meant, _in_order(meant, query), query, unsearched=chips[query.chip]
    )
    by_number = {
        row.number: row for row in report_rows(session, MonthReport.number.in_(numbers))
    }
    note_list(session, "month_reports", query, total)
    return ListPage(
        tuple(by_number[number] for number in numbers), total, chips[""], chips
    )


def _meant(query: ListQuery, hidden: frozenset[int]) -> Select[int]:
    meant = (
        select(MonthReport.number)
        .join(Assignment, Assignment.number == MonthReport.assignment_number)
        .join(AssignmentNames, AssignmentNames.assignment_number == Assignment.number)
    )
    if hidden:
        meant = meant.where(Assignment.client_number.not_in(hidden))
    if query.search.strip():
        meant = meant.where(assignment_meant(query.search))
    match query.chip:
        case ReportFilter.UNREAD:
            return meant.where(MonthReport.read_on.is_(None))
        case ReportFilter.CONCERN:
            return meant.where(OPEN_CONCERN)
        case ReportFilter.CHANGE:
            return meant.where(MonthReport.wants_change)
    return meant


def _in_order(meant: Select[int], query: ListQuery) -> Select[int]:
    by_day = (MonthReport.received_on, MonthReport.number)
    names = AssignmentNames
    columns: dict[str, tuple[Any, ...]] = {
        "": by_day,
        "received": by_day,
        "client": (names.sort_key, MonthReport.number),
        "contact": (names.provider_key, MonthReport.number),
        "period": (MonthReport.period_number, names.sort_key, MonthReport.number),
    }
    first, *rest = columns[query.sort]
    down = query.descending or not query.sort
    return meant.order_by(
        sorted_by(first, descending=down),
        *(sorted_by(each, descending=down) for each in rest),
    )


def _count(session: Session, hidden: frozenset[int]) -> dict[str, int]:
    """Return how many reports each filter shows; all of them under ""."""

    def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.count().filter(condition)

    counted = select(
        func.count(),
        _many(MonthReport.read_on.is_(None)),
        _many(OPEN_CONCERN),
        _many(MonthReport.wants_change.is_(True)),
    ).select_from(MonthReport)
    if hidden:
        counted = counted.join(
            Assignment, Assignment.number == MonthReport.assignment_number
        ).where(Assignment.client_number.not_in(hidden))
    everything, unread, concern, change = session.execute(counted).one()
    return {
        "": everything,
        ReportFilter.UNREAD.value: unread,
        ReportFilter.CONCERN.value: concern,
        ReportFilter.CHANGE.value: change,
    }
