"""The ledger of paper: which sheets are in the post, missing or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.sheet_ledger import PaperPlace, ReminderStep, ReturnReason
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.assignment_list import assignment_meant
from stkdesk.services.month_rows import (
    ClientPerson,
    ContactPerson,
    runs_in,
    sheet_wanted,
)
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.periods import PeriodRow, find_period
from stkdesk.services.seeing import client_name, hidden_clients, sees
from stkdesk.storage.tables import (
    Assignment,
    AssignmentNames,
    Client,
    Contact,
    Paper,
    SheetReminder,
    SheetReturn,
    Timesheet,
)
from stkdesk.storage.trail import note_list


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One sheet that is not where it ought to be."""

    number: int  # of the assignment
    client: str  # as the one at work may see it
    contact: str
    phone: str
    place: PaperPlace
    since: date  # mailed, due, sent back or arrived
    days: int  # since then
    reasons: tuple[ReturnReason, ...] = ()
    has_letter: bool = True  # of one sent back: the letter is made
    reminder: ReminderStep | None = None  # the last
    reminded_on: date | None = None
    sheet_number: int | None = None
    version: int = 0


@needs(Right.READ_HOURS)
def ledger(
    session: Session, period_number: int, query: ListQuery, *, today: date
) -> ListPage[LedgerRow]:
    """Return one page of a list of the post, by the support contact's name.

    ``query.chip`` is a PaperPlace; "" is those that are missing. Sheets of clients the
    one at work may not see are not there. Why a sheet was sent back is for those who
    may read the case.
    """
    period = find_period(session, period_number)
    place = PaperPlace(query.chip or PaperPlace.MISSING)
    chips = {
        each.value: session.scalar(
            select(func.count()).select_from(
                _found(session, period, each, today).subquery()
            )
        )
        or 0
        for each in PaperPlace
    }
    found = _found(session, period, place, today)
    if query.search.strip():
        found = found.join(
            AssignmentNames, AssignmentNames.assignment_number == Assignment.number
        ).where(assignment_meant(query.search))
    ordered = (
        found.join(Contact, Contact.number == Assignment.contact_number)
        .join(ContactPerson, ContactPerson.number == Contact.person_number)
        .order_by(
            sorted_by(ContactPerson.sort_key),
            Assignment.contact_number,
            Assignment.number,
        )
    )
    numbers, total = page_of(
        session, found, ordered, query, unsearched=chips[place.value]
    )
    rows = _rows(session, numbers, period, place, today)
    note_list(session, "timesheets", query, total, code=period.code, place=place.value)
    return ListPage(rows, total, everything=chips[place.value], chips=chips)


@needs(Right.READ_HOURS)
def ledger_numbers(
    session: Session, period_number: int, place: PaperPlace, *, today: date
) -> tuple[int, ...]:
    """Return the assignments of a whole list of the post, on all its pages."""
    period = find_period(session, period_number)
    found = _found(session, period, place, today)
    return tuple(session.scalars(found.order_by(Assignment.number)))


def _found(
    session: Session, period: PeriodRow, place: PaperPlace, today: date
) -> Select[int]:
    """Return the query of the assignments whose sheet is in ``place``."""
    hidden = hidden_clients(session)
    found = select(Assignment.number).where(
        Assignment.contact_number.is_not(None),
        *_where(period, place, today),
    )
    return found.where(Assignment.client_number.not_in(hidden)) if hidden else found


def _where(
    period: PeriodRow, place: PaperPlace, today: date
) -> Sequence[ColumnElement[bool]]:
    sheet = and_(
        Timesheet.assignment_number == Assignment.number,
        Timesheet.period_number == period.number,
        Timesheet.serial == 1,
    )
    if place in (PaperPlace.RETURNED, PaperPlace.ARRIVED):
        return [exists().where(sheet, Timesheet.state == SheetState(place.value))]
    wanted = [runs_in(period.period), sheet_wanted(), ~exists().where(sheet)]
    if place is PaperPlace.MISSING:
        return wanted if period.is_late(today) else [false()]
    mailed = exists().where(
        Paper.assignment_number == Assignment.number,
        *_form_out(period),
    )
    return [*wanted, mailed]


def _form_out(period: PeriodRow) -> Sequence[ColumnElement[bool]]:
    """Return the conditions that a paper is a form of the period, and in the post."""
    return [
        Paper.period_number == period.number,
        Paper.kind == PaperKind.TIMESHEET,
        Paper.sha256.is_(None),
        Paper.mailed_on.is_not(None),
        Paper.returned_on.is_(None),
    ]


@inner
def _rows(
    session: Session,
    numbers: Sequence[int],
    period: PeriodRow,
    place: PaperPlace,
    today: date,
) -> tuple[LedgerRow, ...]:
    heads = {row.number: row for row in session.execute(_heads(numbers))}
    sheets = {
        row.assignment_number: row
        for row in session.execute(
            select(
                Timesheet.assignment_number,
                Timesheet.number,
                Timesheet.version,
                Timesheet.received_on,
            ).where(
                Timesheet.assignment_number.in_(numbers),
                Timesheet.period_number == period.number,
                Timesheet.serial == 1,
            )
        )
    }
    mailed = {
        assignment: on
        for assignment, on in session.execute(
            select(Paper.assignment_number, Paper.mailed_on)
            .where(Paper.assignment_number.in_(numbers), *_form_out(period))
            .order_by(Paper.number)
        )
    }
    reminded = {
        row.assignment_number: (row.step, row.made_on)
        for row in session.execute(
            select(
                SheetReminder.assignment_number,
                SheetReminder.step,
                SheetReminder.made_on,
            )
            .where(
                SheetReminder.assignment_number.in_(numbers),
                SheetReminder.period_number == period.number,
            )
            .order_by(SheetReminder.made_on, SheetReminder.number)
        )
    }
    returns = _returns(session, [row.number for row in sheets.values()], place)
    made = []
    for number in numbers:
        head, sheet = heads[number], sheets.get(number)
        sent_back = returns.get(sheet.number, []) if sheet else []
        since = {
            PaperPlace.WAITING: mailed.get(number),
            PaperPlace.MISSING: period.due_on,
            PaperPlace.RETURNED: sent_back[0].sent_on if sent_back else None,
            PaperPlace.ARRIVED: sheet.received_on if sheet else None,
        }[place] or (sheet.received_on if sheet else period.due_on)
        step, on = reminded.get(number, (None, None))
        made.append(
            LedgerRow(
                number,
                client_name(
                    session,
                    head.client_number,
                    head.client_given or "",
                    head.client_family or "",
                ),
                full_name(head.given_name, head.family_name),
                head.phone if sees(session, head.protection) else "",
                place,
                since,
                (today - since).days,
                tuple(each.reason for each in sent_back),
                all(each.paper_number is not None for each in sent_back),
                step,
                on,
                sheet.number if sheet else None,
                sheet.version if sheet else 0,
            )
        )
    return tuple(made)


def _heads(numbers: Sequence[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Assignment.number,
            Assignment.client_number,
            ClientPerson.given_name.label("client_given"),
            ClientPerson.family_name.label("client_family"),
            ContactPerson.given_name,
            ContactPerson.family_name,
            ContactPerson.phone,
            ContactPerson.protection,
        )
        # A server hides a blocked client's own row.
        .outerjoin(Client, Client.number == Assignment.client_number)
        .outerjoin(ClientPerson, ClientPerson.number == Client.person_number)
        .join(Contact, Contact.number == Assignment.contact_number)
        .join(ContactPerson, ContactPerson.number == Contact.person_number)
        .where(Assignment.number.in_(numbers))
    )


def _returns(
    session: Session, sheets: Sequence[int], place: PaperPlace
) -> dict[int, list[SheetReturn]]:
    if place is not PaperPlace.RETURNED or not actor_of(session).may(Right.READ_CASES):
        return {}
    found: dict[int, list[SheetReturn]] = {}
    for each in session.scalars(
        select(SheetReturn)
        .where(SheetReturn.sheet_number.in_(sheets), SheetReturn.back_on.is_(None))
        .order_by(SheetReturn.number)
    ):
        found.setdefault(each.sheet_number, []).append(each)
    return found
