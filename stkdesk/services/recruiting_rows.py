"""The row of a recruitment and its references, to and from the draft of the card."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.recruiting import RecruitmentDraft, ReferenceDraft
from stkdesk.services.access import actor_of, inner
from stkdesk.storage.tables import Recruitment, Reference

_DAYS = ("applied_on", "interview_on", "interview_minute", "course_on")
_TEXTS = ("about", "interview_place", "interview_note", "course")
_EXCEPTIONS = ("age_exception", "car_exception")


@inner
def recruitment_of(session: Session, contact_number: int) -> Recruitment | None:
    """Return the row of a support contact; None for one from before."""
    return session.scalar(select(Recruitment).filter_by(contact_number=contact_number))


def draft_of(row: Recruitment | None) -> RecruitmentDraft:
    """Return a recruitment as it stands in the register."""
    if row is None:
        return RecruitmentDraft()
    return RecruitmentDraft(
        applied_on=row.applied_on,
        about=row.about,
        references=tuple(_reference_draft(each) for each in row.references),
        interview_on=row.interview_on,
        interview_minute=row.interview_minute,
        interview_place=row.interview_place,
        interviewed_on=row.interviewed_on,
        interview_note=row.interview_note,
        assessed_on=row.assessed_on,
        outcome=row.outcome,
        age_exception=row.age_exception,
        car_exception=row.car_exception,
        course_on=row.course_on,
        course=row.course,
    )


@inner
def write_recruitment(
    session: Session, row: Recruitment, draft: RecruitmentDraft
) -> None:
    """Put ``draft`` in ``row``; who met, assessed and called is the one at work."""
    actor = actor_of(session).number
    for name in _DAYS:
        setattr(row, name, getattr(draft, name))
    for name in (*_TEXTS, *_EXCEPTIONS):
        setattr(row, name, getattr(draft, name).strip())
    if row.interviewed_on != draft.interviewed_on:
        row.interviewed_by = actor if draft.interviewed_on else None
    row.interviewed_on = draft.interviewed_on
    if (row.assessed_on, row.outcome) != (draft.assessed_on, draft.outcome):
        row.assessed_by = actor if draft.outcome else None
    row.assessed_on, row.outcome = draft.assessed_on, draft.outcome
    _write_references(row, draft.references, actor)


def _write_references(
    row: Recruitment, drafts: tuple[ReferenceDraft, ...], actor: int | None
) -> None:
    known = {each.number: each for each in row.references}
    kept = []
    for draft in drafts:
        if not _says_something(draft):
            continue
        one = known.get(draft.number or 0) or Reference(name="")
        if one.called_on != draft.called_on:
            one.called_by = actor if draft.called_on else None
        one.name, one.phone = draft.name.strip(), draft.phone.strip()
        one.relation, one.note = draft.relation.strip(), draft.note.strip()
        one.called_on, one.answer = draft.called_on, draft.answer
        kept.append(one)
    row.references = kept


def _says_something(draft: ReferenceDraft) -> bool:
    return bool(draft.name.strip() or draft.phone.strip() or draft.note.strip())


def _reference_draft(row: Reference) -> ReferenceDraft:
    return ReferenceDraft(
        name=row.name,
        phone=row.phone,
        relation=row.relation,
        called_on=row.called_on,
        answer=row.answer,
        note=row.note,
        number=row.number,
    )
