"""The list of clients: searched, filtered, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from stkdesk.domain.client import (
    ClientStatus,
)
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.client_hours import hours_in
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.people import (
    case_number_begins,
    matches,
    or_number,
)
from stkdesk.services.seeing import hidden_clients, sees
from stkdesk.storage.tables import (
    Client,
    ClientNames,
    Person,
    PersonAddress,
)
from stkdesk.storage.trail import note_list

OF_CLIENT = ("birth_date", "status")  # sorts that read more than the names


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the list of clients."""

    number: int
    name: str
    birth_date: date | None
    city: str
    status: ClientStatus
    protection: Protection
    used_minutes: int  # in the period asked about
    granted_minutes: int


@needs(Right.READ_CASES)
def list_clients(
    session: Session, query: ListQuery, *, period_number: int | None = None
) -> ListPage[ClientRow]:
    """Return one page of clients; hours are those of the period, if one is given."""
    hidden = hidden_clients(session)
    found = select(ClientNames.client_number)
    if hidden:
        found = found.where(ClientNames.client_number.not_in(hidden))
    if query.search:
        found = found.where(_meant(query.search))
    if query.chip:
        found = _with_client(found).where(Client.status == ClientStatus(query.chip))
    chips = _count_by_status(session, hidden)
    everything = sum(chips.values())
    numbers, total = page_of(
        session,
        found,
        _in_order(found, query),
        query,
        unsearched=chips[query.chip] if query.chip else everything,
    )
    note_list(session, "clients", query, total)
    return ListPage(
        rows=_rows(session, numbers, period_number),
        total=total,
        everything=everything,
        chips=chips,
    )


def _meant(search: str) -> ColumnElement[bool]:
    """Return the condition that a client is meant: person, case number, ``B-12``."""
    text = ClientNames.search_text
    person = matches(search, lambda word: case_number_begins(text, word), text=text)
    return or_number(person, ClientNames.client_number, search, "b")


def _with_client(found: Select[int]) -> Select[int]:
    return found.join(Client, Client.number == ClientNames.client_number)


def _in_order(found: Select[int], query: ListQuery) -> Select[int]:
    if query.sort in OF_CLIENT and not query.chip:
        found = _with_client(found)
    if query.sort == "birth_date":
        found = found.join(Person, Person.number == Client.person_number)
    number, by_name = ClientNames.client_number, ClientNames.sort_key
    columns = {
        "": (by_name, number),
        "name": (by_name, number),
        "birth_date": (Person.birth_date, by_name, number),
        "status": (Client.status, by_name, number),
        "number": (number,),
    }[query.sort]
    first, *rest = columns
    return found.order_by(sorted_by(first, descending=query.descending), *rest)


def _count_by_status(session: Session, hidden: frozenset[int]) -> dict[str, int]:
    found = select(Client.status, func.count()).group_by(Client.status)
    if hidden:
        found = found.where(Client.number.not_in(hidden))
    counted = {status.value: n for status, n in session.execute(found)}
    return {status.value: counted.get(status.value, 0) for status in ClientStatus}


def _rows(
    session: Session, numbers: Sequence[int], period_number: int | None
) -> tuple[ClientRow, ...]:
    """Return the rows of ``numbers``, in that order."""
    found = (
        select(
            Client.number,
            Person.given_name,
            Person.family_name,
            Person.birth_date,
            select(PersonAddress.city)
            .where(PersonAddress.person_number == Person.number)
            .order_by(PersonAddress.number.desc())
            .limit(1)
            .scalar_subquery(),
            Client.status,
            Person.protection,
        )
        .join(Person, Person.number == Client.person_number)
        .where(Client.number.in_(numbers))
    )
    hours = hours_in(session, numbers, period_number)
    by_number = {
        number: ClientRow(
            number,
            full_name(given, family),
            born,
            (city or "") if sees(session, protection) else "",
            status,
            protection if sees(session, protection) else Protection.OPEN,
            *hours.get(number, (0, 0)),
        )
        for number, given, family, born, city, status, protection in session.execute(
            found
        )
    }
    return tuple(by_number[number] for number in numbers)
