"""What is asked of a client on the form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.client import (
    ClientDraft,
    ClientStatus,
    Relation,
    RelativeDraft,
    client_problems,
)
from stkdesk.domain.person import PersonDraft

TODAY = date(2026, 11, 16)
GROWN = PersonDraft("Nora", "Berg", date(1985, 6, 15))
CHILD = PersonDraft("Oskar", "Berg", date(2012, 11, 24))
MOTHER = RelativeDraft(Relation.PARENT, PersonDraft("Kari", "Berg"))


def told(draft: ClientDraft) -> dict[str, bool]:
    """Return the fields that are complained of, and whether each one blocks."""
    problems = client_problems(draft, today=TODAY)
    return {problem.field: problem.blocks for problem in problems}


def test_a_grown_client_needs_a_name_and_a_birth_date():
    assert told(ClientDraft(GROWN)) == {}
    assert told(ClientDraft()) == {
        "given_name": True,
        "family_name": True,
        "birth_date": True,
    }


def test_a_minor_without_a_parent_is_a_warning():
    assert told(ClientDraft(CHILD)) == {"relative": False}
    assert told(ClientDraft(CHILD, relative=MOTHER)) == {}


@pytest.mark.parametrize("relation", [Relation.GUARDIAN, Relation.NEXT_OF_KIN])
def test_another_relative_is_no_parent(relation):
    other = replace(MOTHER, relation=relation)
    assert told(ClientDraft(CHILD, relative=other)) == {"relative": False}
    assert told(ClientDraft(GROWN, relative=other)) == {}


def test_a_client_is_of_age_on_the_eighteenth_birthday():
    born = date(2008, 11, 16)
    assert told(ClientDraft(replace(CHILD, birth_date=born))) == {}
    day_later = replace(CHILD, birth_date=born + timedelta(days=1))
    assert told(ClientDraft(day_later)) == {"relative": False}


def test_what_is_wrong_with_the_relative_is_told_by_the_relatives_fields():
    nameless = RelativeDraft(Relation.PARENT, PersonDraft("Kari", postal_code="1"))
    assert told(ClientDraft(CHILD, relative=nameless)) == {
        "relative_family_name": True,
        "relative_postal_code": True,
    }


def test_the_age_of_a_client_born_tomorrow_is_not_asked_about():
    unborn = replace(CHILD, birth_date=TODAY + timedelta(days=1))
    assert told(ClientDraft(unborn)) == {"birth_date": True}


def test_what_statuses_and_relations_are_called():
    assert [status.label for status in ClientStatus] == ["Venter", "Aktiv", "Avsluttet"]
    assert [relation.label for relation in Relation] == [
        *("Foresatt", "Verge", "Pårørende", "Fullmektig")
    ]
