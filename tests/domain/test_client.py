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
    relative_problems,
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
    assert told(ClientDraft(CHILD)) == {"relatives": False}
    assert told(ClientDraft(CHILD, relatives=(MOTHER,))) == {}


@pytest.mark.parametrize("relation", [Relation.GUARDIAN, Relation.NEXT_OF_KIN])
def test_another_relative_is_no_parent(relation):
    other = replace(MOTHER, relation=relation, mandate="Alt")
    assert told(ClientDraft(CHILD, relatives=(other,))) == {"relatives": False}
    assert told(ClientDraft(GROWN, relatives=(other,))) == {}


def test_a_client_is_of_age_on_the_eighteenth_birthday():
    born = date(2008, 11, 16)
    assert told(ClientDraft(replace(CHILD, birth_date=born))) == {}
    day_later = replace(CHILD, birth_date=born + timedelta(days=1))
    assert told(ClientDraft(day_later)) == {"relatives": False}


def test_a_parent_counts_on_the_days_they_are_one():
    gone = replace(MOTHER, valid_to=TODAY - timedelta(days=1))
    coming = replace(MOTHER, valid_from=TODAY + timedelta(days=1))
    until_today = replace(MOTHER, valid_from=TODAY, valid_to=TODAY)
    assert told(ClientDraft(CHILD, relatives=(gone, coming))) == {"relatives": False}
    assert told(ClientDraft(CHILD, relatives=(gone, until_today))) == {}


def test_what_is_wrong_with_one_beside_the_client_is_told_without_a_name():
    nameless = RelativeDraft(Relation.PARENT, PersonDraft("Kari", postal_code="1"))
    problems = client_problems(ClientDraft(CHILD, relatives=(nameless,)), today=TODAY)
    assert [(each.field, each.message) for each in problems if each.blocks] == [
        ("relatives", "Foresatt: skriv etternavnet."),
        ("relatives", "Foresatt: postnummeret har fire siffer."),
    ]


@pytest.mark.parametrize(
    ("relation", "fields", "expected"),
    [
        (Relation.PARENT, {}, {}),
        (Relation.GUARDIAN, {}, {"mandate": False}),
        (Relation.GUARDIAN, {"mandate": "Økonomi"}, {}),
        (Relation.REPRESENTATIVE, {"mandate": "Alt"}, {"authority_on": False}),
        (Relation.REPRESENTATIVE, {"mandate": "Alt", "authority_on": TODAY}, {}),
        (
            Relation.REPRESENTATIVE,
            {"mandate": "Alt", "authority_on": TODAY + timedelta(days=1)},
            {"authority_on": True},
        ),
        (
            Relation.PARENT,
            {"valid_from": TODAY, "valid_to": TODAY - timedelta(days=1)},
            {"valid_to": True},
        ),
    ],
)
def test_who_speaks_for_a_client_has_something_written(relation, fields, expected):
    draft = replace(MOTHER, relation=relation, **fields)
    problems = relative_problems(draft, today=TODAY)
    assert {each.field: each.blocks for each in problems} == expected


def test_the_age_of_a_client_born_tomorrow_is_not_asked_about():
    unborn = replace(CHILD, birth_date=TODAY + timedelta(days=1))
    assert told(ClientDraft(unborn)) == {"birth_date": True}


def test_what_statuses_and_relations_are_called():
    assert [status.label for status in ClientStatus] == ["Venter", "Aktiv", "Avsluttet"]
    assert [relation.label for relation in Relation] == [
        *("Foresatt", "Verge", "Pårørende", "Fullmektig")
    ]
