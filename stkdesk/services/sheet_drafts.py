"""What somebody has typed on a timesheet and not yet registered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import Trip, Visit
from stkdesk.services.access import needs
from stkdesk.services.drafts import own_form
from stkdesk.storage.tables import Draft

SHAPE = 2  # of the JSON; what a newer program wrote is not read


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A timesheet as typed; ``version`` is that of the sheet it was opened from."""

    assignment_number: int
    period_number: int
    visits: tuple[Visit, ...] = ()
    control_minutes: int | None = None  # the sum written on the paper
    version: int = 0  # 0: no sheet was registered
    half_typed: str = ""  # stands in the quick line and is no visit yet
    reason: str = ""  # why a locked sheet is corrected


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft from an earlier sitting."""

    draft: SheetDraft
    saved_at: datetime  # UTC


@needs(Right.EDIT_HOURS)
def save_draft(session: Session, draft: SheetDraft, *, now: datetime) -> None:
    """Keep ``draft``, in place of an earlier one of the same sheet."""
    session.merge(Draft(form=_form(session, draft), body=_to_json(draft), saved_at=now))


@needs(Right.READ_HOURS)
def load_draft(
    session: Session, assignment_number: int, period_number: int
) -> SavedDraft | None:
    """Return the draft kept of this sheet, or None if there is none to read."""
    empty = SheetDraft(assignment_number, period_number)
    kept = session.get(Draft, _form(session, empty))
    if kept is None:
        return None
    draft = _from_json(kept.body, assignment_number, period_number)
    return SavedDraft(draft, kept.saved_at) if draft else None


@needs(Right.EDIT_HOURS)
def discard_draft(session: Session, assignment_number: int, period_number: int) -> None:
    """Forget the draft of this sheet, if one is kept."""
    form = _form(session, SheetDraft(assignment_number, period_number))
    session.execute(delete(Draft).where(Draft.form == form))


def _form(session: Session, draft: SheetDraft) -> str:
    sheet = f"sheet/{draft.assignment_number}/{draft.period_number}"
    return own_form(session, sheet)


def _to_json(draft: SheetDraft) -> str:
    return json.dumps(
        {
            "shape": SHAPE,
            "version": draft.version,
            "control": draft.control_minutes,
            "half_typed": draft.half_typed,
            "reason": draft.reason,
            "visits": [_visit_json(visit) for visit in draft.visits],
        },
        ensure_ascii=False,
    )


def _visit_json(visit: Visit) -> list[object]:
    """Return what stands on a line, then what only some lines have."""
    trip = visit.trip
    return [
        visit.work_on.isoformat(),
        visit.start_minute,
        visit.minutes,
        visit.metres,
        visit.expense_ore,
        visit.activity,
        visit.has_receipt,
        visit.account,
        [
            trip.purpose,
            trip.route,
            trip.detour,
            trip.passengers,
            trip.passenger_names,
            trip.back_on.isoformat() if trip.back_on else None,
        ],
    ]


def _from_json(text: str, assignment: int, period: int) -> SheetDraft | None:
    """Return the draft in ``text``, or None when a newer edition wrote it."""
    content = json.loads(text)
    if content.get("shape") not in (1, SHAPE):
        return None
    return SheetDraft(
        assignment,
        period,
        tuple(_read_visit(*fields) for fields in content["visits"]),
        content["control"],
        content["version"],
        content.get("half_typed", ""),
        content.get("reason", ""),
    )


def _read_visit(
    day: str,
    start: int | None,
    minutes: int,
    metres: int,
    expense_ore: int,
    activity: str,
    has_receipt: bool = False,
    account: str = "",
    trip: Sequence[Any] = (),
) -> Visit:
    return Visit(
        date.fromisoformat(day),
        start,
        minutes,
        metres,
        expense_ore,
        activity,
        has_receipt=has_receipt,
        account=account,
        trip=_read_trip(*trip),
    )


def _read_trip(
    purpose: str = "",
    route: str = "",
    detour: str = "",
    passengers: int = 0,
    passenger_names: str = "",
    back_on: str | None = None,
) -> Trip:
    back = date.fromisoformat(back_on) if back_on else None
    return Trip(purpose, route, detour, passengers, passenger_names, back)
