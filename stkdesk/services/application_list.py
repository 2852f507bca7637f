"""The applications that are not answered yet, and those of one client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from stkdesk.domain.application import ApplicationState, Pause, state_of
from stkdesk.domain.case_rules import SetRule, rules_on
from stkdesk.domain.clock import ApplicationClock, application_clock
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.seeing import hidden_clients, refuse_blocked
from stkdesk.storage.tables import Application, Case, CasePause, Client, Person
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application in a list."""

    number: int
    client_number: int
    client: str  # name, for the screen only
    case_reference: str
    received_on: date
    wanted_minutes: int | None
    hours_unit: HoursUnit
    needs_no_interim: str
    decided_on: date | None
    withdrawn_on: date | None
    state: ApplicationState
    clock: ApplicationClock


@needs(Right.READ_CASES)
def list_open_applications(session: Session) -> tuple[ApplicationRow, ...]:
    """Return the applications nobody has answered, the oldest first.

    Those of clients the person at work may not see are left out.
    """
    still_open = (
        Application.decided_on.is_(None),
        Application.withdrawn_on.is_(None),
    )
    hidden = hidden_clients(session)
    seen = (Application.client_number.not_in(hidden),) if hidden else ()
    found = _rows(session, *still_open, *seen)
    note(session, Action.LISTED, "applications", detail={"hits": len(found)})
    return found


@needs(Right.READ_CASES)
def applications_of_client(
    session: Session, client_number: int
) -> tuple[ApplicationRow, ...]:
    """Return every application of a client, the newest first.

    Raises:
        BlockedError: if the client is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    return _rows(session, Application.client_number == client_number)[::-1]


def _rows(session: Session, *which: ColumnElement[bool]) -> tuple[ApplicationRow, ...]:
    found = session.execute(
        select(
            Application.number,
            Application.client_number,
            Person.given_name,
            Person.family_name,
            Case.reference,
            Application.received_on,
            Application.wanted_minutes,
            Application.hours_unit,
            Application.needs_no_interim,
            Application.decided_on,
            Application.withdrawn_on,
        )
        .join(Case, Case.number == Application.case_number)
        .join(Client, Client.number == Application.client_number)
        .join(Person, Person.number == Client.person_number)
        .where(*which)
        .order_by(Application.received_on, Application.number)
    ).all()
    if not found:
        return ()
    pauses: dict[int, list[Pause]] = {}
    for number, paused, resumed, reason, pause in session.execute(
        select(
            CasePause.application_number,
            CasePause.paused_on,
            CasePause.resumed_on,
            CasePause.reason,
            CasePause.number,
        )
        .join(Application, Application.number == CasePause.application_number)
        .where(*which)
        .order_by(CasePause.paused_on)
    ):
        pauses.setdefault(number, []).append(Pause(paused, resumed, reason, pause))
    set_rules = list_case_rules(session)
    return tuple(_row(row, pauses.get(row.number, ()), set_rules) for row in found)


def _row(
    row: Any, pauses: Sequence[Pause], set_rules: Sequence[SetRule]
) -> ApplicationRow:
    return ApplicationRow(
        number=row.number,
        client_number=row.client_number,
        client=full_name(row.given_name, row.family_name),
        case_reference=row.reference,
        received_on=row.received_on,
        wanted_minutes=row.wanted_minutes,
        hours_unit=row.hours_unit,
        needs_no_interim=row.needs_no_interim,
        decided_on=row.decided_on,
        withdrawn_on=row.withdrawn_on,
        state=state_of(
            withdrawn_on=row.withdrawn_on,
            decided_on=row.decided_on,
            is_waiting=any(pause.resumed_on is None for pause in pauses),
        ),
        clock=application_clock(
            row.received_on, pauses, rules_on(row.received_on, set_rules)
        ),
    )
