"""What is kept of a client's wait, and of the assignments, in an answer for insight.

How many were asked to help is told, and what they answered; never who, and never what
they said of themselves: that is about them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import Texts
from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.formats import hours_text, long_date
from stkdesk.domain.group import Presence
from stkdesk.domain.letter import LetterState
from stkdesk.services.access import inner
from stkdesk.services.insight_contact import day_text, span_text, vetoes_told
from stkdesk.storage.person_rows import PersonRows
from stkdesk.storage.tables import (
    Agreement,
    Assignment,
    Attendance,
    ContactLetter,
    GateOverride,
    Inquiry,
    MatchWish,
    Wait,
)

Rows = Iterator[tuple[str, str]]
WEEK = 7


@inner
def matching_told(
    session: Session, found: PersonRows, words: Texts
) -> Iterator[tuple[str, Rows]]:
    """Yield heading and rows of a client's wait and the search for somebody."""
    yield words["wait.title"], _wait(session, found, words)
    yield words["wish.title"], _wishes(session, found, words)
    yield words["search.title"], _searched(session, found, words)
    yield words["veto.title"], vetoes_told(session, found, words, of="client")


@inner
def course_told(
    session: Session, each: Assignment, words: Texts, *, named: bool
) -> Rows:
    """Yield what has happened to an assignment; ``named``: in the client's own file.

    In a support contact's, why it rested, ended or was let start is left out: it may
    tell about the client.
    """
    for pause in each.pauses:
        days = span_text(pause.from_on, pause.to_on, words)
        why = (words[f"pauses.{pause.reason.value}"], pause.note) if named else ()
        yield words["course.paused"], ". ".join(filter(None, (days, *why)))
    if named and each.end_reason is not None:
        yield words["course.ended"], words[f"ends.{each.end_reason.value}"]
    yield words["course.last_sheet_on"], day_text(each.last_sheet_on)
    yield words["course.followed_up_on"], day_text(each.followed_up_on)
    passed = select(GateOverride).where(GateOverride.assignment_number == each.number)
    for one in session.scalars(passed.order_by(GateOverride.number)):
        told = words[f"gates.{one.rule.value}"]
        reason = one.reason if named else ""
        label = words["course.passed"].format(day=long_date(one.made_on))
        yield label, ". ".join(filter(None, (told, reason)))
    yield from _agreements(session, each, words)
    if named:
        yield from _letters(session, each, words)


@inner
def attendance_told(session: Session, each: Assignment, words: Texts) -> Rows:
    """Yield each day a client was to be there, and for how long he or she was."""
    rows = select(Attendance).where(Attendance.assignment_number == each.number)
    for day in session.scalars(rows.order_by(Attendance.attended_on)):
        told = words[f"presences.{day.presence.value}"]
        if day.presence is Presence.CAME:
            told = words["sheets.visit"].format(hours=hours_text(day.minutes))
        yield long_date(day.attended_on), told


def _agreements(session: Session, each: Assignment, words: Texts) -> Rows:
    """Yield the agreements that were made; a draft is the office's own."""
    rows = select(Agreement).where(
        Agreement.assignment_number == each.number,
        Agreement.state != AgreementState.DRAFT,
    )
    for one in session.scalars(rows.order_by(Agreement.number)):
        last = min(filter(None, (one.valid_to, one.ended_on)), default=None)
        unit = words[f"values.{one.hours_unit.value}"]
        told = [
            span_text(one.valid_from, last, words),
            words["words.amount"].format(hours=hours_text(one.minutes), unit=unit),
        ]
        if one.signed_on is not None:
            told.append(
                words["declarations.signed"].format(day=day_text(one.signed_on))
            )
        yield words["course.agreement"], ", ".join(told)


def _letters(session: Session, each: Assignment, words: Texts) -> Rows:
    rows = select(ContactLetter).where(
        ContactLetter.assignment_number == each.number,
        ContactLetter.state == LetterState.ISSUED,
    )
    for one in session.scalars(rows.order_by(ContactLetter.number)):
        told = (words[f"letter_kinds.{one.kind.value}"], day_text(one.issued_on))
        yield words["course.letter"], ", ".join(filter(None, told))


def _wait(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(Wait).where(Wait.number.in_(found.of("waits")))
    for each in session.scalars(rows):
        yield words["wait.urgency"], words[f"urgencies.{each.urgency.value}"]
        yield words["wait.reason"], words[f"wait_reasons.{each.reason.value}"]
        yield words["wait.note"], each.note


def _wishes(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(MatchWish).where(MatchWish.number.in_(found.of("match_wishes")))
    for each in session.scalars(rows):
        if each.gender is not None:
            yield words["wish.gender"], words[f"genders.{each.gender.value}"]
        ages = (each.age_from, each.age_to)
        if any(age is not None for age in ages):
            shown = "–".join("" if age is None else str(age) for age in ages)
            yield words["wish.ages"], words["wish.years"].format(ages=shown)
        if each.needs_car is not None:
            yield words["wish.needs_car"], words["yes" if each.needs_car else "no"]
        yield words["wish.weekdays"], weekdays_text(each.weekdays, words)
        yield words["contact.languages"], each.languages
        yield words["contact.interests"], each.interests
        yield words["contact.areas"], each.areas


def _searched(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(Inquiry).where(
        Inquiry.number.in_(found.of("inquiries")),
        Inquiry.client_number.in_(found.of("clients")),
    )
    asked = session.scalars(rows.order_by(Inquiry.asked_on)).all()
    if not asked:
        return
    yield words["search.asked"], str(len({each.contact_number for each in asked}))
    yield words["search.last"], long_date(asked[-1].asked_on)
    answers = Counter(each.answer for each in asked)
    for answer, times in answers.items():
        key = "asked.no_answer" if answer is None else f"inquiries.{answer.value}"
        yield words["search.answered"].format(answer=words[key].lower()), str(times)


def weekdays_text(bits: int, words: Texts) -> str:
    """Return the days of the week, Monday first; "" when none is said."""
    names = words.many("weekdays.names")
    return ", ".join(names[day] for day in range(WEEK) if bits >> day & 1)
