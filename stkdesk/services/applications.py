"""Casework on applications (søknader): what came in, when, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.application import (
    ApplicationDraft,
    ApplicationState,
    Pause,
    application_problems,
    state_of,
)
from stkdesk.domain.assignment import Solution
from stkdesk.domain.clock import ApplicationClock, application_clock
from stkdesk.domain.errors import InvalidInputError, NotFoundError, OfficeError, Problem
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.application_journal import (
    journal_application,
    journal_application_again,
)
from stkdesk.services.case_rules import case_rules
from stkdesk.services.cases import open_case
from stkdesk.services.seeing import refuse_blocked
from stkdesk.storage.tables import Application, Case, Client, ClientRelation, Letter
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """One application, as the form edits it, with its case and its clock."""

    number: int
    version: int
    draft: ApplicationDraft
    state: ApplicationState
    case_reference: str
    clock: ApplicationClock
    pauses: tuple[Pause, ...]  # oldest first
    decided_on: date | None
    confirmed_on: date | None = None  # the letters that have gone out, the newest
    interim_on: date | None = None


@needs(Right.READ_CASES)
def open_application(session: Session, number: int) -> ApplicationCard:
    """Return the application with this number.

    Raises:
        NotFoundError: if there is none.
        BlockedError: if its client is one the person at work may not see.

    """
    row = find_application(session, number)
    note(session, Action.OPENED, "applications", number)
    case = session.get(Case, row.case_number)
    assert case is not None
    pauses = pauses_of(row)
    rules = case_rules(session, row.received_on)
    sent = _sent(session, number)
    return ApplicationCard(
        number=row.number,
        version=row.version,
        draft=_draft_of(row),
        state=state_of(
            withdrawn_on=row.withdrawn_on,
            decided_on=row.decided_on,
            is_waiting=any(pause.resumed_on is None for pause in pauses),
        ),
        case_reference=case.reference,
        clock=application_clock(row.received_on, pauses, rules),
        pauses=pauses,
        decided_on=row.decided_on,
        confirmed_on=sent.get(LetterKind.RECEIPT),
        interim_on=sent.get(LetterKind.INTERIM_REPLY),
    )


@needs(Right.EDIT_CASES)
def register_application(
    session: Session, draft: ApplicationDraft, *, today: date
) -> int:
    """Register an application, write it into the journal and return its number.

    It goes into the client's open case; one is opened where there is none.

    Raises:
        InvalidInputError: if the draft has problems that block, each by its field.
        NotFoundError: if there is no such client, or the office is not set up.
        BlockedError: if the client is one the person at work may not see.

    """
    client = _accept(session, draft, today)
    case = open_case(session, client.number, today=today)
    assert draft.received_on is not None
    row = Application(
        client_number=client.number,
        case_number=case.number,
        received_on=draft.received_on,
    )
    _write(row, draft)
    session.add(row)
    session.flush()
    journal_application(session, row, case, today=today)
    return row.number


@needs(Right.EDIT_CASES)
def edit_application(
    session: Session, number: int, version: int, draft: ApplicationDraft, *, today: date
) -> None:
    """Put ``draft`` in place of what stands in the register.

    The client stays the same. When the day it came, or who sent it, is put right, the
    journal says so: the old entry no longer counts and a new one takes its place.

    Raises:
        NotFoundError: if the application is not there.
        InvalidInputError: if the draft has problems that block, each by its field.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = find_application(session, number)
    refuse_outdated(row.version, version)
    if draft.client_number != row.client_number:
        raise InvalidInputError(
            (Problem("client_number", "Søknaden hører til en annen bruker."),)
        )
    _accept(session, draft, today)
    _refuse_unseen_pauses(row, draft)
    was = (row.received_on, row.applicant, row.relation_number)
    _write(row, draft)
    session.flush()
    if was != (row.received_on, row.applicant, row.relation_number):
        journal_application_again(session, row, today=today)


@needs(Right.EDIT_CASES)
def withdraw_application(
    session: Session, number: int, on: date | None, *, today: date
) -> None:
    """Note that the party has withdrawn the application; None: not after all.

    Raises:
        NotFoundError: if the application is not there.
        InvalidInputError: if the day cannot be right.
        OfficeError: if it is decided.

    """
    row = find_application(session, number)
    if row.decided_on is not None:
        raise OfficeError(
            "Søknaden er avgjort og kan ikke trekkes.",
            "Skal hjelpen slutte, lager du et vedtak om opphør.",
        )
    problems = application_problems(
        ApplicationDraft(received_on=row.received_on, withdrawn_on=on), today=today
    )
    refuse_blocking(each for each in problems if each.field == "withdrawn_on")
    row.withdrawn_on = on
    for pause in row.pauses:
        if on is not None and pause.resumed_on is None:
            pause.resumed_on = max(on, pause.paused_on)
    session.flush()


@inner
def find_application(session: Session, number: int) -> Application:
    """Return the row itself, for the other errands on applications.

    Raises:
        NotFoundError: if it is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    row = session.get(Application, number)
    if row is None:
        raise NotFoundError("Søknaden finnes ikke lenger i registeret.")
    refuse_blocked(session, row.client_number)
    return row


def pauses_of(row: Application) -> tuple[Pause, ...]:
    """Return what an application has waited for, oldest first."""
    return tuple(
        Pause(each.paused_on, each.resumed_on, each.reason, each.number)
        for each in row.pauses
    )


def _sent(session: Session, number: int) -> dict[LetterKind, date]:
    """Return when the newest letter of each kind about an application went out."""
    found = (
        select(Letter.kind, func.max(Letter.issued_on))
        .where(Letter.application_number == number, Letter.state == LetterState.ISSUED)
        .group_by(Letter.kind)
    )
    return {kind: day for kind, day in session.execute(found) if day is not None}


def _accept(session: Session, draft: ApplicationDraft, today: date) -> Client:
    """Return the client of a draft that may be let in; refuse any other."""
    if draft.client_number is None:
        raise InvalidInputError(
            (Problem("client_number", "Velg brukeren, eller registrer en ny."),)
        )
    refuse_blocked(session, draft.client_number)
    client = session.get(Client, draft.client_number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    born = client.person.birth_date
    refuse_blocking(application_problems(draft, today=today, born=born))
    if draft.relation_number is not None:
        relation = session.get(ClientRelation, draft.relation_number)
        if relation is None or relation.client_number != client.number:
            raise InvalidInputError(
                (Problem("relation_number", "Velg hvem som har søkt, på nytt."),)
            )
    return client


def _refuse_unseen_pauses(row: Application, draft: ApplicationDraft) -> None:
    first = min((each.paused_on for each in row.pauses), default=None)
    if first and draft.received_on and draft.received_on > first:
        raise InvalidInputError(
            (
                Problem(
                    "received_on",
                    f"Dere har ventet på søkeren fra {first:%d.%m.%Y}. Søknaden må ha "
                    "kommet før det.",
                ),
            )
        )


def _write(row: Application, draft: ApplicationDraft) -> None:
    assert draft.received_on is not None
    is_self = draft.applicant.relation is None
    row.received_on, row.applicant = draft.received_on, draft.applicant
    row.relation_number = None if is_self else draft.relation_number
    row.authority_on = None if is_self else draft.authority_on
    row.wanted_minutes, row.hours_unit = draft.wanted_minutes, draft.hours_unit
    row.wants_individual = Solution.INDIVIDUAL in draft.solutions
    row.wants_group = Solution.GROUP in draft.solutions
    row.wants_organisation = Solution.ORGANISATION in draft.solutions
    row.wishes, row.enclosed = draft.wishes.strip(), draft.enclosed.strip()
    row.needs_no_interim = draft.needs_no_interim.strip()
    row.withdrawn_on = draft.withdrawn_on


def _draft_of(row: Application) -> ApplicationDraft:
    wanted = (
        (row.wants_individual, Solution.INDIVIDUAL),
        (row.wants_group, Solution.GROUP),
        (row.wants_organisation, Solution.ORGANISATION),
    )
    return ApplicationDraft(
        client_number=row.client_number,
        received_on=row.received_on,
        applicant=row.applicant,
        relation_number=row.relation_number,
        authority_on=row.authority_on,
        wanted_minutes=row.wanted_minutes,
        hours_unit=row.hours_unit,
        solutions=frozenset(solution for is_wanted, solution in wanted if is_wanted),
        wishes=row.wishes,
        enclosed=row.enclosed,
        needs_no_interim=row.needs_no_interim,
        withdrawn_on=row.withdrawn_on,
    )
