"""A person's applications, assessment and journal in an answer to a request.

What came in as files is listed here; whoever answers hands over copies of them (the
export of one person has them).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from stkdesk.documents.texts import Texts
from stkdesk.domain.assessment import TargetGroup
from stkdesk.domain.assignment import Solution
from stkdesk.domain.formats import hours_text, long_date
from stkdesk.domain.journal import EntryState, entry_reference
from stkdesk.services.access import inner
from stkdesk.storage.tables import (
    Application,
    Assessment,
    Attachment,
    Case,
    JournalEntry,
)

Rows = Iterator[tuple[str, str]]


@inner
def applications_told(
    session: Session, numbers: Sequence[int], words: Texts
) -> Iterator[tuple[date, str, Rows]]:
    """Yield the day each application came, its heading and what is kept of it."""
    found = session.scalars(
        select(Application)
        .where(Application.number.in_(numbers))
        .options(selectinload(Application.pauses))
        .order_by(Application.received_on, Application.number)
    )
    for each in found:
        yield each.received_on, words["application.title"], _applied(each, words)


@inner
def assessment_told(session: Session, numbers: Sequence[int], words: Texts) -> Rows:
    """Yield what was found out about the person's needs."""
    for each in session.scalars(
        select(Assessment).where(Assessment.number.in_(numbers))
    ):
        yield words["assessment.assessed_on"], _day(each.assessed_on)
        yield words["assessment.assessed_with"], each.assessed_with
        yield words["assessment.own_wishes"], each.own_wishes
        yield words["assessment.goals"], each.goals
        yield words["assessment.own_view"], each.own_view
        yield words["assessment.child_heard_on"], _day(each.child_heard_on)
        yield words["assessment.child_view"], each.child_view
        yield words["assessment.functions"], each.functions
        yield words["assessment.network"], each.network
        yield words["assessment.other_services"], each.other_services
        yield words["assessment.alternatives"], each.alternatives
        if each.target_group is not TargetGroup.UNKNOWN:
            told = words[f"target_groups.{each.target_group.value}"]
            yield words["assessment.target_group"], told
        yield words["assessment.target_reason"], each.target_reason


@inner
def journal_told(
    session: Session, numbers: Sequence[int], words: Texts
) -> Iterator[tuple[date, str, str]]:
    """Yield day, running id and contents of every document in the journal."""
    files: dict[int, list[str]] = {}
    for entry, title in session.execute(
        select(Attachment.entry_number, Attachment.title)
        .where(Attachment.entry_number.in_(numbers))
        .order_by(Attachment.number)
    ):
        files.setdefault(entry, []).append(title)
    found = session.execute(
        select(JournalEntry, Case.reference)
        .join(Case, Case.number == JournalEntry.case_number)
        .where(JournalEntry.number.in_(numbers))
        .options(selectinload(JournalEntry.parties))
        .order_by(JournalEntry.number)
    ).all()
    for each, case in found:
        told = [words[f"entry_kinds.{each.kind.value}"], _day(each.document_on)]
        told += [party.name for party in each.parties]
        if each.state is EntryState.VOID:
            told.append(words["journal.void"])
        text = f"{each.title} ({', '.join(told)})"
        if names := files.get(each.number):
            text += f". {words['journal.files']}: {', '.join(names)}"
        yield each.document_on, entry_reference(case, each.serial), text


def _applied(each: Application, words: Texts) -> Rows:
    yield words["application.received_on"], _day(each.received_on)
    yield words["application.applicant"], words[f"complainants.{each.applicant.value}"]
    if each.wanted_minutes:
        unit = words[f"values.{each.hours_unit.value}"]
        hours = hours_text(each.wanted_minutes)
        amount = words["words.amount"].format(hours=hours, unit=unit)
        yield words["application.wanted"], amount
    wanted = (
        (each.wants_individual, Solution.INDIVIDUAL),
        (each.wants_group, Solution.GROUP),
        (each.wants_organisation, Solution.ORGANISATION),
    )
    for is_wanted, solution in wanted:
        if is_wanted:
            organised = words[f"decision_solutions.{solution.value}"]
            yield words["application.solution"], organised
    yield words["application.wishes"], each.wishes
    yield words["application.enclosed"], each.enclosed
    for pause in each.pauses:
        ended = _day(pause.resumed_on) if pause.resumed_on else "…"
        days = f"{_day(pause.paused_on)} – {ended}"
        yield words["application.waited"], f"{days}: {pause.reason}"
    yield words["application.withdrawn_on"], _day(each.withdrawn_on)
    yield words["application.decided_on"], _day(each.decided_on)


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
