"""Opening one timesheet: all the entry page needs, in one frozen answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.names import full_name
from stkdesk.domain.pay import Pay, PayLine, PayTerms, pay_of
from stkdesk.domain.rate import RateRow
from stkdesk.domain.sheet_checks import Remark, SheetFrame, check_sheet, in_order
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState, Trip, Visit
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.holiday_rates import holiday_rate
from stkdesk.services.pay_lines import pay_lines_of
from stkdesk.services.pay_terms import in_pay, terms_of
from stkdesk.services.periods import PeriodRow, find_period
from stkdesk.services.rates import rates_of
from stkdesk.services.seeing import client_name, hidden_clients
from stkdesk.services.sheet_before import NOTHING_BEFORE, Before, before_of
from stkdesk.services.sheet_drafts import SavedDraft, SheetDraft, load_draft
from stkdesk.services.sheet_frame import frame_of
from stkdesk.services.sheet_lines import visit_of
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Person,
    Timesheet,
    sheet_hours,
)
from stkdesk.storage.trail import note

SETTLED = (
    SheetState.CHECKED,
    SheetState.APPROVED,
    SheetState.SENT,
    SheetState.PAID,
)


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """Everything the entry page needs to work on one sheet without asking again."""

    draft: SheetDraft  # as registered; empty when no sheet has come in
    saved: SavedDraft | None  # typed earlier and not registered
    period: PeriodRow
    client: str
    contact: str
    frame: SheetFrame
    terms: PayTerms
    rates: tuple[RateRow, ...]
    state: SheetState | None  # None: no sheet has come in
    sheet_number: int | None
    received_on: date | None = None
    approved_at: datetime | None = None
    correcting: int | None = None  # the locked sheet this would correct
    has_correction: bool = False
    before: Before = NOTHING_BEFORE  # what earlier sheets offer
    is_checked_first: bool = True  # attested before it may be approved
    paid: tuple[PayLine, ...] = ()  # as it was priced, once it is settled
    holiday_permille: int | None = None  # feriepenger, told to those who have them

    @property
    def is_settled(self) -> bool:
        """Whether it is approved or paid, so that nobody may change it."""
        return self.state in SETTLED and self.correcting is None

    @property
    def takes_correction(self) -> bool:
        """Whether what is wrong on it is put right by a correction only."""
        if self.state is None or self.correcting is not None:
            return False
        stands = self.period.is_closed or self.has_correction
        return stands or self.state.is_locked

    def check(self, visits: Sequence[Visit]) -> tuple[Remark, ...]:
        """Return what to look at in ``visits``."""
        return check_sheet(visits, self.frame)

    def pay(self, visits: Sequence[Visit]) -> Pay:
        """Return what ``visits`` pay; a settled sheet pays what it was priced with."""
        if self.is_settled and self.paid:
            return Pay(self.paid)
        return pay_of(visits, self.rates, self.terms)


@needs(Right.READ_HOURS)
def open_sheet(
    session: Session, assignment_number: int, period_number: int
) -> OpenSheet:
    """Return the sheet of an assignment in a period, registered or still to come.

    What was done on each visit is for those who may read the case.

    Raises:
        NotFoundError: if there is no such assignment or period.

    """
    assignment = find_assignment(session, assignment_number)
    period = find_period(session, period_number)
    detail = {"period": period_number, "code": period.code}
    note(session, Action.OPENED, "assignments", assignment_number, detail=detail)
    sheet = find_sheet(session, assignment_number, period_number)
    draft = SheetDraft(assignment_number, period_number)
    frame = frame_of(session, assignment, period)
    if sheet is not None:
        draft = _shown_draft(session, sheet, assignment.client_number)
        if sheet.state in SETTLED:  # judged by what held when it was registered
            frame = replace(frame, granted_minutes=sheet.granted_minutes)
    client = assignment.client_number
    named = session.execute(
        select(Person.given_name, Person.family_name)
        .join(Client, Client.person_number == Person.number)
        .where(Client.number == client)
    ).first()
    return OpenSheet(
        draft=draft,
        saved=load_draft(session, assignment_number, period_number),
        period=period,
        client=client_name(session, client, *(named or ("", ""))),
        contact=_provider(assignment),
        frame=frame,
        terms=terms_of(session, assignment, period.period),
        rates=rates_of(session, in_pay(assignment)),
        state=sheet.state if sheet else None,
        sheet_number=sheet.number if sheet else None,
        received_on=sheet.received_on if sheet else None,
        approved_at=sheet.approved_at if sheet else None,
        before=before_of(session, assignment, period.period.first),
        is_checked_first=bool(
            case_rules(session, period.period.last)[CaseRule.SHEETS_CHECKED]
        ),
        has_correction=sheet is not None and _is_corrected(session, sheet.number),
        paid=pay_lines_of(session, [sheet.number])[sheet.number] if sheet else (),
        holiday_permille=holiday_rate(session, assignment, period.period),
    )


@inner
def find_assignment(session: Session, number: int) -> Assignment:
    """Return the assignment, or raise NotFoundError."""
    found = session.get(Assignment, number)
    if found is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    return found


@inner
def find_sheet(session: Session, assignment: int, period: int) -> Timesheet | None:
    """Return the first sheet of an assignment in a period, or None if none came."""
    return session.scalar(
        select(Timesheet).filter_by(
            assignment_number=assignment, period_number=period, serial=1
        )
    )


def _is_corrected(session: Session, number: int) -> bool:
    found = select(Timesheet.number).where(Timesheet.corrects_number == number)
    return session.scalar(found.limit(1)) is not None


def draft_of(sheet: Timesheet) -> SheetDraft:
    """Return a registered sheet as a draft to go on with."""
    return _draft(sheet, (visit_of(line) for line in sheet.lines))


def _draft(sheet: Timesheet, visits: Iterable[Visit]) -> SheetDraft:
    return SheetDraft(
        sheet.assignment_number,
        sheet.period_number,
        in_order(tuple(visits)),
        sheet.control_minutes,
        sheet.version,
    )


def _shown_draft(session: Session, sheet: Timesheet, client: int) -> SheetDraft:
    """Return the sheet with what was done, for those who may read of ``client``."""
    reads_cases = actor_of(session).may(Right.READ_CASES)
    if reads_cases and client not in hidden_clients(session):
        return draft_of(sheet)
    hours = sheet_hours.c
    found = session.execute(
        select(
            hours.work_on,
            hours.start_minute,
            hours.minutes,
            hours.metres,
            hours.expense_ore,
            hours.has_receipt,
            hours.account,
            hours.passengers,
        )
        .where(hours.sheet_number == sheet.number)
        .order_by(hours.work_on, hours.start_minute.nulls_first(), hours.number)
    )
    visits = (
        Visit(
            *line[:5],
            has_receipt=line.has_receipt,
            account=line.account,
            trip=Trip(passengers=line.passengers),
        )
        for line in found
    )
    return _draft(sheet, visits)


def _provider(assignment: Assignment) -> str:
    if assignment.organisation is not None:
        return assignment.organisation.name
    if assignment.group is not None:
        return assignment.group.name
    if assignment.contact is None:
        return ""
    person = assignment.contact.person
    return full_name(person.given_name, person.family_name)
