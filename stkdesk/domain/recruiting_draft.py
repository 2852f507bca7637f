"""What may be wrong with what is typed about an applicant, each by its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.errors import Problem
from stkdesk.domain.recruiting import RecruitmentDraft, RecruitOutcome, ReferenceDraft
from stkdesk.domain.recruiting_steps import SAID_NO

AHEAD = "Datoen kan ikke være fram i tid."
A_DAY = 24 * 60  # minutes


def recruitment_problems(
    draft: RecruitmentDraft,
    *,
    today: date,
    status: ContactStatus = ContactStatus.CANDIDATE,
) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look, before ``draft`` is saved.

    References are called ``references.0``, ``references.1`` in their order.
    """
    return (
        *_days(draft, today),
        *_outcome(draft, status),
        *(
            problem
            for at, each in enumerate(draft.references)
            for problem in _reference(each, f"references.{at}", today)
        ),
    )


def _days(draft: RecruitmentDraft, today: date) -> Iterator[Problem]:
    for name in ("applied_on", "interviewed_on", "assessed_on", "course_on"):
        day: date | None = getattr(draft, name)
        if day is not None and day > today:
            yield Problem(name, AHEAD)
    applied = draft.applied_on
    if applied is None:
        yield Problem("applied_on", "Skriv dagen søknaden kom.", blocks=False)
    for name, what in (
        ("interviewed_on", "Samtalen"),
        ("assessed_on", "Vurderingen"),
    ):
        day = getattr(draft, name)
        if applied and day and day < applied:
            yield Problem(name, f"{what} er før søknaden. Se på begge datoene.")
    minute = draft.interview_minute
    if minute is not None and not 0 <= minute < A_DAY:
        yield Problem("interview_minute", "Skriv et klokkeslett.")


def _outcome(draft: RecruitmentDraft, status: ContactStatus) -> Iterator[Problem]:
    if draft.outcome is not None and draft.assessed_on is None:
        yield Problem("assessed_on", "Skriv dagen det ble avgjort.")
    if draft.outcome is None and draft.assessed_on is not None:
        yield Problem("outcome", "Velg godkjent, ikke godkjent eller trakk seg.")
    if draft.outcome in SAID_NO and status in (
        ContactStatus.ACTIVE,
        ContactStatus.PAUSED,
    ):
        yield Problem(
            "outcome",
            "Støttekontakten er allerede i gang. Avslutt oppdragene, og sett "
            "støttekontakten til sluttet.",
        )
    if draft.outcome is RecruitOutcome.APPROVED and draft.interviewed_on is None:
        yield Problem("outcome", "Samtalen er ikke notert ennå.", blocks=False)


def _reference(draft: ReferenceDraft, field: str, today: date) -> Iterator[Problem]:
    if draft.called_on is not None and draft.called_on > today:
        yield Problem(field, AHEAD)
    elif (draft.called_on is None) != (draft.answer is None):
        yield Problem(field, "Skriv både dagen du ringte, og hva svaret var.")
    elif (draft.called_on or draft.phone.strip()) and not draft.name.strip():
        yield Problem(field, "Skriv navnet på referansen.")
