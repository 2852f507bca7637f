"""What somebody has typed on a timesheet and not yet registered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import Visit
from stkdesk.services.access import needs
from stkdesk.services.drafts import own_form
from stkdesk.storage.tables import Draft

SHAPE = 1  # of the JSON; a draft of another shape is not read


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A timesheet as typed; ``version`` is that of the sheet it was opened from."""

    assignment_number: int
    period_number: int
    visits: tuple[Visit, ...] = ()
    control_minutes: int | None = None  # the sum written on the paper
    version: int = 0  # 0: no sheet was registered
    half_typed: str = ""  # stands in the quick line and is no visit yet


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
            "visits": [
                [
                    visit.work_on.isoformat(),
                    visit.start_minute,
                    visit.minutes,
                    visit.metres,
                    visit.expense_ore,
                    visit.activity,
                ]
                for visit in draft.visits
            ],
        },
        ensure_ascii=False,
    )


def _from_json(text: str, assignment: int, period: int) -> SheetDraft | None:
    """Return the draft in ``text``, or None when another edition wrote it."""
    content = json.loads(text)
    if content.get("shape") != SHAPE:
        return None
    visits = tuple(
        Visit(date.fromisoformat(day), *rest) for day, *rest in content["visits"]
    )
    return SheetDraft(
        assignment,
        period,
        visits,
        content["control"],
        content["version"],
        content.get("half_typed", ""),
    )
