"""What becomes of a complaint: the outcome, the county governor, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.complaint_rules import FORWARDED
from stkdesk.domain.complaint_steps import steps_left
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_outdated
from stkdesk.services.access import inner, needs
from stkdesk.services.complaint_facts import complaint_cases, complaint_draft
from stkdesk.services.complaints import edit_complaint, find_complaint


@needs(Right.EDIT_CASES)
def decide_complaint(
    session: Session,
    number: int,
    version: int,
    outcome: ComplaintOutcome,
    *,
    today: date,
) -> None:
    """Note what the municipality makes of it, today; raises as ``edit_complaint``."""
    draft = complaint_draft(find_complaint(session, number))
    draft = replace(draft, outcome=outcome, outcome_on=today)
    edit_complaint(session, number, version, draft, today=today)


@needs(Right.EDIT_CASES)
def forward_complaint(
    session: Session, number: int, version: int, on: date, *, today: date
) -> None:
    """Note when it was sent to the county governor; raises as ``edit_complaint``."""
    draft = complaint_draft(find_complaint(session, number))
    draft = replace(draft, forwarded_on=on)
    edit_complaint(session, number, version, draft, today=today)


@needs(Right.EDIT_CASES)
def register_governor_answer(
    session: Session,
    number: int,
    version: int,
    outcome: GovernorOutcome,
    on: date,
    text: str = "",
    *,
    today: date,
    files: Sequence[Path] = (),
) -> None:
    """Note what the county governor decided; raises as ``edit_complaint``."""
    draft = complaint_draft(find_complaint(session, number))
    draft = replace(draft, governor_outcome=outcome, governor_on=on, governor_text=text)
    edit_complaint(session, number, version, draft, today=today, files=files)


@needs(Right.EDIT_CASES)
def close_complaint(
    session: Session, number: int, version: int, *, today: date
) -> None:
    """Note that nothing is left to do about a complaint.

    Raises:
        NotFoundError: if the complaint is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.
        OfficeError: if something is left; it says what.

    """
    row = find_complaint(session, number)
    refuse_outdated(row.version, version)
    case = complaint_cases(session, [row], today=today)[number]
    left = [each for each in steps_left(case, today=today) if each.key != "close"]
    if left:
        raise OfficeError(
            "Klagen kan ikke lukkes ennå.", " ".join(each.sentence for each in left)
        )
    row.closed_on = today
    session.flush()


@needs(Right.EDIT_CASES)
def reopen_complaint(session: Session, number: int, version: int) -> None:
    """Note that something is to be done about it all the same.

    Raises:
        NotFoundError: if the complaint is not there.
        ChangedByAnotherError: if somebody saved after ``version`` was read.

    """
    row = find_complaint(session, number)
    refuse_outdated(row.version, version)
    row.closed_on = None
    session.flush()


@inner
def note_forwarded(session: Session, number: int, on: date) -> None:
    """Note that the letter to the county governor has gone; the first day stands."""
    row = find_complaint(session, number)
    if row.forwarded_on is None and row.outcome in FORWARDED:
        row.forwarded_on = on
        session.flush()
