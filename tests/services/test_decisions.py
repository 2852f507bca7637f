"""Drafts of decisions, and who is to get one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from stkdesk.domain.client import Relation
from stkdesk.domain.decision import DecisionDraft, DecisionKind, DecisionState
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.person import Protection
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import (
    discard_decision,
    edit_decision,
    open_decision,
    register_decision,
)
from stkdesk.services.office import set_up_office
from stkdesk.services.recipients import SELF, letter_recipients
from stkdesk.storage.tables import Client, ClientRelation
from tests.builders import a_client, a_person, individual

ADULT, CHILD, YOUTH = date(1990, 5, 1), date(2014, 5, 1), date(2010, 5, 1)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OfficeDraft(municipality="Fjordvik"), today=today)
        yield session


def born(session, day, *relations, **person):
    """Register somebody born on ``day``; relations are (name, relation, letters)."""
    number = a_client(session, "Åse Bø", person={"birth_date": day, **person})
    session.get(Client, number).relations = [
        ClientRelation(person=a_person(name), relation=relation, gets_letters=letters)
        for name, relation, letters in relations
    ]
    session.flush()
    return number


def proposed(session, client, today):
    found = letter_recipients(session, client, today=today)
    return [one.name for one in found if one.is_proposed]


def test_a_new_decision_begins_with_the_usual_legal_basis(session, today):
    draft = begin_decision(session, a_client(session), today=today)
    assert draft.decided_on == today
    assert "helse- og omsorgstjenesteloven § 3-2" in draft.legal_basis
    assert len(draft.legal_basis.splitlines()) > 1


def test_the_legal_basis_is_in_the_language_of_the_client(session, today):
    client = a_client(session, language=Language.NYNORSK)
    basis = begin_decision(session, client, today=today).legal_basis
    assert "tenestelova" in basis
    assert "tjenesteloven" not in basis


def test_a_draft_may_lack_most_things(session, today):
    draft = begin_decision(session, a_client(session, "Åse Bø"), today=today)
    card = open_decision(session, register_decision(session, draft))

    assert card.draft == draft
    assert (card.state, card.reference) == (DecisionState.DRAFT, "")
    assert card.client == "Åse Bø"
    assert card.papers == ()


def test_a_draft_keeps_everything_that_is_typed(session, today):
    number = register_decision(
        session, begin_decision(session, a_client(session), today=today)
    )
    draft = DecisionDraft(
        client_number=1,
        kind=DecisionKind.REFUSED,
        applied_on=date(2026, 10, 1),
        decided_on=today,
        valid_from=date(2026, 12, 1),
        valid_to=date(2027, 12, 1),
        items=individual(240),
        expense_cap_ore=50_000,
        drive_cap_metres=120_000,
        goal="Komme ut",
        facts="Fakta",
        own_view="Ønsker",
        grounds="Fordi",
        legal_basis="§ 3-2",
    )
    edit_decision(session, number, 1, draft)
    assert open_decision(session, number).draft == draft


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"client_number": None}, "client"),
        ({"valid_from": date(2026, 5, 1), "valid_to": date(2026, 4, 1)}, "valid_to"),
        ({"items": individual(-15)}, "items"),
    ],
)
def test_what_cannot_stand_is_refused_even_in_a_draft(session, today, change, field):
    draft = begin_decision(session, a_client(session), today=today)
    with pytest.raises(InvalidInputError) as told:
        register_decision(session, replace(draft, **change))
    assert [problem.field for problem in told.value.problems] == [field]


def test_an_outdated_draft_is_refused(session, today):
    draft = begin_decision(session, a_client(session), today=today)
    number = register_decision(session, draft)
    edit_decision(session, number, 1, replace(draft, goal="Ut"))
    with pytest.raises(ChangedByAnotherError):
        edit_decision(session, number, 1, replace(draft, goal="Inn"))
    assert open_decision(session, number).draft.goal == "Ut"


def test_a_draft_can_be_thrown_away_and_brought_back(session, today):
    draft = begin_decision(session, a_client(session), today=today)
    number = register_decision(session, replace(draft, goal="Ut"))
    kept = discard_decision(session, number)
    with pytest.raises(NotFoundError):
        open_decision(session, number)
    assert open_decision(session, register_decision(session, kept)).draft.goal == "Ut"


def test_an_adult_gets_the_decision(session, today):
    client = born(session, ADULT, ("Mor Bø", Relation.NEXT_OF_KIN, True))
    [only] = letter_recipients(session, client, today=today)
    assert (only.key, only.name, only.is_proposed) == (SELF, "Åse Bø", True)
    assert only.relation is None
    assert only.address.postal_code == "6509"


def test_a_guardian_who_has_the_letters_gets_it_on_behalf_of_the_adult(session, today):
    client = born(session, ADULT, ("Vera Verge", Relation.GUARDIAN, True))
    assert proposed(session, client, today) == ["Vera Verge"]
    assert [r.name for r in letter_recipients(session, client, today=today)] == [
        "Vera Verge",
        "Åse Bø",
    ]


def test_a_guardian_who_has_not_the_letters_is_shown_but_not_proposed(session, today):
    client = born(session, ADULT, ("Vera Verge", Relation.GUARDIAN, False))
    assert proposed(session, client, today) == ["Åse Bø"]


def test_the_parents_get_it_for_a_child(session, today):
    both = [("Mor Bø", Relation.PARENT, False), ("Far Bø", Relation.PARENT, False)]
    assert proposed(session, born(session, CHILD, *both), today) == ["Mor Bø", "Far Bø"]


def test_only_the_parent_who_has_the_letters_is_proposed_when_one_is(session, today):
    both = [("Mor Bø", Relation.PARENT, False), ("Far Bø", Relation.PARENT, True)]
    assert proposed(session, born(session, CHILD, *both), today) == ["Far Bø"]


@pytest.mark.parametrize(
    ("day", "own_copy"), [(date(2011, 11, 16), True), (date(2011, 11, 17), False)]
)
def test_from_fifteen_years_the_client_gets_a_copy_too(session, today, day, own_copy):
    client = born(session, day, ("Mor Bø", Relation.PARENT, True))
    expected = ["Mor Bø", "Åse Bø"] if own_copy else ["Mor Bø"]
    assert proposed(session, client, today) == expected


def test_a_child_without_parents_in_the_register_has_nobody_proposed(session, today):
    assert proposed(session, born(session, CHILD), today) == []


def test_a_protected_address_is_left_out_of_the_letter(session, today):
    client = born(session, ADULT, protection=Protection.STRICT)
    [only] = letter_recipients(session, client, today=today)
    assert only.by_hand
    assert only.has_address
    assert "Fjordgata" not in repr(only.address)
    assert only.address.city == "Leveres personlig"


@pytest.mark.parametrize(("ended", "told"), [(1, ["Åse Bø"]), (0, ["Vera Verge"])])
def test_a_guardian_gets_no_letter_after_the_last_day(session, today, ended, told):
    client = born(session, ADULT, ("Vera Verge", Relation.GUARDIAN, True))
    [relation] = session.scalars(select(ClientRelation))
    relation.valid_to = today - timedelta(days=ended)
    session.flush()
    assert proposed(session, client, today) == told


def test_every_recipient_says_why(session, today):
    client = born(session, YOUTH, ("Mor Bø", Relation.PARENT, True))
    found = letter_recipients(session, client, today=today)
    assert [one.why for one in found] == [
        "Brukeren er under 18 år.",
        "Har fylt 15 år og skal ha sitt eget eksemplar.",
    ]


def test_a_new_decision_lasts_a_year_from_the_first_of_next_month(session, today):
    draft = begin_decision(session, a_client(session), today=today)
    assert (draft.valid_from, draft.valid_to) == (date(2026, 12, 1), date(2027, 11, 30))
