"""Whom a support contact may help: those who wait, with the same facts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.match_facts import Fact, match_facts
from stkdesk.domain.match_hindrance import Hindrance, HindranceFacts, hindrance
from stkdesk.domain.matching import InquiryAnswer, WordKind
from stkdesk.domain.names import search_words
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.domain.waiting import MOST_URGENT, Urgency
from stkdesk.services.access import actor_of, needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.inquiries import Asked, asked_about
from stkdesk.services.match_clients import client_of, contact_of
from stkdesk.services.match_pairs import Standing, vetoes_of, working_together
from stkdesk.services.match_sides import (
    KnownClient,
    KnownContact,
    known_clients,
    known_contacts,
)
from stkdesk.services.postal_codes import codes_of
from stkdesk.services.unmet import UnmetRow, unmet
from stkdesk.services.waiting import urgencies_of
from stkdesk.storage.tables import (
    Client,
    ClientWord,
    MatchWish,
    Person,
    PersonAddress,
)
from stkdesk.storage.trail import note, note_list

SHOWN = 60
AREA, ASKED, CANNOT = "area", "asked", "cannot"  # filters
ANSWERED = (InquiryAnswer.YES, None, "none", InquiryAnswer.LATER, InquiryAnswer.NO)
NOT_ASKED = ANSWERED.index("none")


@dataclass(frozen=True, slots=True)
class ClientMatch:
    """One client who waits, as seen from the contact."""

    number: int
    name: str
    areas: str  # "?" when it may not be seen
    waiting: UnmetRow
    urgency: Urgency
    facts: tuple[Fact, ...]
    asked: Asked | None
    hindrance: Hindrance | None
    veto: Standing | None


@dataclass(frozen=True, slots=True)
class ContactCase:
    """The support contact somebody is looked for."""

    contact: KnownContact


@needs(Right.READ_CASES)
def contact_case(session: Session, contact_number: int, *, today: date) -> ContactCase:
    """Return who wants to help, and what is offered; noted in the trail.

    Raises:
        NotFoundError: if there is no such support contact.

    """
    contact = contact_of(session, contact_number)
    person = contact.person_number
    note(session, Action.OPENED, "contacts", contact_number, person=person)
    known = known_contacts(session, [contact_number], today=today)
    return ContactCase(known[contact_number])


@needs(Right.READ_CASES)
def list_clients_for(
    session: Session, contact_number: int, query: ListQuery, *, today: date
) -> ListPage[ClientMatch]:
    """Return one page of those who wait, as they concern the contact; nobody hidden.

    In the order: asked before, same area, urgency, how long they have waited. Those
    it can never be come last.

    Raises:
        NotFoundError: if there is no such support contact.

    """
    contact_of(session, contact_number)
    contact = known_contacts(session, [contact_number], today=today)[contact_number]
    search = _Search(session, contact, today)
    found = search.in_order(query)
    chips = {key: len(numbers) for key, numbers in search.behind.items()}
    note_list(session, "matching", query, len(found))
    some = found[query.offset : query.offset + query.limit]
    return ListPage(
        rows=search.rows(some),
        total=len(found),
        everything=len(search.everybody),
        chips=chips,
    )


@needs(Right.READ_CASES)
def open_client_match(
    session: Session, contact_number: int, client_number: int, *, today: date
) -> ClientMatch:
    """Return one who waits as seen from the contact; noted in the trail.

    Raises:
        NotFoundError: if one of the two is not there, or the client waits no more.
        BlockedError: if the client is one the person at work may not see.

    """
    contact_of(session, contact_number)
    person = client_of(session, client_number).person_number
    note(session, Action.OPENED, "clients", client_number, person=person)
    contact = known_contacts(session, [contact_number], today=today)[contact_number]
    search = _Search(session, contact, today, only=(client_number,))
    if not search.everybody:
        raise NotFoundError("Brukeren står ikke lenger på ventelisten.")
    return search.rows(search.everybody)[0]


@needs(Right.READ_CASES)
def clients_for(
    session: Session, contact_number: int, *, today: date, limit: int = SHOWN
) -> tuple[ClientMatch, ...]:
    """Return the first ``limit`` of ``list_clients_for``."""
    query = ListQuery(limit=limit)
    return list_clients_for(session, contact_number, query, today=today).rows


class _Search:
    """Those who wait, ordered for one contact."""

    def __init__(
        self,
        session: Session,
        contact: KnownContact,
        today: date,
        *,
        only: Collection[int] | None = None,
    ) -> None:
        self._session, self._contact, self._today = session, contact, today
        self.everybody = unmet(session, today=today, only=only)
        self._urgencies = urgencies_of(
            self.everybody, case_rules(session, today), today
        )
        self._asked = asked_about(session, contact=contact.number)
        self._vetoes = vetoes_of(session, contact=contact.number)
        together = working_together(session, contact=contact.number)
        self._together = together
        self._never = {*self._vetoes, *together, *self._same_person()}
        if contact.is_not_accepted:
            self._never |= self._covered()
        self._near, self._elsewhere = self._areas()
        numbers = {each.number for each in self.everybody}
        if contact.has_ended:
            self._never |= numbers
        self.behind = {
            AREA: numbers & self._near - self._never,
            ASKED: numbers & self._asked.keys(),
            CANNOT: numbers & self._never,
        }

    def in_order(self, query: ListQuery) -> list[UnmetRow]:
        """Return those meant by ``query``, in the order of the list."""
        found = self.everybody
        if query.chip:
            behind = self.behind[query.chip]
            found = [each for each in found if each.number in behind]
        words = search_words(query.search)
        if words:
            found = [
                each
                for each in found
                if all(f" {word}" in each.search_text for word in words)
            ]
        return sorted(found, key=self._place)

    def _place(self, row: UnmetRow) -> tuple[object, ...]:
        number = row.number
        asked = self._asked.get(number) if self._asked else None
        area = 0 if number in self._near else 2 if number in self._elsewhere else 1
        return (
            number in self._never,
            ANSWERED.index(asked.answer) if asked else NOT_ASKED,
            area,
            MOST_URGENT[self._urgencies[number].level],
            row.since,
            row.sort_key,
        )

    def rows(self, some: Sequence[UnmetRow]) -> tuple[ClientMatch, ...]:
        """Return ``some`` in full."""
        missing = {each.number: each.missing for each in some}
        clients = known_clients(self._session, missing, today=self._today)
        return tuple(
            ClientMatch(
                each.number,
                clients[each.number].name,
                clients[each.number].where.shown,
                each,
                self._urgencies[each.number],
                match_facts(
                    clients[each.number].wish, self._contact.offer, today=self._today
                ),
                self._asked.get(each.number),
                self._hindrance(clients[each.number]),
                self._vetoes.get(each.number),
            )
            for each in some
            if each.number in clients
        )

    def _hindrance(self, client: KnownClient) -> Hindrance | None:
        return hindrance(
            HindranceFacts(
                is_same_person=client.person_number == self._contact.person_number,
                has_veto=client.number in self._vetoes,
                is_covered=client.is_covered,
                is_not_accepted=self._contact.is_not_accepted,
                work_together=client.number in self._together,
                has_ended=self._contact.has_ended,
            )
        )

    def _same_person(self) -> set[int]:
        own = Client.person_number == self._contact.person_number
        return {*self._session.scalars(select(Client.number).where(own))}

    def _covered(self) -> set[int]:
        """Those § 5-4 a covers: few ask this, as few are not accepted."""
        numbers = {each.number: 0 for each in self.everybody}
        known = known_clients(self._session, numbers, today=self._today)
        return {number for number, each in known.items() if each.is_covered}

    def _areas(self) -> tuple[set[int], set[int]]:
        """Return who wishes the same area, or lives there, and who another one."""
        offer = self._contact.offer
        offered = {**offer.place, **offer.areas}
        if not offered:
            return set(), set()
        sees_all = actor_of(self._session).sees_protected
        is_open = Person.protection == Protection.OPEN
        wishing = (
            select(MatchWish.client_number)
            .join(Client, Client.number == MatchWish.client_number)
            .join(Person, Person.number == Client.person_number)
            .where(MatchWish.areas != "", *(() if sees_all else (is_open,)))
        )
        wished = {*self._session.scalars(wishing)}
        same = select(ClientWord.client_number).where(
            ClientWord.kind == WordKind.AREA, ClientWord.word.in_(offered)
        )
        near = {*self._session.scalars(same)} & wished
        codes = PersonAddress.postal_code.in_(codes_of(offered.values()))
        living = (
            select(Client.number, case((codes, 1), else_=0))
            .join(Person, Person.number == Client.person_number)
            .join(PersonAddress, PersonAddress.person_number == Person.number)
            .where(is_open, or_(codes, PersonAddress.city != ""))
        )
        homes: set[int] = set()
        lives: set[int] = set()
        for number, is_near in self._session.execute(living).all():
            (lives if is_near else homes).add(number)
        near |= lives - wished
        if not offer.areas:
            return near, homes - wished - near
        return near, (wished | homes) - near
