"""The waiting list: clients with granted hours that nobody gives yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.matching import WaitReason, WaitUrgency
from stkdesk.domain.names import fold, full_name, search_words
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.domain.waiting import MOST_URGENT, Urgency, urgency_now, weeks_waited
from stkdesk.services.access import needs
from stkdesk.services.case_rules import case_rules
from stkdesk.services.client_places import client_areas
from stkdesk.services.match_clients import client_of
from stkdesk.services.people import short_number
from stkdesk.services.unmet import UnmetRow, unmet
from stkdesk.storage.tables import Client, Inquiry, Person, Wait
from stkdesk.storage.trail import note, note_list

WITHOUT, PARTLY, ASKED = "without", "partly", "asked"  # filters beside the urgencies


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One line of the waiting list; ``number`` is the client's short number."""

    number: int
    client: str
    birth_date: date | None
    areas: str  # "?" when it may not be seen, "" when nothing is written
    missing_minutes: int  # a month of four weeks
    agreed_minutes: int  # the same; 0: nobody helps
    unit: HoursUnit
    since: date
    weeks: int
    urgency: Urgency
    reason: WaitReason
    note: str
    asked: int  # contacts who have not answered yet


@needs(Right.READ_CASES)
def waiting_list(
    session: Session, query: ListQuery, *, today: date
) -> ListPage[WaitingRow]:
    """Return one page of those who wait, most urgent first; without those hidden."""
    everybody = unmet(session, today=today)
    urgencies = urgencies_of(everybody, case_rules(session, today), today)
    asked = _open_inquiries(session)
    chips = _counts(everybody, urgencies, asked)
    found = everybody
    if query.chip:
        found = [
            each for each in everybody if query.chip in _filters(each, urgencies, asked)
        ]
    if query.search.strip():
        found = [each for each in found if _is_meant(each, query.search)]
    found = _in_order(found, query, urgencies)
    some = found[query.offset : query.offset + query.limit]
    note_list(session, "waiting", query, len(found))
    return ListPage(
        rows=_rows(session, some, urgencies, asked, today),
        total=len(found),
        everything=len(everybody),
        chips=chips,
    )


@needs(Right.READ_CASES)
def open_waiting(session: Session, client_number: int, *, today: date) -> WaitingRow:
    """Return the line of one who waits; noted in the trail.

    Raises:
        NotFoundError: if there is no such client, or they wait no more.
        BlockedError: if it is one the person at work may not see.

    """
    person = client_of(session, client_number).person_number
    note(session, Action.OPENED, "clients", client_number, person=person)
    found = unmet(session, today=today, only=(client_number,))
    if not found:
        raise NotFoundError("Brukeren står ikke lenger på ventelisten.")
    urgencies = urgencies_of(found, case_rules(session, today), today)
    [row] = _rows(session, found, urgencies, _open_inquiries(session), today)
    return row


def urgencies_of(
    everybody: Sequence[UnmetRow], rules: CaseRules, today: date
) -> dict[int, Urgency]:
    """Return how much each hurries today; who began the same day is judged once."""
    known: dict[Any, Urgency] = {}
    found = {}
    for row in everybody:
        like = (row.urgency, row.reason, row.since)
        if like not in known:
            weeks = weeks_waited(row.since, today)
            known[like] = urgency_now(row.urgency, row.reason, weeks, rules)
        found[row.number] = known[like]
    return found


def _counts(
    everybody: Sequence[UnmetRow], urgencies: dict[int, Urgency], asked: dict[int, int]
) -> dict[str, int]:
    """Return how many are behind each chip."""
    levels = Counter([each.level for each in urgencies.values()])
    partly = len([each for each in everybody if each.agreed])
    return {
        **{level.value: levels[level] for level in WaitUrgency},
        WITHOUT: len(everybody) - partly,
        PARTLY: partly,
        ASKED: len(urgencies.keys() & asked.keys()),
    }


def _filters(
    row: UnmetRow, urgencies: dict[int, Urgency], asked: dict[int, int]
) -> tuple[str, ...]:
    """Return the chips somebody who waits is behind."""
    level = urgencies[row.number].level
    helped = PARTLY if row.agreed else WITHOUT
    return (level, helped, ASKED) if row.number in asked else (level, helped)


def _is_meant(row: UnmetRow, search: str) -> bool:
    """Each word begins a word of the name, a number, or of the reason."""
    number = short_number(search, "b")
    if number is not None and number == row.number:
        return True
    text = f"{row.search_text} {fold(row.reason.label)}"
    return all(f" {word}" in text for word in search_words(search))


def _in_order(
    found: Sequence[UnmetRow], query: ListQuery, urgencies: dict[int, Urgency]
) -> list[UnmetRow]:
    """The most urgent first, of these the ones nobody helps, then the longest wait."""

    def urgent(row: UnmetRow) -> tuple[Any, ...]:
        first = MOST_URGENT[urgencies[row.number].level]
        return (first, bool(row.agreed), row.since, row.sort_key)

    keys: dict[str, Callable[[UnmetRow], Any]] = {
        "": urgent,
        "urgency": urgent,
        "client": lambda row: row.sort_key,
        "since": lambda row: (row.since, row.sort_key),
        "missing": lambda row: (row.missing, row.sort_key),
        "reason": lambda row: (row.reason.label, row.sort_key),
        "number": lambda row: row.number,
    }
    return sorted(found, key=keys[query.sort], reverse=query.descending)


def _open_inquiries(session: Session) -> dict[int, int]:
    """Return for each client how many contacts have not answered yet."""
    found: dict[int, int] = {}
    unanswered = select(Inquiry.client_number).where(Inquiry.answer.is_(None))
    for number in session.scalars(unanswered):
        found[number] = found.get(number, 0) + 1
    return found


def _rows(
    session: Session,
    some: Sequence[UnmetRow],
    urgencies: dict[int, Urgency],
    asked: dict[int, int],
    today: date,
) -> tuple[WaitingRow, ...]:
    numbers = [each.number for each in some]
    people = {
        row.number: row
        for row in session.execute(
            select(
                Client.number, Person.given_name, Person.family_name, Person.birth_date
            )
            .join(Person, Person.number == Client.person_number)
            .where(Client.number.in_(numbers))
        )
    }
    areas = client_areas(session, numbers)
    notes = dict(
        session.execute(
            select(Wait.client_number, Wait.note).where(Wait.client_number.in_(numbers))
        ).all()
    )
    return tuple(
        WaitingRow(
            number=each.number,
            client=full_name(
                people[each.number].given_name, people[each.number].family_name
            ),
            birth_date=people[each.number].birth_date,
            areas=areas[each.number].shown,
            missing_minutes=each.missing,
            agreed_minutes=each.agreed,
            unit=each.unit,
            since=each.since,
            weeks=weeks_waited(each.since, today),
            urgency=urgencies[each.number],
            reason=each.reason,
            note=notes.get(each.number, ""),
            asked=asked.get(each.number, 0),
        )
        for each in some
        if each.number in people
    )
