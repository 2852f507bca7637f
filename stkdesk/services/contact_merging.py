"""Putting two support contacts together who are one, and taking them apart again.

Assignments, with their sheets and agreements, and what the office keeps of the one that
goes, move to the one that is kept. Papers stay under the name they were made in, and
the one that goes stays in the register, out of every list, so that it can be undone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_merge import (
    MERGE_RULES,
    HelpedDays,
    MergeFacts,
    as_one,
    differences,
)
from stkdesk.domain.errors import NotAllowedError, NotFoundError
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.merging import Difference
from stkdesk.domain.names import full_name
from stkdesk.domain.period import Period
from stkdesk.domain.rule import Broken, broken
from stkdesk.domain.staff import Right
from stkdesk.services.accepting import refuse_blocking, refuse_outdated
from stkdesk.services.access import actor_of, needs
from stkdesk.services.contact_course import refuse_running
from stkdesk.services.contact_moving import move_rows, point_rows
from stkdesk.services.contacts import ContactCard, open_contact, write_contact
from stkdesk.services.gate_guard import keeping_gates
from stkdesk.services.match_words import write_contact_words
from stkdesk.services.merged_columns import (
    changed_columns,
    columns_of,
    put_columns_back,
)
from stkdesk.services.seeing import hidden_clients, save_person
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    ContactMerge,
    Person,
    Timesheet,
)


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of the two, with what hangs on it."""

    card: ContactCard
    assignments: int
    sheets: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """Two support contacts side by side."""

    kept: MergeSide
    gone: MergeSide
    differences: tuple[Difference, ...]
    lacks: tuple[Broken, ...]  # why they cannot be put together


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One merge that can be undone."""

    number: int
    gone: int
    name: str  # of the one that went
    merged_on: date


@needs(Right.EDIT_CONTACTS)
def look_at_two(session: Session, kept: int, gone: int) -> MergeView:
    """Return two support contacts side by side, and what hinders.

    Raises:
        NotFoundError: if one of them is not there.

    """
    one, other = _side(session, kept), _side(session, gone)
    return MergeView(
        one,
        other,
        differences(one.card.draft, other.card.draft),
        broken(MERGE_RULES, _facts(session, one.card, other.card)),
    )


@needs(Right.EDIT_CONTACTS)
def merge_contacts(
    session: Session,
    kept: tuple[int, int],
    gone: tuple[int, int],
    of_kept: Collection[Difference],
    *,
    today: date,
) -> int:
    """Put two support contacts together and return the number of the merge.

    ``kept`` and ``gone``: number and version of each. ``of_kept``: the differences in
    which the kept one is right.

    Raises:
        NotFoundError: if one of them is not there.
        InvalidInputError: if a rule hinders; the sentence says the way out.
        ChangedByAnotherError: if one of them was saved since it was read.
        NotAllowedError: if one of them helps somebody the one at work may not see, or
            lives where it may not be seen.
        GateClosedError: if it closes the gate of a running assignment of the two.

    """
    cards = [open_contact(session, number) for number, _version in (kept, gone)]
    for card, (_number, version) in zip(cards, (kept, gone), strict=True):
        refuse_outdated(card.version, version)
    refuse_blocking(
        each.problem for each in broken(MERGE_RULES, _facts(session, *cards))
    )
    _refuse_unseen(session, kept[0], gone[0])
    with keeping_gates(session, contacts=(kept[0], gone[0]), today=today) as lacked:
        return _put_together(session, cards, of_kept, lacked, today)


def _put_together(
    session: Session,
    cards: Sequence[ContactCard],
    of_kept: Collection[Difference],
    lacked: Mapping[int, Sequence[GateRule]],
    today: date,
) -> int:
    one, other = (card.draft for card in cards)
    stays, goes = (session.get_one(Contact, card.number) for card in cards)
    before = {each.number: columns_of(each) for each in (stays, goes)}
    moved = move_rows(session, goes.number, stays.number)
    goes.status, goes.ended_on = ContactStatus.ENDED, max(today, _begun(goes, today))
    goes.employee_number = None
    session.flush()  # the number may be taken over by the other
    goes.merged_into = stays.number
    whole = as_one(one, other, differences(one, other), of_kept)
    save_person(session, stays.person, whole.person)
    write_contact(session, stays, whole, today=today)
    stays.declaration_signed_on = whole.declaration_signed_on
    if stays.status is ContactStatus.ENDED:
        refuse_running(session, stays)
    session.flush()
    write_contact_words(session, stays.number, whole)
    after = {each.number: columns_of(each) for each in (stays, goes)}
    merge = ContactMerge(
        kept_number=stays.number,
        gone_number=goes.number,
        merged_on=today,
        merged_by=actor_of(session).number,
        detail=json.dumps(
            {
                "moved": moved,
                "changed": {
                    str(number): changed_columns(before[number], after[number])
                    for number in before
                },
                "lacked": lacked,  # running all the same, before the merge
            }
        ),
    )
    session.add(merge)
    session.flush()
    return merge.number


@needs(Right.EDIT_CONTACTS)
def undo_merge(session: Session, number: int, *, today: date) -> int:
    """Take two apart again and return the number of the one that went.

    What moved goes back, and so does each field, unless it has been changed since.

    Raises:
        NotFoundError: if there is no such merge, or it is undone already.
        GateClosedError: if it closes the gate of a running assignment of the two.

    """
    merge = session.get(ContactMerge, number)
    if merge is None or merge.undone_on is not None:
        raise NotFoundError("Sammenslåingen er alt angret, eller finnes ikke.")
    _refuse_unseen(session, merge.kept_number, merge.gone_number)
    both = (merge.kept_number, merge.gone_number)
    told = json.loads(merge.detail)
    lacked = {
        int(each): [GateRule(rule) for rule in rules]
        for each, rules in told.get("lacked", {}).items()
    }
    with keeping_gates(session, contacts=both, known=lacked, today=today):
        _take_apart(session, merge, told)
        merge.undone_on = today
        session.flush()
    return merge.gone_number


def _take_apart(session: Session, merge: ContactMerge, told: dict[str, Any]) -> None:
    stays = session.get_one(Contact, merge.kept_number)
    goes = session.get_one(Contact, merge.gone_number)
    for contact in (stays, goes):  # the kept one first: it gives the numbers back
        put_columns_back(contact, told["changed"][str(contact.number)])
        session.flush()
    goes.merged_into = None
    session.flush()
    for name, numbers in told["moved"].items():
        point_rows(session, name, numbers, stays.number, goes.number)
    session.expire_all()
    for contact in (stays, goes):
        write_contact_words(session, contact.number, contact)


@needs(Right.READ_CONTACTS)
def merges_of(session: Session, contact_number: int) -> tuple[MergeRow, ...]:
    """Return who has gone into this support contact and can be taken out again."""
    found = (
        select(
            ContactMerge.number,
            ContactMerge.gone_number,
            Person.given_name,
            Person.family_name,
            ContactMerge.merged_on,
        )
        .join(Contact, Contact.number == ContactMerge.gone_number)
        .join(Person, Person.number == Contact.person_number)
        .where(
            ContactMerge.kept_number == contact_number,
            ContactMerge.undone_on.is_(None),
        )
        .order_by(ContactMerge.number.desc())
    )
    return tuple(
        MergeRow(
            row.number,
            row.gone_number,
            full_name(row.given_name, row.family_name),
            row.merged_on,
        )
        for row in session.execute(found)
    )


def _side(session: Session, number: int) -> MergeSide:
    card = open_contact(session, number)
    of_them = Assignment.contact_number == number
    sheets = (
        select(func.count(Timesheet.number))
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(of_them)
    )
    return MergeSide(card, len(card.assignments), session.scalar(sheets) or 0)


def _facts(session: Session, kept: ContactCard, gone: ContactCard) -> MergeFacts:
    merged = select(Contact.number).where(
        Contact.number.in_((kept.number, gone.number)),
        Contact.merged_into.is_not(None),
    )
    return MergeFacts(
        kept.number,
        gone.number,
        kept.draft,
        gone.draft,
        _helped(kept),
        _helped(gone),
        session.scalar(merged) is not None,
    )


def _helped(card: ContactCard) -> tuple[HelpedDays, ...]:
    return tuple(
        HelpedDays(each.client_number, Period(each.start_on, each.end_on or date.max))
        for each in card.assignments
    )


def _refuse_unseen(session: Session, *numbers: int) -> None:
    """Refuse when one of them helps a client that the one at work may not see."""
    hidden = hidden_clients(session)
    if not hidden:
        return
    helped = select(Assignment.client_number).where(
        Assignment.contact_number.in_(numbers)
    )
    if hidden.intersection(session.scalars(helped)):
        raise NotAllowedError(
            "De to kan ikke slås sammen av deg.",
            "En av dem hjelper noen du ikke ser. Be en som ser alle brukerne om det.",
        )


def _begun(contact: Contact, today: date) -> date:
    return contact.started_on or today
