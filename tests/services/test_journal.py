"""The journal: what is sent and received, numbered without holes and locked."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import product
from threading import Barrier
from threading import Event as Flag

import pytest
from sqlalchemy import select

from stkdesk.domain.errors import InvalidInputError, NotFoundError
from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryKind,
    EntryState,
    Party,
    PartyRole,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.journal import journal, reference_of
from stkdesk.services.journal_rows import entries_of_client
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Case, JournalEntry
from tests.builders import a_client

OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    deciding_unit="Tjenestekontoret",
    case_officer="Kåre Næss",
)
SENDER = Party(PartyRole.SENDER, "Åse Ødegård")
LETTER = EntryDraft(
    document=DocumentKind.STATEMENT,
    title="Uttalelse til varsel",
    document_on=date(2026, 11, 12),
    received_on=date(2026, 11, 16),
    parties=(SENDER,),
)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
        yield session


def journalled(session, client, today, **changes):
    """Journal a letter from the client; return its running id."""
    draft = replace(LETTER, client_number=client, **changes)
    return reference_of(session, journal(session, draft, today=today))


def test_documents_of_a_client_are_numbered_within_one_case(session, today):
    oskar, other = a_client(session), a_client(session, "Eli Vik")
    given = [journalled(session, oskar, today) for _ in range(2)]
    given += [journalled(session, other, today), journalled(session, oskar, today)]
    assert given == ["2026/1-1", "2026/1-2", "2026/2-1", "2026/1-3"]


def test_a_case_goes_on_in_the_next_year_until_it_is_closed(session, today):
    client, later = a_client(session), date(2027, 2, 1)
    assert journalled(session, client, today) == "2026/1-1"
    assert journalled(session, client, later) == "2026/1-2"
    session.get(Case, 1).closed_on = later
    session.flush()
    assert journalled(session, client, later) == "2027/1-1"


def test_the_journal_has_the_six_facts_and_who_handles_it(session, today):
    client = a_client(session)
    journalled(session, client, today)
    [entry] = entries_of_client(session, client)
    assert (entry.reference, entry.client_number) == ("2026/1-1", client)
    assert entry.title == "Uttalelse til varsel"
    assert entry.parties == (SENDER,)
    assert (entry.document_on, entry.received_on) == (
        date(2026, 11, 12),
        date(2026, 11, 16),
    )
    assert entry.registered_at.date() == today
    assert entry.state is EntryState.JOURNALLED
    assert (entry.application_number, entry.attachments) == (None, 0)


def test_what_nobody_wrote_is_filled_in_from_the_office_and_the_law(session, today):
    client = a_client(session)
    journalled(session, client, today)
    entry = session.get(JournalEntry, 1)
    assert entry.is_withheld
    assert entry.withheld_basis.startswith("offentleglova § 13, jf. forvaltningsloven")
    assert entry.officer == "Kåre Næss"  # nobody at work has a name of their own
    assert entry.unit == "Tjenestekontoret"


def test_a_public_document_has_no_basis(session, today):
    client = a_client(session)
    journalled(session, client, today, is_withheld=False, withheld_basis="§ 13")
    assert session.get(JournalEntry, 1).withheld_basis == ""


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "Svar fra 010190 12345"}, "title"),
        ({"document_on": None}, "document_on"),
        ({"received_on": None}, "received_on"),
        ({"parties": ()}, "parties"),
        ({"parties": (Party(PartyRole.SENDER, " "),)}, "parties"),
        ({"received_on": date(2026, 11, 17)}, "received_on"),
        ({"document_on": date(1026, 11, 1)}, "document_on"),
        ({"kind": EntryKind.OUTGOING}, "parties"),
    ],
)
def test_a_document_that_lacks_one_of_the_facts_is_not_journalled(
    session, today, lacking, field
):
    client = a_client(session)
    with pytest.raises(InvalidInputError) as told:
        journalled(session, client, today, **lacking)
    assert [problem.field for problem in told.value.problems] == [field]
    assert journalled(session, client, today) == "2026/1-1"


def test_a_client_who_is_gone_has_no_journal(session, today):
    with pytest.raises(NotFoundError):
        journalled(session, 7, today)


def test_those_who_write_at_the_same_time_get_a_number_each(database, today):
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
        clients = [a_client(session, name) for name in ("Oskar Moen", "Eli Vik")]
    at_once = Barrier(4)

    def write(client, regrets):
        at_once.wait()
        for _ in range(3):
            with suppress(ZeroDivisionError), database.transaction() as session:
                journalled(session, client, today)
                if regrets:
                    raise ZeroDivisionError

    with ThreadPoolExecutor(4) as hands:
        working = [hands.submit(write, *how) for how in product(clients, (False, True))]
        for one in working:
            one.result()
    with database.reading() as session:
        for client in clients:
            entries = entries_of_client(session, client)
            assert [entry.serial for entry in entries] == [3, 2, 1]
            assert len({entry.reference.split("-")[0] for entry in entries}) == 1
        cases = session.scalars(select(Case.reference).order_by(Case.reference))
        assert list(cases) == ["2026/1", "2026/2"]


@pytest.mark.parametrize("known", [False, True], ids=["first case", "same case"])
def test_the_second_of_two_at_once_waits_for_the_first(database, engine, today, known):
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
        client = a_client(session)
        if known:
            journalled(session, client, today)

    in_line = Flag()

    def write_too():
        in_line.set()
        with database.transaction() as session:
            draft = replace(LETTER, client_number=client)
            case = session.get(Case, 1) if known else None
            number = journal(session, draft, today=today, case=case)
            return reference_of(session, number)

    with ThreadPoolExecutor(1) as other:
        with database.transaction() as session:
            first = journalled(session, client, today)
            second = other.submit(write_too)
            in_line.wait(timeout=20)
            wait([second], timeout=0.5)  # it stands in line until we have saved
        found = [first, second.result()]
    assert found == (["2026/1-2", "2026/1-3"] if known else ["2026/1-1", "2026/1-2"])
