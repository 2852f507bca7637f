"""The case of a client as the card shows it: what came in, what went out, what is next.

One screenful, in a number of statements that does not grow with the years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.application import Applicant, Pause
from stkdesk.domain.assessment import TargetGroup
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import ENDINGS, Action
from stkdesk.services.access import actor_of, inner
from stkdesk.services.asking import asker
from stkdesk.services.duties.all import tasks_of_client
from stkdesk.services.duties.finding import Task
from stkdesk.services.journal_rows import EntryRow, entry_rows
from stkdesk.services.report_rows import ReportRow, report_rows
from stkdesk.services.trail_list import event_words
from stkdesk.storage.tables import (
    Application,
    Assessment,
    Assignment,
    Case,
    CasePause,
    Complaint,
    Event,
    EventDetail,
    JournalEntry,
    Letter,
    Staff,
)

REPORTS = 12  # a year of them
DOCUMENTS = 12  # of the journal; the rest are in the journal itself
LINES = 8  # of the log


@dataclass(frozen=True, slots=True)
class ClientApplication:
    """One application, as seen from the client."""

    number: int
    received_on: date
    applicant: Applicant
    wanted_minutes: int | None
    hours_unit: HoursUnit
    decided_on: date | None
    withdrawn_on: date | None
    confirmed_on: date | None  # letters, when they were made final
    interim_on: date | None
    needs_interim: bool
    pauses: tuple[Pause, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.decided_on is None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class ClientComplaint:
    """One complaint, as seen from the client."""

    number: int
    decision_number: int
    answered_by: int | None
    received_on: date
    outcome: ComplaintOutcome | None
    outcome_on: date | None
    forwarded_on: date | None
    governor_outcome: GovernorOutcome | None
    governor_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ClientLetter:
    """A letter that is begun."""

    number: int
    kind: LetterKind


@dataclass(frozen=True, slots=True)
class ClientAssessment:
    """The assessment in short."""

    assessed_on: date | None
    target_group: TargetGroup
    goals: str
    own_wishes: str
    own_view: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log about the client."""

    at: datetime  # UTC
    who: str
    action: Action
    what: str


@dataclass(frozen=True, slots=True)
class ClientCase:
    """What a client has at the office beside decisions and assignments."""

    applications: tuple[ClientApplication, ...]  # newest first
    complaints: tuple[ClientComplaint, ...]  # newest first
    letters: tuple[ClientLetter, ...]  # those begun
    assessment: ClientAssessment | None
    documents: tuple[EntryRow, ...]  # newest first, no more than are shown
    documents_in_all: int
    tasks: tuple[Task, ...]  # what is and will be to do, the most urgent first
    log: tuple[LogLine, ...] | None  # None: not for the one at work
    reports: tuple[ReportRow, ...] = ()  # newest first, no more than are shown


@inner
def case_of(session: Session, client: int, person: int, *, today: date) -> ClientCase:
    """Return the case of a client, who is ``person``."""
    actor = actor_of(session)
    of_client = Case.client_number == client
    return ClientCase(
        applications=_applications(session, client),
        complaints=_complaints(session, client),
        letters=_letters(session, client),
        assessment=_assessment(session, client),
        documents=entry_rows(session, of_client, limit=DOCUMENTS),
        documents_in_all=session.scalar(
            select(func.count())
            .select_from(JournalEntry)
            .join(Case, Case.number == JournalEntry.case_number)
            .where(of_client)
        )
        or 0,
        tasks=tuple(
            tasks_of_client(
                asker(session),
                client,
                today=today,
                sees_protected=actor.sees_protected,
            )
        ),
        log=_log(session, person) if actor.may(Right.READ_TRAIL) else None,
        reports=report_rows(session, Assignment.client_number == client, limit=REPORTS),
    )


def _applications(session: Session, client: int) -> tuple[ClientApplication, ...]:
    pauses: dict[int, list[Pause]] = {}
    for number, paused, resumed in session.execute(
        select(CasePause.application_number, CasePause.paused_on, CasePause.resumed_on)
        .join(Application, Application.number == CasePause.application_number)
        .where(Application.client_number == client)
        .order_by(CasePause.paused_on)
    ):
        pauses.setdefault(number, []).append(Pause(paused, resumed))
    issued: dict[tuple[int | None, LetterKind], date] = {
        (number, kind): on
        for number, kind, on in session.execute(
            select(Letter.application_number, Letter.kind, func.max(Letter.issued_on))
            .where(
                Letter.client_number == client,
                Letter.kind.in_((LetterKind.RECEIPT, LetterKind.INTERIM_REPLY)),
                Letter.issued_on.is_not(None),
            )
            .group_by(Letter.application_number, Letter.kind)
        )
        if on is not None
    }
    found = (
        select(
            Application.number,
            Application.received_on,
            Application.applicant,
            Application.wanted_minutes,
            Application.hours_unit,
            Application.decided_on,
            Application.withdrawn_on,
            Application.needs_no_interim,
        )
        .where(Application.client_number == client)
        .order_by(Application.received_on.desc(), Application.number.desc())
    )
    return tuple(
        ClientApplication(
            number=row.number,
            received_on=row.received_on,
            applicant=row.applicant,
            wanted_minutes=row.wanted_minutes,
            hours_unit=row.hours_unit,
            decided_on=row.decided_on,
            withdrawn_on=row.withdrawn_on,
            confirmed_on=issued.get((row.number, LetterKind.RECEIPT)),
            interim_on=issued.get((row.number, LetterKind.INTERIM_REPLY)),
            needs_interim=not row.needs_no_interim,
            pauses=tuple(pauses.get(row.number, ())),
        )
        for row in session.execute(found)
    )


def _complaints(session: Session, client: int) -> tuple[ClientComplaint, ...]:
    found = (
        select(
            Complaint.number,
            Complaint.decision_number,
            Complaint.answered_by,
            Complaint.received_on,
            Complaint.outcome,
            Complaint.outcome_on,
            Complaint.forwarded_on,
            Complaint.governor_outcome,
            Complaint.governor_on,
            Complaint.closed_on,
        )
        .where(Complaint.client_number == client)
        .order_by(Complaint.received_on.desc(), Complaint.number.desc())
    )
    return tuple(ClientComplaint(**row._mapping) for row in session.execute(found))


def _letters(session: Session, client: int) -> tuple[ClientLetter, ...]:
    found = (
        select(Letter.number, Letter.kind)
        .where(Letter.client_number == client, Letter.state == LetterState.DRAFT)
        .order_by(Letter.number.desc())
    )
    return tuple(ClientLetter(*row) for row in session.execute(found))


def _assessment(session: Session, client: int) -> ClientAssessment | None:
    found = select(
        Assessment.assessed_on,
        Assessment.target_group,
        Assessment.goals,
        Assessment.own_wishes,
        Assessment.own_view,
    ).where(Assessment.client_number == client)
    row = session.execute(found).first()
    return ClientAssessment(*row) if row else None


def _log(session: Session, person: int) -> tuple[LogLine, ...]:
    found = (
        select(
            Event.at,
            Staff.name,
            Event.action,
            Event.table_name,
            Event.record,
            EventDetail.body,
        )
        .outerjoin(Staff, Staff.number == Event.staff_number)
        .outerjoin(EventDetail, EventDetail.seq == Event.seq)
        .where(Event.person_number == person, Event.action.not_in(ENDINGS))
        .order_by(Event.seq.desc())
        .limit(LINES)
    )
    return tuple(
        LogLine(at, who or "stkdesk", action, event_words(table, record, body))
        for at, who, action, table, record, body in session.execute(found)
    )
