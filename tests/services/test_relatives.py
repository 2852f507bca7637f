"""Whoever lives with somebody at a secret address is as secret as they are."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.application import Applicant, ApplicationDraft
from stkdesk.domain.client import ClientDraft, Relation, RelativeDraft
from stkdesk.domain.intake import IntakeDraft
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.services.intake import take_in
from stkdesk.services.office import set_up_office

TODAY = date(2026, 11, 16)
CHILD = PersonDraft("Signe", "Moe", date(2010, 2, 3), street="Lia 3")
CHILD = replace(CHILD, postal_code="6518", city="Kristiansund N")
AT_HOME = RelativeDraft(Relation.PARENT, replace(CHILD, given_name="Kari"))
ELSEWHERE = replace(AT_HOME, person=replace(CHILD, street="Fjellveien 8"))
SECRET = replace(CHILD, protection=Protection.CONFIDENTIAL)


def protection_of(session, client=1):
    beside = open_client(session, client).draft.relatives
    return [each.person.protection for each in beside]


@pytest.mark.parametrize("street", ["Lia 3", "  lia 3 "])
def test_a_parent_in_the_same_home_gets_the_same_protection(database, street):
    mother = replace(AT_HOME, person=replace(AT_HOME.person, street=street))
    draft = ClientDraft(SECRET, relatives=(mother, ELSEWHERE))
    with database.transaction() as session:
        register_client(session, draft, today=TODAY)
        assert protection_of(session) == [Protection.CONFIDENTIAL, Protection.OPEN]


def test_a_home_that_becomes_secret_is_so_for_all_who_live_there(database):
    draft = ClientDraft(CHILD, relatives=(AT_HOME,))
    with database.transaction() as session:
        client = register_client(session, draft, today=TODAY)
        card = open_client(session, client)
        assert protection_of(session) == [Protection.OPEN]
        secret = replace(card.draft, person=SECRET)
        edit_client(session, client, card.version, secret, today=TODAY)
        assert protection_of(session) == [Protection.CONFIDENTIAL]


def test_an_applicant_who_lives_there_is_as_secret(database):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=TODAY)
        client = register_client(session, ClientDraft(SECRET), today=TODAY)
        asked = ApplicationDraft(client, TODAY, Applicant.PARENT)
        take_in(session, IntakeDraft(asked, new_applicant=AT_HOME), today=TODAY)
        assert protection_of(session) == [Protection.CONFIDENTIAL]
