"""What is kept of a support contact in an answer to a request for insight.

What somebody who knows the applicant said is about the applicant, and told with the
name; the telephone number is not. Of those the contact was asked about, or is never to
help, only the day and the reason: who it was is about another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import Texts
from stkdesk.domain.formats import clock_text, hours_text, long_date
from stkdesk.domain.letter import LetterState
from stkdesk.services.access import inner
from stkdesk.storage.person_rows import PersonRows
from stkdesk.storage.tables import (
    ActivityGroup,
    ContactLetter,
    ContactMerge,
    Declaration,
    GroupLeader,
    GroupMeeting,
    Inquiry,
    MeetingLeader,
    PoliceCertificate,
    Recruitment,
    Reference,
    Veto,
)

Rows = Iterator[tuple[str, str]]


@inner
def contact_told(
    session: Session, found: PersonRows, words: Texts
) -> Iterator[tuple[str, Rows]]:
    """Yield heading and rows of all that is kept of a support contact as such."""
    yield words["recruiting.title"], _recruiting(session, found, words)
    yield words["references.title"], _references(session, found, words)
    yield words["certificate.title"], _certificates(session, found, words)
    yield words["declarations.title"], _declarations(session, found, words)
    yield words["contact_letters.title"], _letters(session, found, words)
    yield words["led.title"], _led(session, found, words)
    yield words["asked.title"], _asked(session, found, words)
    yield words["veto.title"], vetoes_told(session, found, words, of="contact")
    yield words["merged.title"], _merged(session, found, words)


@inner
def vetoes_told(session: Session, found: PersonRows, words: Texts, *, of: str) -> Rows:
    """Yield since when, and why, the person is never put together with somebody.

    ``of``: which of the two the person is, ``contact`` or ``client``. The reason is
    about both; who the other is, is not told.
    """
    column = getattr(Veto, f"{of}_number")
    rows = select(Veto).where(
        Veto.number.in_(found.of("vetoes")), column.in_(found.of(f"{of}s"))
    )
    for each in session.scalars(rows.order_by(Veto.number)):
        days = words["veto.since"].format(day=long_date(each.set_on))
        if each.lifted_on is not None:
            days = words["veto.until"].format(
                first=long_date(each.set_on), last=long_date(each.lifted_on)
            )
        yield days, each.reason


def _recruiting(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(Recruitment).where(Recruitment.number.in_(found.of("recruitments")))
    for each in session.scalars(rows.order_by(Recruitment.number)):
        yield words["recruiting.applied_on"], day_text(each.applied_on)
        yield words["recruiting.about"], each.about
        meets = [day_text(each.interview_on)]
        if each.interview_minute is not None:
            meets.append(clock_text(each.interview_minute).replace(":", "."))
        meets.append(each.interview_place)
        yield words["recruiting.interview_on"], ", ".join(filter(None, meets))
        yield words["recruiting.interviewed_on"], day_text(each.interviewed_on)
        yield words["recruiting.interview_note"], each.interview_note
        yield words["recruiting.assessed_on"], day_text(each.assessed_on)
        if each.outcome is not None:
            yield words["recruiting.outcome"], words[f"recruited.{each.outcome.value}"]
        yield words["recruiting.age_exception"], each.age_exception
        yield words["recruiting.car_exception"], each.car_exception
        told = [each.course, day_text(each.course_on)]
        yield words["recruiting.course"], ", ".join(filter(None, told))
        yield words["recruiting.reengaged_on"], day_text(each.reengaged_on)


def _references(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(Reference).where(Reference.number.in_(found.of("contact_references")))
    for each in session.scalars(rows.order_by(Reference.number)):
        who = ", ".join(filter(None, (each.name, each.relation)))
        if each.called_on is None or each.answer is None:
            yield who, words["references.not_called"]
            continue
        answer = words[f"answers.{each.answer.value}"]
        told = [words["references.called"].format(day=long_date(each.called_on))]
        yield who, ": ".join([*told, ". ".join(filter(None, (answer, each.note)))])


def _certificates(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(PoliceCertificate).where(
        PoliceCertificate.number.in_(found.of("police_certificates"))
    )
    for each in session.scalars(rows.order_by(PoliceCertificate.number)):
        yield words["certificate.basis"], words[f"bases.{each.basis.value}"]
        yield words["certificate.requested_on"], day_text(each.requested_on)
        yield words["certificate.issued_on"], day_text(each.issued_on)
        yield words["certificate.seen_on"], day_text(each.seen_on)
        if each.result is not None:
            yield words["certificate.result"], words[f"results.{each.result.value}"]
        if each.disposal is not None:
            label = words[f"disposals.{each.disposal.value}"]
            yield label, day_text(each.disposed_on)


def _declarations(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(Declaration).where(Declaration.number.in_(found.of("declarations")))
    for each in session.scalars(rows.order_by(Declaration.number)):
        version = each.form_version or words["declarations.no_version"]
        told = [
            words[f"declarations.{name}"].format(day=long_date(day))
            for name, day in (
                ("made", each.made_on),
                ("explained", each.explained_on),
                ("signed", each.signed_on),
            )
            if day is not None
        ]
        if each.guardian_signed:
            told.append(words["declarations.guardian"])
        yield version, ", ".join(told)


def _letters(session: Session, found: PersonRows, words: Texts) -> Rows:
    """Yield the letters that were sent; those being written are the office's own."""
    rows = select(ContactLetter).where(
        ContactLetter.number.in_(found.of("contact_letters")),
        ContactLetter.contact_number.in_(found.of("contacts")),
        ContactLetter.state == LetterState.ISSUED,
    )
    for each in session.scalars(rows.order_by(ContactLetter.number)):
        yield words[f"letter_kinds.{each.kind.value}"], day_text(each.issued_on)


def _led(session: Session, found: PersonRows, words: Texts) -> Rows:
    """Yield the groups somebody leads, and the hours of the meetings that were led."""
    leads = session.execute(
        select(GroupLeader, ActivityGroup.name)
        .join(ActivityGroup, ActivityGroup.number == GroupLeader.group_number)
        .where(GroupLeader.number.in_(found.elsewhere.get("group_leaders", ())))
        .order_by(GroupLeader.from_on, GroupLeader.number)
    )
    for each, name in leads:
        yield name, span_text(each.from_on, each.to_on, words)
    meetings = session.execute(
        select(GroupMeeting.meet_on, MeetingLeader.minutes)
        .join(MeetingLeader, MeetingLeader.meeting_number == GroupMeeting.number)
        .where(MeetingLeader.number.in_(found.elsewhere.get("meeting_leaders", ())))
        .order_by(GroupMeeting.meet_on, MeetingLeader.number)
    )
    for day, minutes in meetings:
        yield long_date(day), words["sheets.visit"].format(hours=hours_text(minutes))


def _asked(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(Inquiry).where(
        Inquiry.number.in_(found.of("inquiries")),
        Inquiry.contact_number.in_(found.of("contacts")),
    )
    for each in session.scalars(rows.order_by(Inquiry.asked_on, Inquiry.number)):
        label = words["asked.on"].format(day=long_date(each.asked_on))
        if each.answer is None:
            yield label, words["asked.no_answer"]
            continue
        answer = words[f"inquiries.{each.answer.value}"]
        told = f"{answer}, {day_text(each.answered_on)}"
        yield label, ". ".join(filter(None, (told, each.why)))


def _merged(session: Session, found: PersonRows, words: Texts) -> Rows:
    rows = select(ContactMerge).where(
        ContactMerge.number.in_(found.of("contact_merges"))
    )
    for each in session.scalars(rows.order_by(ContactMerge.number)):
        yield words["merged.on"], long_date(each.merged_on)
        yield words["merged.undone"], day_text(each.undone_on)


def span_text(first: date, last: date | None, words: Texts) -> str:
    """Return ``1. mai 2026 til 3. mai 2026``, or from the first on."""
    shape = words["words.until" if last else "words.open"]
    return shape.format(first=long_date(first), last=day_text(last))


def day_text(day: date | None) -> str:
    """Return the day as letters have it; "" for none."""
    return long_date(day) if day else ""
