"""What has happened to the paper of one sheet, day by day, for its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.names import full_name
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.domain.trail import Action
from stkdesk.services.access import actor_of, needs
from stkdesk.services.month_rows import heads_of
from stkdesk.services.paper_sheets import forms_of
from stkdesk.services.periods import find_period
from stkdesk.services.seeing import refuse_blocked, sees
from stkdesk.services.sheet_opening import find_assignment, find_sheet
from stkdesk.services.sheet_rows import SheetKey
from stkdesk.storage.tables import SheetReminder, SheetReturn
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """One thing that happened, or is to happen, on a day."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class SheetStory:
    """The paper of one sheet: whose it is, and what has happened."""

    number: int  # of the assignment
    period: str  # "Oktober 2026"
    client: str
    contact: str
    phone: str
    state: SheetState | None
    form: str  # the reference on the paper; "" when none is made
    events: tuple[StoryEvent, ...]  # the newest first
    taken: frozenset[ReminderStep] = frozenset()


@needs(Right.READ_HOURS)
def sheet_story(
    session: Session, assignment_number: int, period_number: int, *, today: date
) -> SheetStory:
    """Return what has happened to the sheet of an assignment in a period.

    Why it was sent back is for those who may read the case.

    Raises:
        NotFoundError: if the assignment or the period is not there.
        BlockedError: if its client is one the person at work may not see.

    """
    assignment = find_assignment(session, assignment_number)
    refuse_blocked(session, assignment.client_number)
    period = find_period(session, period_number)
    if assignment.contact is None:
        raise NotFoundError("Oppdraget har ingen timeliste.")
    note(session, Action.OPENED, "assignments", assignment_number)
    head = heads_of(session, [assignment_number])[assignment_number]
    sheet = find_sheet(session, assignment_number, period_number)
    key = SheetKey(assignment_number, period_number)
    form = forms_of(session, [key]).get(key)
    events = [StoryEvent(period.due_on, "Fristen for timelisten")]
    if form is not None:
        days = (
            (form.made_at.date(), "Skjemaet ble laget"),
            (form.mailed_on, "Skjemaet ble sendt"),
        )
        events += [StoryEvent(on, text) for on, text in days if on is not None]
    reminders = session.scalars(
        select(SheetReminder).filter_by(
            assignment_number=assignment_number, period_number=period_number
        )
    ).all()
    events += [StoryEvent(each.made_on, each.step.label) for each in reminders]
    if sheet is not None:
        events.append(StoryEvent(sheet.received_on, "Timelisten kom"))
        if actor_of(session).may(Right.READ_CASES):
            events += _returns(session, sheet.number)
    person = assignment.contact.person
    past = sorted(events, key=lambda each: each.on)[::-1]  # of one day the last first
    return SheetStory(
        assignment_number,
        period.label,
        head.client,
        full_name(person.given_name, person.family_name),
        person.phone if sees(session, person.protection) else "",
        sheet.state if sheet else None,
        form.reference if form else "",
        tuple(each for each in past if each.on <= today or "Frist" in each.text),
        frozenset(each.step for each in reminders),
    )


def _returns(session: Session, sheet: int) -> list[StoryEvent]:
    """Return each time it was sent back, with all its reasons, and came again."""
    found = session.scalars(
        select(SheetReturn).filter_by(sheet_number=sheet).order_by(SheetReturn.number)
    ).all()
    reasons: dict[tuple[date, int | None], list[str]] = {}
    for each in found:
        told = reasons.setdefault((each.sent_on, each.paper_number), [])
        told.append(each.reason.label)
        if each.note and each.note not in told:
            told.append(each.note)
    events = [
        StoryEvent(on, f"Sendt tilbake: {', '.join(told)}")
        for (on, _), told in reasons.items()
    ]
    back = {each.back_on for each in found if each.back_on is not None}
    return events + [StoryEvent(on, "Timelisten kom igjen") for on in back]
