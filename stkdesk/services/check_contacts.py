"""Whether what is kept of support contacts, groups and agreements holds together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.documents.agreement_content import AgreementContent, agreement_from_json
from stkdesk.documents.contact_letter_content import content_from_json
from stkdesk.domain.agreement import AgreementDays, AgreementState
from stkdesk.domain.certificate_rules import is_fresh
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.group import MeetingState
from stkdesk.domain.letter import LetterState
from stkdesk.domain.match_words import words_by_kind
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.storage.tables import (
    Agreement,
    Assignment,
    Attendance,
    ClientWord,
    Contact,
    ContactLetter,
    ContactMerge,
    ContactWord,
    Declaration,
    GroupMeeting,
    MatchWish,
    PoliceCertificate,
)

AT_A_TIME = 1000
SAME_ON_PAPER = (  # columns of an agreement that its paper repeats
    *("assignment_number", "employment", "language", "valid_from", "valid_to"),
    *("minutes", "hours_unit", "expense_cap_ore", "drive_cap_metres", "made_on"),
    *("drive_cap_ore", "expense_way"),
    *("contact_person", "contact_person_phone", "renews"),
)


@needs(Right.KEEP_REGISTER)
def kept_agreements(session: Session) -> Iterator[str]:
    """Yield the made agreements that are unreadable or say another thing than we do."""
    made = (
        select(Agreement)
        .where(Agreement.state != AgreementState.DRAFT)
        .order_by(Agreement.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for agreement in session.scalars(made):
        try:
            content = agreement_from_json(agreement.content or "")
        except ValueError:
            yield f"Avtale {agreement.number}: innholdet kan ikke leses."
            continue
        if not _says_the_same(agreement, content):
            yield f"Avtale {agreement.number}: avtalen sier noe annet enn registeret."


@needs(Right.KEEP_REGISTER)
def agreements_at_once(session: Session) -> Iterator[str]:
    """Yield the running assignments of which two signed agreements hold one day."""
    signed = (
        select(
            Agreement.number,
            Agreement.assignment_number,
            Agreement.valid_from,
            Agreement.valid_to,
            Agreement.signed_on,
            Agreement.ended_on,
        )
        .join(Assignment, Assignment.number == Agreement.assignment_number)
        .where(Agreement.signed_on.is_not(None))
        .order_by(Agreement.assignment_number, Agreement.number)
    )
    by_assignment: dict[int, list[AgreementDays]] = {}
    for row in session.execute(signed):
        by_assignment.setdefault(row.assignment_number, []).append(AgreementDays(*row))
    for number, agreements in by_assignment.items():
        if any(
            one.meets(other.valid_from, other.last)
            and other.meets(one.valid_from, None)
            for one, other in combinations(agreements, 2)
        ):
            yield f"Oppdrag {number}: to signerte avtaler gjelder de samme dagene."


@needs(Right.KEEP_REGISTER)
def kept_contact_letters(session: Session) -> Iterator[str]:
    """Yield the letters to support contacts that are unreadable or say otherwise."""
    issued = (
        select(ContactLetter)
        .where(ContactLetter.state == LetterState.ISSUED)
        .order_by(ContactLetter.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for letter in session.scalars(issued):
        what = f"Brev til støttekontakt {letter.number}"
        try:
            content = content_from_json(letter.content or "")
        except ValueError:
            yield f"{what}: innholdet kan ikke leses."
            continue
        said = (content.kind, content.made_on, content.language)
        if said != (letter.kind, letter.issued_on, letter.language):
            yield f"{what}: brevet sier noe annet enn registeret."
        if letter.kind.names_client != (letter.assignment_number is not None):
            yield f"{what}: det står ikke hvilket oppdrag det gjelder, eller for mye."


@needs(Right.KEEP_REGISTER)
def vetted(session: Session) -> Iterator[str]:
    """Yield days of declarations and certificates that cannot be as they stand."""
    newest = (
        select(func.max(Declaration.signed_on))
        .where(Declaration.contact_number == Contact.number)
        .scalar_subquery()
    )
    rows = select(Contact.number, Contact.declaration_signed_on, newest).where(
        Contact.merged_into.is_(None)  # what was signed is of the other one now
    )
    for number, day, signed in session.execute(rows.order_by(Contact.number)):
        if day != signed:
            yield f"Støttekontakt {number}: dagen for taushetserklæringen stemmer ikke."
    seen = select(
        PoliceCertificate.number, PoliceCertificate.issued_on, PoliceCertificate.seen_on
    ).where(PoliceCertificate.seen_on.is_not(None))
    for number, issued, shown in session.execute(
        seen.order_by(PoliceCertificate.number)
    ):
        if issued is not None and shown is not None and not is_fresh(issued, shown):
            yield f"Politiattest {number}: var eldre enn tre måneder da den ble vist."


@needs(Right.KEEP_REGISTER)
def match_words(session: Session) -> Iterator[str]:
    """Yield those who are found by other words than those that are written."""
    texts: tuple[tuple[str, Any, Any, Any, Any], ...] = (
        (
            "Støttekontakt",
            Contact.number,
            Contact,
            ContactWord,
            ContactWord.contact_number,
        ),
        (
            "Bruker",
            MatchWish.client_number,
            MatchWish,
            ClientWord,
            ClientWord.client_number,
        ),
    )
    for what, number, table, words, owner in texts:
        kept: dict[int, set[tuple[Any, str]]] = {}
        for whose, kind, word in session.execute(select(owner, words.kind, words.word)):
            kept.setdefault(whose, set()).add((kind, word))
        rows = select(number, table.languages, table.interests, table.areas)
        for each in session.execute(rows.order_by(number)):
            if kept.pop(each[0], set()) != set(words_by_kind(each)):
                yield f"{what} {each[0]}: ordene for søk etter match stemmer ikke."
        for left in sorted(kept):
            yield f"{what} {left}: ordene for søk etter match stemmer ikke."


@needs(Right.KEEP_REGISTER)
def attendance_within(session: Session) -> Iterator[str]:
    """Yield attendance that is not of a meeting that was held, or is longer."""
    wrong = (
        select(Attendance.number)
        .join(GroupMeeting, GroupMeeting.number == Attendance.meeting_number)
        .join(Assignment, Assignment.number == Attendance.assignment_number)
        .where(
            or_(
                Attendance.minutes > GroupMeeting.minutes,
                Attendance.attended_on != GroupMeeting.meet_on,
                GroupMeeting.state != MeetingState.HELD,
                Assignment.group_number.is_(None),
                Assignment.group_number != GroupMeeting.group_number,
            )
        )
    )
    for number in session.scalars(wrong.order_by(Attendance.number)):
        yield f"Oppmøte {number}: stemmer ikke med møtet i gruppen."


@needs(Right.KEEP_REGISTER)
def merged_contacts(session: Session) -> Iterator[str]:
    """Yield those said to be put together with another who are not, or only half."""
    merge = and_(
        ContactMerge.gone_number == Contact.number,
        ContactMerge.kept_number == Contact.merged_into,
        ContactMerge.undone_on.is_(None),
    )
    alone = select(Contact.number).where(
        Contact.merged_into.is_not(None),
        or_(
            ~select(ContactMerge.number).where(merge).exists(),
            Contact.status != ContactStatus.ENDED,
        ),
    )
    apart = (
        select(ContactMerge.gone_number)
        .join(Contact, Contact.number == ContactMerge.gone_number)
        .where(ContactMerge.undone_on.is_(None), Contact.merged_into.is_(None))
    )
    for number in _each(session, alone, apart):
        yield f"Støttekontakt {number}: er bare halvveis slått sammen med en annen."
    left = (
        select(Assignment.number)
        .join(Contact, Contact.number == Assignment.contact_number)
        .where(Contact.merged_into.is_not(None))
        .order_by(Assignment.number)
    )
    for number in session.scalars(left):
        yield f"Oppdrag {number}: står på en støttekontakt som er slått sammen."


def _each(session: Session, *which: Any) -> Iterable[int]:
    return sorted({number for each in which for number in session.scalars(each)})


def _says_the_same(agreement: Agreement, content: AgreementContent) -> bool:
    return content.goal == agreement.goal.strip() and all(
        getattr(content, name) == getattr(agreement, name) for name in SAME_ON_PAPER
    )
