"""What has happened lately in a case, told from what the register already holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from stkdesk.domain.decision import DecisionState
from stkdesk.domain.formats import HARD_SPACE, hours_text
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.sheet_period import span_label
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import needs
from stkdesk.storage.tables import (
    Assignment,
    Decision,
    Paper,
    SheetPeriod,
    Timesheet,
)

_SHEETS = (PaperKind.TIMESHEET, PaperKind.MONTHLY_REPORT)
SHOWN = 6  # events; a card has no room for more


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in the words of the office."""

    on: date
    text: str


@needs(Right.READ_CASES)
def client_history(session: Session, number: int) -> tuple[Event, ...]:
    """Return the latest events of a client, newest first."""
    return _newest(
        _sheet_events(session, Assignment.client_number == number)
        + _decision_events(session, number)
        + _paper_events(session, Paper.client_number == number)
    )


@needs(Right.READ_CONTACTS)
def contact_history(session: Session, number: int) -> tuple[Event, ...]:
    """Return the latest events of a support contact, newest first."""
    return _newest(
        _sheet_events(session, Assignment.contact_number == number)
        + _paper_events(session, Paper.contact_number == number)
    )


@needs(Right.READ_HOURS)
def assignment_history(session: Session, number: int) -> tuple[Event, ...]:
    """Return the latest events of an assignment, newest first."""
    return _newest(
        _sheet_events(session, Assignment.number == number)
        + _paper_events(session, Paper.assignment_number == number)
    )


def _newest(events: list[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda each: each.on, reverse=True)[:SHOWN])


def _sheet_events(session: Session, whose: ColumnElement[bool]) -> list[Event]:
    found = (
        select(
            SheetPeriod.code,
            Timesheet.state,
            Timesheet.received_on,
            Timesheet.approved_at,
            Timesheet.paid_on,
            Timesheet.minutes,
            Timesheet.serial,
        )
        .join(SheetPeriod, SheetPeriod.number == Timesheet.period_number)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(whose)
        .order_by(SheetPeriod.first_on.desc(), Timesheet.serial.desc())
        .limit(SHOWN)
    )
    events: list[Event] = []
    for code, state, received, approved, paid, minutes, serial in session.execute(
        found
    ):
        sheet = f"Timeliste for {span_label(code).lower()}"
        hours = f"{hours_text(minutes)}{HARD_SPACE}t"
        if serial > 1:
            sheet = f"Rettelse av {sheet[0].lower()}{sheet[1:]}"
            events.append(Event(received, f"{sheet} ført ({hours})"))
        elif state in (SheetState.ARRIVED, SheetState.RETURNED):
            events.append(Event(received, f"{sheet} mottatt"))
        else:
            told = "ingen timer" if state is SheetState.NOTHING else hours
            events.append(Event(received, f"{sheet} mottatt ({told})"))
        if approved is not None:
            events.append(Event(approved.astimezone().date(), f"{sheet} godkjent"))
        if paid is not None:
            events.append(Event(paid, f"{sheet} utbetalt"))
    return events


def _decision_events(session: Session, client: int) -> list[Event]:
    found = select(Decision.decided_on, Decision.kind, Decision.reference).where(
        Decision.client_number == client,
        Decision.state == DecisionState.ISSUED,
        Decision.decided_on.is_not(None),
    )
    return [
        Event(on, f"Vedtak {reference} fattet: {kind.label.lower()}")
        for on, kind, reference in session.execute(found)
        if on is not None
    ]


def _paper_events(session: Session, whose: ColumnElement[bool]) -> list[Event]:
    """Return what was mailed and what came back; printing alone is no event."""
    found = (
        select(Paper.kind, Paper.mailed_on, Paper.returned_on)
        .where(whose, Paper.mailed_on.is_not(None) | Paper.returned_on.is_not(None))
        .order_by(Paper.number.desc())
        .limit(SHOWN)
    )
    events: list[Event] = []
    for kind, mailed, returned in session.execute(found):
        if mailed is not None:
            events.append(Event(mailed, f"{kind.label} sendt"))
        if returned is not None and kind not in _SHEETS:  # told as a sheet received
            events.append(Event(returned, f"{kind.label} kommet tilbake"))
    return events
