"""Nobody is their own guardian, not even through others."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.client import ClientDraft, Relation, RelativeDraft
from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.guardians import goes_round
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Role
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.storage.tables import Client
from tests.staff import hired

TODAY = date(2026, 11, 22)
ANNE = PersonDraft("Anne", "Vik", date(1980, 1, 2))
BIRK = PersonDraft("Birk", "Vik", date(1981, 3, 4))
CLARA = PersonDraft("Clara", "Vik", date(1982, 5, 6))


def guarded(ward, *speakers, relation=Relation.GUARDIAN):
    beside = tuple(RelativeDraft(relation, each, mandate="Alt") for each in speakers)
    return ClientDraft(ward, relatives=beside)


def refused(session, draft):
    with pytest.raises(InvalidInputError) as error:
        register_client(session, draft, today=TODAY)
    [problem] = [each for each in error.value.problems if each.blocks]
    assert problem.field == "relatives"
    return problem.message


@pytest.mark.parametrize("relation", [Relation.GUARDIAN, Relation.REPRESENTATIVE])
def test_a_client_does_not_speak_for_itself(database, relation):
    with database.transaction() as session:
        assert "sin egen" in refused(session, guarded(ANNE, ANNE, relation=relation))


def test_two_cannot_be_guardians_of_each_other(database):
    with database.transaction() as session:
        register_client(session, guarded(ANNE, BIRK), today=TODAY)
        assert "ingen av dem" in refused(session, guarded(BIRK, ANNE))


def test_nor_three_in_a_ring_and_what_was_there_stands(database):
    with database.transaction() as session:
        register_client(session, guarded(ANNE, BIRK), today=TODAY)
        register_client(session, guarded(BIRK, CLARA), today=TODAY)
        number = register_client(session, ClientDraft(CLARA), today=TODAY)
    with pytest.raises(InvalidInputError), database.transaction() as session:
        version = open_client(session, number).version
        edit_client(session, number, version, guarded(CLARA, ANNE), today=TODAY)
    with database.reading() as session:
        assert open_client(session, number).draft.relatives == ()


def test_next_of_kin_of_each_other_is_as_it_should_be(database):
    with database.transaction() as session:
        kin = Relation.NEXT_OF_KIN
        register_client(session, guarded(ANNE, BIRK, relation=kin), today=TODAY)
        register_client(session, guarded(BIRK, ANNE, relation=kin), today=TODAY)


def test_a_hidden_client_is_not_given_away_by_a_refusal(database):
    with database.transaction() as session:
        number = register_client(session, guarded(ANNE, BIRK), today=TODAY)
        session.get(Client, number).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        register_client(session, guarded(BIRK, ANNE), today=TODAY)


@given(
    st.dictionaries(
        st.sampled_from("ABCDE"), st.sets(st.sampled_from("ABCDE")), max_size=5
    ),
    st.sampled_from("ABCDE"),
)
def test_a_ring_is_found_however_long_and_the_search_ends(speakers, start):
    def reached(who, seen):
        for each in speakers.get(who, ()):
            if each not in seen:
                seen.add(each)
                reached(each, seen)
        return seen

    found = goes_round(
        start, speakers.get(start, ()), lambda who: speakers.get(who, set())
    )
    assert found == (start in reached(start, set()))
