"""One box that finds everything."""

import pytest

from stkdesk.services.search import find
from tests import builders


@pytest.fixture
def found(database):
    with database.transaction() as session:
        client = builders.a_client(session, "Åse Ødegård")
        contact = builders.a_contact(session, "Ødger Berg")
        builders.an_assignment(session, client, contact)

    def search(text):
        with database.reading() as session:
            return [(hit.room, hit.number, hit.title) for hit in find(session, text)]

    return search


def test_clients_and_support_contacts_are_found_together(found):
    assert found("ode") == [
        ("clients", 1, "Åse Ødegård"),
    ]
    assert found("od") == [
        ("clients", 1, "Åse Ødegård"),
        ("contacts", 1, "Ødger Berg"),
    ]


def test_an_assignment_is_found_by_its_short_number(found):
    assert found("O-1") == [("assignments", 1, "O-1")]
    assert found("o1") == [("assignments", 1, "O-1")]
    assert found("O-99") == []


def test_nothing_is_found_for_nothing(found):
    assert found("") == []
    assert found("   ") == []
