"""The log, as a leader reads it: newest first, filtered, a page at a time.

That something was done is told of everybody. Who a blocked client is, and what was
written about it, is told to those on its list only; where somebody lives at a secret
address, to those who see such addresses.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    UnaryExpression,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import full_name
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import ROLE_WORDS, Right, Role
from stkdesk.domain.trail import ENDINGS, Action, ActionKind
from stkdesk.services.access import inner, needs
from stkdesk.services.out_of_sight import BLOCKED_NAME
from stkdesk.services.people import matches, short_number
from stkdesk.services.seeing import hidden_clients, sees
from stkdesk.services.trail_words import field_words, record_words, value_words
from stkdesk.storage.tables import (
    Client,
    ClientNames,
    Contact,
    ContactNames,
    Event,
    EventDetail,
    Person,
    Staff,
)
from stkdesk.storage.trail import note, note_list

PROGRAM = "stkdesk"  # what did it, when nobody did
KNOWN = date(1971, 1, 1), date(2999, 1, 1)  # the days Windows can tell the hour of
MOST_PEOPLE = 200  # that one search may mean
MOST_COUNTED = 100_000  # hits; more are only said to be many
#: What tells where somebody lives, or that it is secret: fields, and parts.
WHERE = frozenset({"phone", "email", "protection", "addresses"})

_Ending = aliased(Event, name="ending")


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What the list is narrowed to, beside words and kind."""

    staff: int | None = None
    first: date | None = None  # in local time, both ends included
    last: date | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the log."""

    number: int
    at: datetime  # UTC
    action: Action
    who: str  # name in the staff list
    what: str  # "Bruker B-12"
    about: str  # name of the person, "" when it is about nobody
    until: datetime | None = None  # when what was opened was put away


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field, before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event in full."""

    row: EventRow
    changes: tuple[FieldChange, ...]
    told: tuple[tuple[str, str], ...]  # (what, value): reason, words, number of hits
    is_erased: bool  # it had details once
    roles: str  # of who did it, when they signed in
    unit: str
    machine: str

    @property
    def number(self) -> int:
        """The number of the event."""
        return self.row.number


@needs(Right.READ_TRAIL)
def list_events(
    session: Session, query: ListQuery, narrowed: TrailFilter
) -> ListPage[EventRow]:
    """Return one page of the log, newest first.

    The words mean a person by name, or a record by its short number (``B-12``). A
    chip is an ActionKind. Hits are counted up to MOST_COUNTED.
    """
    meant = _conditions(session, query, narrowed)
    kinds = ActionKind(query.chip).actions if query.chip else ()
    numbers = session.scalars(_numbers(meant, kinds, query)).all()
    order = _order(Event.seq, query)
    found = session.execute(_wanted().where(Event.seq.in_(numbers)).order_by(order))
    blocked = _blocked_people(session)
    rows = tuple(_row(each, blocked) for each in found)
    meant.append(Event.action.in_(kinds) if kinds else Event.action.not_in(ENDINGS))
    counted = select(Event.seq).where(*meant).limit(MOST_COUNTED).subquery()
    total = session.scalar(select(func.count()).select_from(counted)) or 0
    note_list(session, "events", query, total, staff=narrowed.staff)
    return ListPage(rows, max(total, query.offset + len(rows)), everything=total)


@needs(Right.READ_TRAIL)
def open_event(session: Session, number: int) -> EventCard:
    """Return one event in full.

    Raises:
        NotFoundError: if there is none with this number.

    """
    found = session.execute(_wanted().where(Event.seq == number)).first()
    if found is None:
        raise NotFoundError("Hendelsen finnes ikke i loggen.")
    note(session, Action.OPENED, "events", number, person=found.person_number)
    detail = _detail(found.body)
    sitting = sittings(session, [found.sitting or number]).get(found.sitting or number)
    sitting = sitting or {}
    roles = [ROLE_WORDS[Role(each)] for each in sitting.get("roles", ())]
    blocked = _blocked_people(session)
    return EventCard(
        row=_row(found, blocked),
        changes=tuple(_shown_changes(session, found, detail, blocked)),
        told=tuple(_told(detail)),
        is_erased=found.detail_hash is not None and found.body is None,
        roles=", ".join(roles),
        unit=str(sitting.get("unit", "")),
        machine=str(sitting.get("machine", "")),
    )


@needs(Right.READ_TRAIL)
def staff_in_trail(session: Session) -> tuple[tuple[int, str], ...]:
    """Return number and name of everybody who may stand in the log, by name."""
    found = select(Staff.number, Staff.name).order_by(Staff.name, Staff.number)
    return tuple((number, name) for number, name in session.execute(found))


def _shown_changes(
    session: Session, found: Any, detail: Mapping[str, Any], blocked: frozenset[int]
) -> list[FieldChange]:
    """Return what was changed, as far as the one at work may see it."""
    hidden = found.person_number is not None and found.given_name is None  # by a server
    if hidden or found.person_number in blocked:
        return []
    unseen: frozenset[str] = frozenset()
    if not sees(session, Protection.STRICT):  # it tells that an address is secret
        unseen |= {"by_hand"}
    if found.protection is not None and not sees(session, found.protection):
        unseen |= WHERE
    if unseen:
        detail = {
            kind: {name: pair for name, pair in told.items() if name not in unseen}
            for kind, told in detail.items()
            if kind in ("fields", "parts")
        }
    return changes_of(found.table_name, detail)


def changes_of(table: str, detail: Mapping[str, Any]) -> list[FieldChange]:
    """Return what a change was: fields, then parts that went and came."""
    changes = [
        FieldChange(
            field_words(name),
            value_words(table, name, before),
            value_words(table, name, after),
        )
        for name, (before, after) in detail.get("fields", {}).items()
        if before not in (None, "", False) or after not in (None, "", False)
    ]
    for part, (gone, come) in detail.get("parts", {}).items():
        width = max(len(gone), len(come))
        pairs = zip(
            [*gone, *[None] * (width - len(gone))],
            [*come, *[None] * (width - len(come))],
            strict=True,
        )
        for before, after in pairs:
            was, now = (_part_words(part, each) for each in (before, after))
            changes.append(FieldChange(field_words(part), was, now))
    return changes


@inner
def sittings(session: Session, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what was noted at sign-in, by the number of the sitting."""
    found = select(EventDetail.seq, EventDetail.body).where(
        EventDetail.seq.in_(sorted(set(numbers)))
    )
    return {number: _detail(body) for number, body in session.execute(found)}


def _wanted() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Event.seq,
            Event.at,
            Event.action,
            Event.table_name,
            Event.record,
            Event.person_number,
            Event.sitting,
            Event.detail_hash,
            Staff.name.label("staff"),
            Person.given_name,
            Person.family_name,
            Person.protection,
            EventDetail.body,
            select(_Ending.at)
            .where(
                _Ending.person_number == Event.person_number,
                _Ending.seq > Event.seq,
                _Ending.reference == Event.seq,
                _Ending.action == Action.CLOSED,
            )
            .limit(1)
            .scalar_subquery()
            .label("until"),
        )
        .outerjoin(Staff, Staff.number == Event.staff_number)
        .outerjoin(Person, Person.number == Event.person_number)
        .outerjoin(EventDetail, EventDetail.seq == Event.seq)
    )


def _numbers(
    meant: Sequence[ColumnElement[bool]], kinds: Sequence[Action], query: ListQuery
) -> Select[int]:
    """Return the numbers of the events on one page.

    Of several acts, each is read on its own in the order of its index and no further
    than the page needs: sorting half a million readings takes a second.
    """
    if not kinds:
        found = select(Event.seq).where(Event.action.not_in(ENDINGS), *meant)
        ordered = found.order_by(_order(Event.seq, query))
    else:
        needed = query.offset + query.limit
        each = [
            select(
                select(Event.seq)
                .where(Event.action == kind, *meant)
                .order_by(_order(Event.seq, query))
                .limit(needed)
                .subquery()
            )
            for kind in kinds
        ]
        together = union_all(*each).subquery()
        ordered = select(together.c.seq).order_by(_order(together.c.seq, query))
    return ordered.offset(query.offset).limit(query.limit)


def _order(seq: Any, query: ListQuery) -> UnaryExpression[Any]:
    """Return the newest first, unless the list is turned round."""
    oldest_first = query.sort == "at" and not query.descending
    order: UnaryExpression[Any] = seq.asc() if oldest_first else seq.desc()
    return order


def _conditions(
    session: Session, query: ListQuery, narrowed: TrailFilter
) -> list[ColumnElement[bool]]:
    meant: list[ColumnElement[bool]] = []
    if query.search.strip():
        meant.append(_about(session, query.search))
    if narrowed.staff is not None:
        meant.append(Event.staff_number == narrowed.staff)
    if narrowed.first is not None:
        meant.append(Event.at >= _midnight(narrowed.first))
    if narrowed.last is not None:
        day_after = min(narrowed.last, KNOWN[1]) + timedelta(days=1)
        meant.append(Event.at < _midnight(day_after))
    return meant


def _about(session: Session, search: str) -> ColumnElement[bool]:
    """Return the condition that an event is about what ``search`` means."""
    clients = select(Client.person_number).join(
        ClientNames, ClientNames.client_number == Client.number
    )
    shown = clients.where(Client.number.not_in(hidden_clients(session)))
    contacts = select(Contact.person_number).join(
        ContactNames, ContactNames.contact_number == Contact.number
    )
    people: set[int] = set()
    if (number := short_number(search, "b")) is not None:
        people.update(session.scalars(clients.where(Client.number == number)))
    if (number := short_number(search, "s")) is not None:
        people.update(session.scalars(contacts.where(Contact.number == number)))
    for named, text in (
        (shown, ClientNames.search_text),
        (contacts, ContactNames.search_text),
    ):
        meant = named.where(matches(search, text=text)).limit(MOST_PEOPLE)
        people.update(session.scalars(meant))
    about = Event.person_number.in_(sorted(people))
    if (number := short_number(search, "o")) is None or search.strip().isdecimal():
        return about
    return or_(about, (Event.table_name == "assignments") & (Event.record == number))


def _blocked_people(session: Session) -> frozenset[int]:
    """Return the persons that the clients out of sight are; a server shows none."""
    hidden = hidden_clients(session)
    if not hidden:
        return frozenset()
    found = select(Client.person_number).where(Client.number.in_(hidden))
    return frozenset(session.scalars(found))


def _midnight(day: date) -> datetime:
    """Return when a local day begins, in UTC."""
    day = min(max(day, KNOWN[0]), KNOWN[1])
    return datetime.combine(day, time()).astimezone().astimezone(UTC)


def _row(found: Any, blocked: frozenset[int]) -> EventRow:
    detail = _detail(found.body)
    what = record_words(found.table_name, found.record, detail)
    if found.action is Action.SIGNED_IN:
        what = f"På {detail.get('machine') or 'ukjent maskin'}"
    if words := detail.get("words"):
        what += f": «{words}»"
    return EventRow(
        number=found.seq,
        at=found.at,
        action=found.action,
        who=found.staff or ("" if found.action is Action.REFUSED_SIGN_IN else PROGRAM),
        what=what,
        about=BLOCKED_NAME
        if found.person_number in blocked
        else full_name(found.given_name or "", found.family_name or ""),
        until=found.until,
    )


def event_words(table: str, record: int | None, body: str | None) -> str:
    """Return what an event is about: ``Vedtak 12``."""
    return record_words(table, record, _detail(body))


def _detail(body: str | None) -> dict[str, Any]:
    return json.loads(body) if body else {}


def _part_words(part: str, values: Mapping[str, Any] | None) -> str:
    if values is None:
        return ""
    told = (value_words(part, name, value) for name, value in values.items())
    return ", ".join(each for each in told if each)


#: What else an event may tell, and what it is called.
_MORE = {
    "reason": "Begrunnelse",
    "case": "Sak",
    "words": "Søkeord",
    "hits": "Treff",
    "chip": "Filter",
    "count": "Antall",
    "code": "Periode",
    "year": "År",
    "from": "Fra",
    "to": "Til",
}


def _told(detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(_MORE[name], str(detail[name])) for name in _MORE if name in detail]
