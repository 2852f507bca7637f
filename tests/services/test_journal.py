"""The journal: what is sent and received, numbered without holes and locked."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.journal import (
    DocumentKind,
    EntryDraft,
    EntryState,
    Party,
    PartyRole,
)
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.journal import journal, reference_of
from stkdesk.services.journal_rows import entries_of_client
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Case
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
