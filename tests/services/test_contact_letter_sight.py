"""Who may see letters to support contacts, and what they may give away."""

from datetime import date

import pytest

from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import BlockedError, NotAllowedError, NotFoundError
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Role
from stkdesk.services.blocking import block_client
from stkdesk.services.contact_letters import (
    open_contact_letter,
    preview_contact_letter,
    register_contact_letter,
)
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_facts import lacks
from stkdesk.services.letter_pile import READY, letter_pile
from stkdesk.services.papers import list_papers, open_paper_bytes
from stkdesk.storage.person_rows import rows_of
from stkdesk.storage.tables import Client, Contact
from tests.builders import a_client, a_contact, an_assignment
from tests.services.test_contact_letters import ADULT, begun, issued, said
from tests.services.writing import a_grant, an_office
from tests.staff import hired

K = ContactLetterKind


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield session


@pytest.fixture
def contact(session):
    return a_contact(session, "Sølvi Næss", person={"phone": "40000001"})


@pytest.fixture
def client(session):
    return a_client(session, "Åse Ødegård", person=ADULT)


@pytest.fixture
def assignment(session, client, contact):
    a_grant(session, client)
    return an_assignment(session, client, contact, end_on=date(2026, 11, 20))


def test_a_contact_at_a_secret_address_gets_it_by_hand(session, today):
    secret = a_contact(session, "Gro Vik", person={"protection": Protection.STRICT})
    draft = begun(session, K.APPROVED, secret, today)
    _number, made = issued(session, draft, today)

    assert made.by_hand
    assert "Fjordgata" not in said(made)


def test_who_may_not_see_the_address_may_not_make_the_letter(database, today):
    with database.transaction() as session:
        an_office(session, today)
        secret = a_contact(session, "Gro Vik", person={"protection": Protection.STRICT})
    with hired(database, Role.CASEWORKER) as other, other.transaction() as session:
        draft = begun(session, K.APPROVED, secret, today)
        with pytest.raises(NotAllowedError):
            preview_contact_letter(session, draft, today=today)


def test_a_letter_about_a_blocked_client_is_hidden(database, today):
    with database.transaction() as session:
        an_office(session, today)
        contact = a_contact(session, "Sølvi Næss")
        client = a_client(session, "Åse Ødegård", person=ADULT)
        assignment = an_assignment(session, client, contact)
        draft = begun(session, K.START, contact, today, assignment)
        number, made = issued(session, draft, today)
        block_client(session, client, [])
    with hired(database, Role.CASEWORKER) as other:
        with other.transaction() as session:
            assert list_papers(session, ListQuery(search="Næss")).total == 0
        hidden = (BlockedError, NotFoundError)  # a server shows not even the row
        with pytest.raises(hidden), other.transaction() as session:
            open_contact_letter(session, number)
        with pytest.raises(hidden), other.transaction() as session:
            open_paper_bytes(session, made.number)
        with pytest.raises(hidden), other.transaction() as session:
            begun(session, K.END, contact, today, assignment)


def test_the_letter_to_the_client_never_says_where_the_contact_lives(
    session, client, assignment, today
):
    draft = begin_letter(
        session, LetterKind.YOUR_CONTACT, client, assignment=assignment, today=today
    )

    assert draft.text("contact_name") == "Sølvi Næss"
    assert draft.text("contact_phone") == "40000001"
    assert not any("Fjordgata" in text for text in draft.fields.values())
    assert [each for each in lacks(session, draft, today=today) if each.blocks] == []


def test_what_names_a_client_is_found_with_the_client(
    session, contact, client, assignment, today
):
    number, made = issued(
        session, begun(session, K.START, contact, today, assignment), today
    )
    own, _paper = issued(session, begun(session, K.APPROVED, contact, today), today)
    found = rows_of(session, session.get(Client, client).person_number)

    assert found.of("contact_letters") == (number,)
    assert made.number in found.of("papers")
    of_contact = rows_of(session, session.get(Contact, contact).person_number)
    assert set(of_contact.of("contact_letters")) == {number, own}


def test_the_pile_hides_what_names_a_blocked_client(database, today):
    with database.transaction() as session:
        an_office(session, today)
        contact = a_contact(session, "Sølvi Næss")
        client = a_client(session, "Åse Ødegård", person=ADULT)
        assignment = an_assignment(session, client, contact)
        for kind, about in ((K.START, assignment), (K.APPROVED, None)):
            register_contact_letter(
                session, begun(session, kind, contact, today, about)
            )
        block_client(session, client, [])
    with hired(database, Role.CASEWORKER) as other, other.transaction() as session:
        found = letter_pile(session, ListQuery(chip=READY), today=today)
        assert [each.kind for each in found.rows] == [K.APPROVED]
        assert found.everything == 1
