"""The list of clients: searched, filtered, sorted, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.client import (
    ClientStatus,
)
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection
from stkdesk.services.client_hours import hours_in
from stkdesk.services.paging import page_of
from stkdesk.services.people import (
    case_number_begins,
    matches,
    short_number,
)
from stkdesk.storage.tables import (
    Client,
    Person,
    PersonAddress,
)


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


def list_clients(
    session: Session, query: ListQuery, *, period_number: int | None = None
) -> ListPage[ClientRow]:
    """Return one page of clients; hours are those of the period, if one is given."""
    base = (
        select(Client.number)
        .join(Person, Person.number == Client.person_number)
        .where(Person.sort_key >= "")  # lets SQLite walk people in order of names
    )
    if query.search:
        base = base.where(_meant(query.search))
    if query.chip:
        base = base.where(Client.status == ClientStatus(query.chip))
    chips = _count_by_status(session)
    everything = sum(chips.values())
    numbers, total = page_of(
        session,
        _in_order(base, query),
        query,
        unsearched=chips[query.chip] if query.chip else everything,
    )
    return ListPage(
        rows=_rows(session, numbers, period_number),
        total=total,
        everything=everything,
        chips=chips,
    )


def _meant(search: str) -> ColumnElement[bool]:
    """Return the condition that a client is meant: person, case number, ``B-12``."""
    person = matches(search, lambda word: case_number_begins(Client.case_number, word))
    number = short_number(search, "b")
    return person if number is None else or_(person, Client.number == number)


def _in_order(base: Select[int], query: ListQuery) -> Select[int]:
    columns = {
        "": (Person.sort_key, Person.number),
        "name": (Person.sort_key, Person.number),
        "birth_date": (Person.birth_date, Person.sort_key),
        "status": (Client.status, Person.sort_key),
        "number": (Client.number,),
    }[query.sort]
    first, *rest = columns
    return base.order_by(first.desc() if query.descending else first, *rest)


def _count_by_status(session: Session) -> dict[str, int]:
    found = select(Client.status, func.count()).group_by(Client.status)
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
            city or "",
            status,
            protection,
            *hours.get(number, (0, 0)),
        )
        for number, given, family, born, city, status, protection in session.execute(
            found
        )
    }
    return tuple(by_number[number] for number in numbers)
