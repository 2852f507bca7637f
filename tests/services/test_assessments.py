"""What is known of a client's needs, written once and used in what comes after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.assessment import AssessmentDraft
from stkdesk.domain.errors import (
    AlreadyRegisteredError,
    ChangedByAnotherError,
    InvalidInputError,
    NotFoundError,
)
from stkdesk.services.assessments import (
    assessment_of,
    edit_assessment,
    facts_of,
    open_assessment,
    own_view_of,
    register_assessment,
)
from tests.builders import a_client

CHILD = date(2014, 5, 1)


@pytest.fixture
def session(database):
    with database.transaction() as session:
        yield session


@pytest.fixture
def draft(session):
    client = a_client(session, "Åse Bø", wishes="Svømme")
    return AssessmentDraft(client, own_wishes="Svømme på lørdager", network="En søster")


def test_a_client_not_assessed_begins_with_the_wishes_on_the_card(session, today):
    client = a_client(session, "Åse Bø", wishes="Svømme")
    found = assessment_of(session, client, today=today)
    assert (found.card, found.wishes, found.is_minor) == (None, "Svømme", False)


def test_what_is_written_stands_there_the_next_time(session, draft, today):
    number = register_assessment(session, draft, today=today)
    found = assessment_of(session, draft.client_number, today=today)
    assert found.card.number == number
    assert found.card.draft == draft


def test_there_is_one_for_each_client(session, draft, today):
    number = register_assessment(session, draft, today=today)
    with pytest.raises(AlreadyRegisteredError) as refused:
        register_assessment(session, draft, today=today)
    assert refused.value.number == number


def test_two_who_write_in_it_at_once_do_not_overwrite_each_other(session, draft, today):
    number = register_assessment(session, draft, today=today)
    seen = open_assessment(session, number).version
    changed = replace(draft, goals="Flere venner")
    edit_assessment(session, number, seen, changed, today=today)
    with pytest.raises(ChangedByAnotherError):
        edit_assessment(session, number, seen, draft, today=today)
    assert open_assessment(session, number).draft == changed


def test_a_conversation_is_not_held_tomorrow(session, draft, today):
    tomorrow = replace(draft, assessed_on=today + timedelta(days=1))
    with pytest.raises(InvalidInputError) as refused:
        register_assessment(session, tomorrow, today=today)
    assert [each.field for each in refused.value.problems] == ["assessed_on"]


def test_a_minor_is_known_by_the_birth_date(session, today):
    client = a_client(session, "Liv Bø", person={"birth_date": CHILD})
    assert assessment_of(session, client, today=today).is_minor


def test_nobody_is_assessed_who_is_not_in_the_register(session, today):
    with pytest.raises(NotFoundError):
        assessment_of(session, 404, today=today)


def test_it_goes_into_a_decision_paragraph_by_paragraph():
    draft = AssessmentDraft(
        functions="Går med stokk.",
        network="  ",
        other_services="Dagsenter.",
        own_wishes="Vil på kino.",
        child_view="«Jeg vil ha en venn.»",
    )
    assert facts_of(draft) == "Går med stokk.\n\nDagsenter."
    assert own_view_of(draft) == "Vil på kino.\n\n«Jeg vil ha en venn.»"
