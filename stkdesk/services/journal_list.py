"""The journal as a long list: searched, filtered, a page at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.journal import EntryKind, EntryState
from stkdesk.domain.listing import ListPage, ListQuery
from stkdesk.domain.names import search_words
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.journal_rows import EntryRow, entry_rows
from stkdesk.services.paging import page_of, sorted_by
from stkdesk.services.people import short_number
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import Case, ClientNames, JournalEntry
from stkdesk.storage.trail import note_list
from stkdesk.storage.walking import walk

BEGIN = datetime(1900, 1, 1, tzinfo=UTC)  # before any entry
_REFERENCE = re.compile(r"\s*(\d{4}/\d{1,7})(?:-(\d{1,5}))?\s*")


class EntryFilter(StrEnum):
    """What of the journal is shown."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"
    UNSENT = "unsent"
    ARCHIVED = "archived"
    VOID = "void"

    @property
    def label(self) -> str:
        """The word on the filter."""
        return {
            EntryFilter.INCOMING: "Inn",
            EntryFilter.OUTGOING: "Ut",
            EntryFilter.INTERNAL: "Interne",
            EntryFilter.UNSENT: "Ikke ekspedert",
            EntryFilter.ARCHIVED: "Arkivert",
            EntryFilter.VOID: "Utgår",
        }[self]

    def holds(self, kind: EntryKind, state: EntryState) -> bool:
        """Tell whether an entry of this kind and state is shown."""
        return {
            EntryFilter.INCOMING: kind is EntryKind.INCOMING,
            EntryFilter.OUTGOING: kind is EntryKind.OUTGOING,
            EntryFilter.INTERNAL: kind is EntryKind.INTERNAL,
            EntryFilter.UNSENT: kind is EntryKind.OUTGOING
            and state is EntryState.JOURNALLED,
            EntryFilter.ARCHIVED: state is EntryState.ARCHIVED,
            EntryFilter.VOID: state is EntryState.VOID,
        }[self]


@needs(Right.READ_CASES)
def list_entries(session: Session, query: ListQuery) -> ListPage[EntryRow]:
    """Return one page of the journal, newest first unless ``query`` says otherwise.

    The search finds words of title and parties, names of the client, and references:
    ``2026/14`` the case, ``2026/14-3`` the document, ``B-12`` all of a client. A chip
    is an EntryFilter.
    """
    meant = _meant(session, query)
    chips = _count(session)
    numbers, total = page_of(
        session, meant, _in_order(meant, query), query, unsearched=chips[query.chip]
    )
    found = {row.number: row for row in entry_rows(session, _among(numbers))}
    note_list(session, "journal_entries", query, total)
    return ListPage(
        rows=tuple(found[number] for number in numbers),
        total=total,
        everything=chips[""],
        chips=chips,
    )


def _among(numbers: Any) -> ColumnElement[bool]:
    return JournalEntry.number.in_(numbers)


def _meant(session: Session, query: ListQuery) -> Select[int]:
    """Return the query of the numbers of the entries that are looked for."""
    meant = select(JournalEntry.number)
    if hidden := hidden_clients(session):
        theirs = select(Case.number).where(Case.client_number.in_(hidden))
        meant = meant.where(JournalEntry.case_number.not_in(theirs))
    if query.search.strip():
        meant = meant.where(_sought(query.search))
    if query.chip:
        meant = meant.where(_shown(EntryFilter(query.chip)))
    return meant


def _sought(search: str) -> ColumnElement[bool]:
    if reference := _REFERENCE.fullmatch(search):
        case, serial = reference.groups()
        of_case = JournalEntry.case_number.in_(
            select(Case.number).where(Case.reference == case)
        )
        return and_(of_case, JournalEntry.serial == int(serial)) if serial else of_case
    client = short_number(search, "b")
    if client is not None and not search.strip().isdecimal():
        return _of_cases(Case.client_number == client)
    return and_(*(_has(word) for word in search_words(search)))


def _has(word: str) -> ColumnElement[bool]:
    """Return the condition that a word stands in the entry, or begins a name."""
    named = select(ClientNames.client_number).where(
        ClientNames.search_text.contains(f" {word}", autoescape=True)
    )
    return or_(
        JournalEntry.search_text.contains(f" {word}", autoescape=True),
        _of_cases(Case.client_number.in_(named)),
    )


def _of_cases(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return JournalEntry.case_number.in_(select(Case.number).where(condition))


def _shown(chip: EntryFilter) -> ColumnElement[bool]:
    match chip:
        case EntryFilter.UNSENT:
            return and_(
                JournalEntry.state == EntryState.JOURNALLED,
                JournalEntry.kind == EntryKind.OUTGOING,
            )
        case EntryFilter.ARCHIVED | EntryFilter.VOID:
            return JournalEntry.state == EntryState(chip.value)
        case _:
            return JournalEntry.kind == EntryKind(chip.value)


def _in_order(meant: Select[int], query: ListQuery) -> Select[int]:
    by_day = (JournalEntry.registered_at, JournalEntry.number)
    columns: Mapping[str, tuple[Any, ...]] = {
        "": by_day,
        "registered": by_day,
        "reference": (JournalEntry.case_number, JournalEntry.serial),
    }
    first, *rest = columns[query.sort]
    down = query.descending or not query.sort
    if first is JournalEntry.registered_at:
        meant = meant.where(walk(first >= BEGIN))
    return meant.order_by(
        sorted_by(first, descending=down),
        *(sorted_by(each, descending=down) for each in rest),
    )


def _count(session: Session) -> dict[str, int]:
    """Return how many entries each filter shows; all of them under ""."""
    counted = select(JournalEntry.state, JournalEntry.kind, func.count()).group_by(
        JournalEntry.state, JournalEntry.kind
    )
    if hidden := hidden_clients(session):
        counted = counted.join(Case, Case.number == JournalEntry.case_number).where(
            Case.client_number.not_in(hidden)
        )
    found = session.execute(counted).all()
    chips = {"": sum(many for _, _, many in found)}
    for chip in EntryFilter:
        chips[chip.value] = sum(
            many for state, kind, many in found if chip.holds(kind, state)
        )
    return chips
