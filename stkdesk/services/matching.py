"""Who may suit a client: support contacts in a plain order, with facts and no score.

In the order: who said yes, is asked, is not asked, wants to wait, said no; then the
active ones; then the same area before the unknown and that before another; then the
name. Those it can never be come last, with the reason. What is not known is never
ordered as a no.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.match_facts import Fact, match_facts
from stkdesk.domain.match_hindrance import Hindrance, HindranceFacts, hindrance
from stkdesk.domain.matching import InquiryAnswer, WordKind
from stkdesk.domain.names import search_words
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.inquiries import (
    Asked,
    AskedElsewhere,
    asked_about,
    asked_elsewhere,
)
from stkdesk.services.match_clients import client_of, contact_of
from stkdesk.services.match_pairs import (
    Standing,
    not_accepted,
    vetoes_of,
    working_together,
)
from stkdesk.services.match_sides import KnownClient, known_clients, known_contacts
from stkdesk.services.postal_codes import codes_of
from stkdesk.services.unmet import UnmetRow, unmet
from stkdesk.storage.tables import (
    Contact,
    ContactNames,
    ContactWord,
    Person,
    PersonAddress,
)
from stkdesk.storage.trail import note, note_list

SHOWN = 60  # candidates at a time: each is looked up in full
READY, AREA, ASKED, CANNOT = "ready", "area", "asked", "cannot"  # filters
ANSWERED = (InquiryAnswer.YES, None, "none", InquiryAnswer.LATER, InquiryAnswer.NO)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One support contact as seen from the client; ``number`` is the short number."""

    number: int
    name: str
    phone: str
    facts: tuple[Fact, ...]
    asked: Asked | None  # about this client, the last time
    elsewhere: AskedElsewhere
    hindrance: Hindrance | None
    veto: Standing | None  # why never these two


@dataclass(frozen=True, slots=True)
class MatchCase:
    """The client somebody is looked for, in what is needed beside the list."""

    client: KnownClient
    waiting: UnmetRow | None  # None: nothing is missing today


@needs(Right.READ_CASES)
def match_case(session: Session, client_number: int, *, today: date) -> MatchCase:
    """Return whom a contact is looked for, and what is wished; noted in the trail.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    client = client_of(session, client_number)
    note(
        session,
        Action.OPENED,
        "match_wishes",
        client_number,
        person=client.person_number,
    )
    return _case(session, client_number, today)


@needs(Right.READ_CASES)
def list_candidates(
    session: Session, client_number: int, query: ListQuery, *, today: date
) -> ListPage[Candidate]:
    """Return one page of support contacts for the client, in the plain order.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    client_of(session, client_number)
    found = _Search(session, _case(session, client_number, today).client)
    numbers, total = found.page(query)
    chips, everything = found.counts()
    note_list(session, "matching", query, total)
    return ListPage(
        rows=_rows(session, found, numbers, today),
        total=total,
        everything=everything,
        chips=chips,
    )


@needs(Right.READ_CASES)
def open_candidate(
    session: Session, client_number: int, contact_number: int, *, today: date
) -> Candidate:
    """Return one support contact as seen from the client; noted in the trail.

    Raises:
        NotFoundError: if one of the two is not there.
        BlockedError: if the client is one the person at work may not see.

    """
    client_of(session, client_number)
    person = contact_of(session, contact_number).person_number
    note(session, Action.OPENED, "contacts", contact_number, person=person)
    found = _Search(session, _case(session, client_number, today).client)
    [row] = _rows(session, found, [contact_number], today)
    return row


@needs(Right.READ_CASES)
def candidates(
    session: Session, client_number: int, *, today: date, limit: int = SHOWN
) -> tuple[Candidate, ...]:
    """Return the first ``limit`` of ``list_candidates``."""
    query = ListQuery(limit=limit)
    return list_candidates(session, client_number, query, today=today).rows


def _case(session: Session, client_number: int, today: date) -> MatchCase:
    waiting = unmet(session, today=today, only=(client_number,))
    missing = {client_number: waiting[0].missing if waiting else 0}
    client = known_clients(session, missing, today=today)[client_number]
    return MatchCase(client, waiting[0] if waiting else None)


class _Search:
    """The contacts for one client as conditions: few special ones, by their numbers."""

    def __init__(self, session: Session, client: KnownClient) -> None:
        self._session, self.client = session, client
        self.asked = asked_about(session, client=client.number)
        self.vetoes = vetoes_of(session, client=client.number)
        self.together = working_together(session, client=client.number)
        self.excluded = not_accepted(session) if client.is_covered else frozenset()
        never = {*self.vetoes, *self.together, *self.excluded}
        self._cannot: ColumnElement[bool] = or_(
            Contact.status == ContactStatus.ENDED,
            Contact.person_number == client.person_number,
            Contact.number.in_(never),
        )
        self._area = self._area_rank()

    def page(self, query: ListQuery) -> tuple[Sequence[int], int]:
        """Return the numbers on the page, and how many there are in all."""
        where = [*self._searched(query.search), *self._chip(query.chip)]
        found = self._every(ContactNames.contact_number).where(*where)
        ordered = found.order_by(
            case((self._cannot, 1), else_=0),
            self._asked_rank(),
            case((Contact.status == ContactStatus.ACTIVE, 0), else_=1),
            self._area,
            ContactNames.sort_key,
            ContactNames.contact_number,
        )
        numbers = self._session.scalars(
            ordered.offset(query.offset).limit(query.limit)
        ).all()
        total = self._session.scalar(
            self._every(func.count(ContactNames.contact_number)).where(*where)
        )
        return numbers, total or 0

    def counts(self) -> tuple[dict[str, int], int]:
        """Return how many there are behind each filter, and in all."""
        keys = (READY, AREA, ASKED, CANNOT)
        columns = [func.sum(case((and_(*self._chip(key)), 1), else_=0)) for key in keys]
        row = self._session.execute(
            self._every(*columns, func.count(ContactNames.contact_number))
        ).one()
        return {key: row[at] or 0 for at, key in enumerate(keys)}, row[-1]

    def _every(self, *columns: Any) -> Any:
        return (
            select(*columns)
            .join(Contact, Contact.number == ContactNames.contact_number)
            .where(Contact.merged_into.is_(None))
        )

    def _chip(self, chip: str) -> tuple[ColumnElement[bool], ...]:
        possible = ~self._cannot
        return {
            "": (),
            READY: (Contact.status == ContactStatus.ACTIVE, possible),
            AREA: (self._area == 0, possible),
            ASKED: (Contact.number.in_(self.asked),),
            CANNOT: (self._cannot,),
        }[chip]

    def _searched(self, search: str) -> list[ColumnElement[bool]]:
        """Each word begins a word of the name, or of what is written of the contact."""
        return [
            or_(
                ContactNames.search_text.contains(f" {word}", autoescape=True),
                Contact.number.in_(
                    select(ContactWord.contact_number).where(
                        ContactWord.word.startswith(word, autoescape=True)
                    )
                ),
            )
            for word in search_words(search)
        ]

    def _asked_rank(self) -> ColumnElement[int]:
        by_answer: dict[InquiryAnswer | None, list[int]] = {}
        for number, each in self.asked.items():
            by_answer.setdefault(each.answer, []).append(number)
        ranks = [
            (Contact.number.in_(numbers), ANSWERED.index(answer))
            for answer, numbers in by_answer.items()
        ]
        return case(*ranks, else_=ANSWERED.index("none")) if ranks else _same()

    def _area_rank(self) -> ColumnElement[int]:
        """0 the same area, 1 not known, 2 another; as ``match_facts`` judges it."""
        wish = self.client.wish
        wanted = wish.areas or wish.place
        if not wanted:
            return _same()
        named = Contact.number.in_(
            select(ContactWord.contact_number).where(
                ContactWord.kind == WordKind.AREA, ContactWord.word.in_(wanted)
            )
        )
        lives_there = self._lives(
            PersonAddress.postal_code.in_(codes_of(wanted.values()))
        )
        elsewhere = Contact.areas != ""
        if not wish.areas:
            elsewhere = or_(elsewhere, self._lives(PersonAddress.city != ""))
        return case((or_(named, lives_there), 0), (elsewhere, 2), else_=1)

    def _lives(self, where: ColumnElement[bool]) -> ColumnElement[bool]:
        """The contact lives so, at an address that is no secret."""
        return exists().where(
            PersonAddress.person_number == Contact.person_number,
            Person.number == Contact.person_number,
            Person.protection == Protection.OPEN,
            where,
        )


def _same() -> ColumnElement[int]:
    return case((Contact.number.is_(None), 0), else_=1)


def _rows(
    session: Session, found: _Search, numbers: Sequence[int], today: date
) -> tuple[Candidate, ...]:
    contacts = known_contacts(session, numbers, today=today)
    elsewhere = asked_elsewhere(session, numbers, but=found.client.number)
    rows = []
    for number in numbers:
        contact = contacts[number]
        stops = HindranceFacts(
            is_same_person=contact.person_number == found.client.person_number,
            has_veto=number in found.vetoes,
            is_covered=found.client.is_covered,
            is_not_accepted=contact.is_not_accepted,
            work_together=number in found.together,
            has_ended=contact.has_ended,
        )
        rows.append(
            Candidate(
                number,
                contact.name,
                contact.phone,
                match_facts(found.client.wish, contact.offer, today=today),
                found.asked.get(number),
                elsewhere.get(number, AskedElsewhere()),
                hindrance(stops),
                found.vetoes.get(number),
            )
        )
    return tuple(rows)
