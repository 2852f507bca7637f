"""A monthly report as the form and the card show it, come in or waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.month_report import ReportDraft, ReportState, ReportTopic
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import inner, needs
from stkdesk.services.periods import PeriodRow, find_period
from stkdesk.services.report_topics import report_topics
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    MonthReport,
    Person,
    Staff,
)
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class OpenReport:
    """The report of one assignment in one period, come in or waited for."""

    assignment_number: int
    period: PeriodRow
    topics: tuple[ReportTopic, ...]  # as they were asked
    draft: ReportDraft
    client_number: int
    client: str
    contact: str
    number: int | None = None  # None: it has not come in
    version: int = 0
    read_on: date | None = None
    read_by: str = ""
    concern_met_on: date | None = None

    @property
    def state(self) -> ReportState:
        """Where it stands."""
        if self.number is None:
            return ReportState.WAITED
        return ReportState.UNREAD if self.read_on is None else ReportState.READ

    @property
    def is_open_concern(self) -> bool:
        """Whether somebody is still to look at it."""
        return self.draft.is_concern and self.concern_met_on is None


@needs(Right.READ_CASES)
def open_report(session: Session, assignment: int, period_number: int) -> OpenReport:
    """Return the report of an assignment in a period, empty if it has not come.

    Raises:
        NotFoundError: if there is no such assignment or period.
        BlockedError: if its client is one the person at work may not see.

    """
    period = find_period(session, period_number)
    client, helped, helper = people_of(session, assignment)
    row = report_row(session, assignment, period_number)
    said = [each.topic_key for each in row.answers] if row else []
    topics = report_topics(session, period.period.first, said)
    if row is None:
        note(session, Action.OPENED, "assignments", assignment)
        asked = ReportDraft(None, {each.key: "" for each in topics})
        return OpenReport(assignment, period, topics, asked, client, helped, helper)
    note(session, Action.OPENED, "month_reports", row.number)
    return OpenReport(
        assignment_number=assignment,
        period=period,
        topics=topics,
        draft=_draft(row, topics),
        client_number=client,
        client=helped,
        contact=helper,
        number=row.number,
        version=row.version,
        read_on=row.read_on,
        read_by=_staff_name(session, row.read_by),
        concern_met_on=row.concern_met_on,
    )


@needs(Right.READ_CASES)
def open_report_number(session: Session, number: int) -> OpenReport:
    """Return the report with this number, as ``open_report``."""
    row = find_report(session, number)
    return open_report(session, row.assignment_number, row.period_number)


@inner
def find_report(session: Session, number: int) -> MonthReport:
    """Return the row itself, for the other errands on reports.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    row = session.get(MonthReport, number)
    if row is None:
        raise NotFoundError("Rapporten finnes ikke lenger i registeret.")
    about = session.get(Assignment, row.assignment_number)
    assert about is not None
    refuse_blocked(session, about.client_number)
    return row


@inner
def people_of(session: Session, assignment: int) -> tuple[int, str, str]:
    """Return the client's number and name, and the support contact's name.

    Raises:
        NotFoundError: if there is no such assignment.
        BlockedError: if its client is one the person at work may not see.

    """
    helped, helper = aliased(Person), aliased(Person)
    about = session.get(Assignment, assignment)
    if about is None:
        raise NotFoundError("Oppdraget finnes ikke lenger i registeret.")
    refuse_blocked(session, about.client_number)
    found = session.execute(
        select(
            helped.given_name, helped.family_name, helper.given_name, helper.family_name
        )
        .select_from(Assignment)
        .join(Client, Client.number == Assignment.client_number)
        .join(helped, helped.number == Client.person_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(helper, helper.number == Contact.person_number)
        .where(Assignment.number == assignment)
    )
    given, family, with_given, with_family = found.one()
    contact = full_name(with_given or "", with_family or "")
    return about.client_number, full_name(given, family), contact


@inner
def report_row(
    session: Session, assignment: int, period_number: int
) -> MonthReport | None:
    """Return the report of an assignment in a period, None if it has not come."""
    found = select(MonthReport).filter_by(
        assignment_number=assignment, period_number=period_number
    )
    return session.scalar(found)


def _draft(row: MonthReport, topics: Sequence[ReportTopic]) -> ReportDraft:
    said = {each.topic_key: each.text for each in row.answers}
    return ReportDraft(
        received_on=row.received_on,
        answers={each.key: said.get(each.key, "") for each in topics},
        is_concern=row.is_concern,
        wants_change=row.wants_change,
        note=row.note,
    )


def _staff_name(session: Session, number: int | None) -> str:
    if number is None:
        return ""
    return session.scalar(select(Staff.name).where(Staff.number == number)) or ""
