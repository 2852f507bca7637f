"""Declarations of confidentiality: printed, explained, signed, and which version."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.contact import ContactDraft, ContactStatus
from stkdesk.domain.declaration_rules import DeclarationDraft
from stkdesk.domain.errors import InvalidInputError, NotFoundError
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.services.access import needs
from stkdesk.services.contacts import edit_contact, open_contact, register_contact
from stkdesk.services.declaration_rows import declaration_rows
from stkdesk.services.declarations import (
    print_declaration,
    sign_declaration,
    unsign_declaration,
)
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Contact, LetterText
from tests import builders as make

TODAY = date(2026, 11, 22)
SIGNED = DeclarationDraft(explained_on=date(2026, 11, 18), signed_on=date(2026, 11, 19))


@pytest.fixture
def session(database):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Byen"), today=TODAY)
        yield session


@needs()
def rows(session, contact):
    return declaration_rows(session, contact)


def signed_on(session, contact):
    return session.get(Contact, contact).declaration_signed_on


def test_what_is_printed_waits_for_a_signature(session):
    contact = make.a_contact(session, language=Language.NYNORSK)
    paper = print_declaration(session, contact, today=TODAY)
    [row] = rows(session, contact)
    assert (row.paper_number, row.made_on) == (paper.number, TODAY)
    assert (row.form_version, row.language) == ("2026-11", Language.NYNORSK)
    assert row.signed_on is None
    assert signed_on(session, contact) is None


def test_signing_says_who_explained_it_and_which_version(session, database):
    contact = make.a_contact(session)
    print_declaration(session, contact, today=date(2026, 11, 17))
    number = sign_declaration(session, contact, SIGNED, today=TODAY)
    [row] = rows(session, contact)
    assert (row.number, row.form_version) == (number, "2026-11")
    assert (row.explained_on, row.signed_on) == (SIGNED.explained_on, SIGNED.signed_on)
    assert row.explained_by == database.actor.name
    assert signed_on(session, contact) == SIGNED.signed_on


def test_the_office_s_own_words_are_a_version_of_their_own(session):
    session.add(
        LetterText(
            paper="declaration",
            language=Language.BOKMAL,
            key="lead",
            valid_from=date(2026, 11, 10),
            body="Les nøye.",
        )
    )
    contact = make.a_contact(session)
    print_declaration(session, contact, today=TODAY)
    [row] = rows(session, contact)
    assert row.form_version == "2026-11/2026-11-10"


def test_one_signed_before_versions_were_kept_has_none(session):
    contact = make.a_contact(session)
    old = replace(SIGNED, explained_on=date(2025, 2, 1), signed_on=date(2025, 2, 1))
    sign_declaration(session, contact, old, today=TODAY)
    [row] = rows(session, contact)
    assert (row.form_version, row.made_on) == ("", None)


def test_signed_before_it_was_explained_is_refused_and_nothing_is_lost(session):
    contact = make.a_contact(session)
    print_declaration(session, contact, today=TODAY)
    wrong = replace(SIGNED, explained_on=date(2026, 11, 20))
    with pytest.raises(InvalidInputError, match="underskrevet før den ble forklart"):
        sign_declaration(session, contact, wrong, today=TODAY)
    [row] = rows(session, contact)
    assert row.signed_on is None


def test_a_guardian_signs_with_who_is_under_18(session):
    young = {"birth_date": date(2009, 5, 1)}
    contact = make.a_contact(session, person=young)
    with pytest.raises(InvalidInputError, match="En foresatt må også"):
        sign_declaration(session, contact, SIGNED, today=TODAY)
    by_both = replace(SIGNED, guardian_signed=True)
    sign_declaration(session, contact, by_both, today=TODAY)
    [row] = rows(session, contact)
    assert row.guardian_signed


def test_the_newest_signature_is_what_the_lists_find_by(session):
    contact = make.a_contact(session)
    newer = replace(SIGNED, signed_on=date(2026, 11, 21))
    last = sign_declaration(session, contact, newer, today=TODAY)
    sign_declaration(session, contact, SIGNED, today=TODAY)
    assert signed_on(session, contact) == date(2026, 11, 21)
    unsign_declaration(session, contact, last)
    assert signed_on(session, contact) == SIGNED.signed_on
    assert len(rows(session, contact)) == 1  # it was not made here: taken away


def test_a_mistaken_signature_leaves_the_printed_one_to_be_signed(session):
    contact = make.a_contact(session)
    print_declaration(session, contact, today=date(2026, 11, 17))
    number = sign_declaration(session, contact, SIGNED, today=TODAY)
    unsign_declaration(session, contact, number)
    [row] = rows(session, contact)
    assert (row.signed_on, row.explained_on, row.explained_by) == (None, None, "")
    assert signed_on(session, contact) is None
    assert sign_declaration(session, contact, SIGNED, today=TODAY) == number


def test_nobody_signs_the_declaration_of_another(session):
    contact, other = make.a_contact(session), make.a_contact(session, "Kari Lunde")
    print_declaration(session, contact, today=date(2026, 11, 17))
    [row] = rows(session, contact)
    with pytest.raises(NotFoundError):
        theirs = replace(SIGNED, number=row.number)
        sign_declaration(session, other, theirs, today=TODAY)


def test_a_contact_registered_with_a_signed_declaration_has_one(session):
    draft = ContactDraft(
        person=PersonDraft("Nora", "Ås", birth_date=date(1990, 5, 17)),
        status=ContactStatus.ACTIVE,
        declaration_signed_on=date(2024, 3, 1),
    )
    contact = register_contact(session, draft, today=TODAY)
    [row] = rows(session, contact)
    assert row.signed_on == signed_on(session, contact) == date(2024, 3, 1)


def test_the_form_of_a_contact_writes_no_signature(session):
    contact = make.a_contact(session)
    card = open_contact(session, contact)
    typed = replace(card.draft, declaration_signed_on=TODAY)
    edit_contact(session, contact, card.version, typed, today=TODAY)
    assert signed_on(session, contact) is None
    assert rows(session, contact) == ()
