"""The journal as a list: found by what people remember of a document."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    Party,
    PartyRole,
)
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.staff import Role
from stkdesk.services.blocking import block_client
from stkdesk.services.journal import journal, void_entry
from stkdesk.services.journal_list import EntryFilter, list_entries
from stkdesk.services.office import set_up_office
from tests.builders import a_client
from tests.staff import at_work, hire

CAME = EntryDraft(
    document=DocumentKind.DECLARATION,
    title="Erklæring fra lege",
    document_on=date(2026, 11, 12),
    received_on=date(2026, 11, 16),
    parties=(Party(PartyRole.SENDER, "Fjordvik legesenter"),),
)
WENT = replace(
    CAME,
    kind=EntryKind.OUTGOING,
    title="Foreløpig svar",
    received_on=None,
    parties=(Party(PartyRole.RECIPIENT, "Åse Ødegård"),),
)


@pytest.fixture
def office(database, today):
    """Two clients: one with a letter each way, one with a letter that came."""
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        ase, oskar = a_client(session, "Åse Ødegård"), a_client(session, "Oskar Moen")
        for client, draft in ((ase, CAME), (ase, WENT), (oskar, CAME)):
            journal(session, replace(draft, client_number=client), today=today)
    return database


def found(office, search="", **how):
    with office.reading() as session:
        page = list_entries(session, ListQuery(search=search, **how))
    return [row.reference for row in page.rows]


def test_the_newest_stands_first(office):
    assert found(office) == ["2026/2-1", "2026/1-2", "2026/1-1"]
    assert found(office, sort="reference") == ["2026/1-1", "2026/1-2", "2026/2-1"]
    assert found(office, offset=1, limit=1) == ["2026/1-2"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026/1", ["2026/1-2", "2026/1-1"]),
        ("2026/1-2", ["2026/1-2"]),
        ("b-1", ["2026/1-2", "2026/1-1"]),
        ("odegard", ["2026/1-2", "2026/1-1"]),
        ("ødegård lege", ["2026/1-1"]),
        ("legesenter", ["2026/2-1", "2026/1-1"]),
        ("foreløpig", ["2026/1-2"]),
        ("2027/1", []),
        ("noe annet", []),
    ],
)
def test_a_document_is_found_by_what_one_remembers_of_it(office, typed, expected):
    assert found(office, typed) == expected


@pytest.mark.parametrize(
    ("chip", "expected"),
    [
        (EntryFilter.INCOMING, ["2026/2-1", "2026/1-1"]),
        (EntryFilter.OUTGOING, ["2026/1-2"]),
        (EntryFilter.UNSENT, ["2026/1-2"]),
        (EntryFilter.VOID, ["2026/2-1"]),
        (EntryFilter.INTERNAL, []),
    ],
)
def test_each_filter_shows_what_it_counts(office, chip, expected):
    with office.transaction() as session:
        void_entry(session, 3, 1, "Feil bruker")
    assert found(office, chip=chip) == expected
    with office.reading() as session:
        page = list_entries(session, ListQuery())
    assert page.chips[chip] == len(expected)
    assert page.everything == 3


def test_a_blocked_client_has_no_documents_to_others(office):
    with office.transaction() as session:
        block_client(session, 1, [])
    worker = hire(office, "Per", Role.CASEWORKER)
    with at_work(office, worker) as own:
        assert found(own) == ["2026/2-1"]
        assert found(own, "ødegård") == []
        with own.reading() as session:
            page = list_entries(session, ListQuery(search="lege"))
        assert (page.total, page.everything) == (1, 1)


def test_a_page_takes_no_more_questions_when_it_is_long(office, today):
    with office.transaction() as session:
        for _ in range(20):
            journal(session, replace(CAME, client_number=1), today=today)
    asked = []
    engine = office._engine
    event.listen(engine, "before_cursor_execute", lambda *how: asked.append(how[2]))
    assert len(found(office)) == 23
    assert len([sql for sql in asked if "journal" in sql]) <= 5
