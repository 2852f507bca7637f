"""Letters to support contacts of the practice office, by its own errands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.person import Protection
from stkdesk.domain.recruiting import RecruitOutcome
from stkdesk.services.access import inner
from stkdesk.services.contact_letters import (
    begin_contact_letter,
    issue_contact_letter,
    register_contact_letter,
)
from stkdesk.services.paper_acts import PaperAct, mark
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.contents import Contents
from stkdesk.services.practice.helpers import Helper
from stkdesk.services.practice.post import draft_letter, post_letter
from stkdesk.services.practice.rows import noon
from stkdesk.services.practice.stages import Stage
from stkdesk.services.practice.takeovers import PARTED
from stkdesk.services.practice.vetting import ENGAGED, newest_engaged
from stkdesk.storage.tables import Paper
from stkdesk.storage.tables.base import clock_stands

K = ContactLetterKind
ONE_DAY = timedelta(days=1)
TOLD = timedelta(days=300)  # ago: from then on the answers were letters of the program


@inner
def put_contact_letters(session: Session, contents: Contents, today: date) -> None:
    """Write the letters of those who came in lately, and about one assignment."""
    for helper in contents.helpers:
        if helper.stage is not None and helper.stage.written:
            _of_applicant(session, helper, helper.stage, today)
    for helper in newest_engaged(contents.helpers):
        told = helper.started_on - timedelta(days=ENGAGED.assessed)
        _post(session, K.APPROVED, helper.number, told)
    rests = _rests(contents)
    for stint in contents.stints:
        if stint.helper is None:
            continue
        contact, day = stint.helper.number, today - timedelta(days=4)
        if stint.waits_for_paper:
            _post(session, K.START, contact, day, assignment=stint.number)
            _to_client(session, LetterKind.YOUR_CONTACT, stint, day)
        if stint.is_changed:
            _draft(session, K.END, contact, today, assignment=stint.number)
            before = today - PARTED - ONE_DAY
            _to_client(session, LetterKind.ASSIGNMENT_END, stint, before)
        if stint is rests:
            _to_client(session, LetterKind.ASSIGNMENT_PAUSE, stint, day)


def _rests(contents: Contents) -> Stint | None:
    """Return the first assignment that rests, of a client whose address is open."""
    for stint in contents.stints:
        is_open = stint.career.client.person.protection is Protection.OPEN
        if stint.status is AssignmentStatus.PAUSED and stint.helper and is_open:
            return stint
    return None


def _to_client(session: Session, kind: LetterKind, stint: Stint, day: date) -> None:
    number = draft_letter(
        session, kind, stint.career.number, day, assignment=stint.number
    )
    post_letter(session, number, day)


def _of_applicant(session: Session, helper: Helper, stage: Stage, today: date) -> None:
    number = helper.number
    if stage.meets_in:
        _post(session, K.INTERVIEW, number, today - timedelta(days=5))
    told = today - timedelta(days=stage.assessed)
    if stage.outcome is RecruitOutcome.APPROVED:
        _post(session, K.APPROVED, number, told)
    elif stage.outcome is RecruitOutcome.REFUSED and told > today - TOLD:
        _post(session, K.REFUSED, number, told)
    if stage.requested and not stage.seen:
        asked = today - timedelta(days=stage.requested)
        _post(session, K.CERTIFICATE_REQUEST, number, asked)


def _post(
    session: Session,
    kind: ContactLetterKind,
    contact: int,
    day: date,
    *,
    assignment: int | None = None,
) -> None:
    """Write a letter on ``day`` and mail it then, where the post may take it."""
    letter = _draft(session, kind, contact, day, assignment=assignment)
    with clock_stands(noon(day)):
        issue_contact_letter(session, letter, 1, today=day)
        papers = session.scalars(
            select(Paper.number).where(
                Paper.contact_letter_number == letter, ~Paper.by_hand
            )
        ).all()
        if papers:
            mark(session, PaperAct.MAILED, papers, on=day, printed_too=True)
    session.expunge_all()


def _draft(
    session: Session,
    kind: ContactLetterKind,
    contact: int,
    day: date,
    *,
    assignment: int | None = None,
    fields: Mapping[str, str] | None = None,
) -> int:
    with clock_stands(noon(day)):
        draft = begin_contact_letter(
            session, kind, contact, assignment=assignment, today=day
        )
        draft = replace(draft, fields={**draft.fields, **(fields or {})})
        return register_contact_letter(session, draft)
