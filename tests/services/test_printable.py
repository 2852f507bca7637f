"""A sign no letter can show is told by its field; nothing is saved, nothing printed."""

import pytest

from stkdesk.domain.decision import DecisionDraft, DecisionKind
from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.letter import LetterDraft, LetterKind
from stkdesk.services.decisions import register_decision
from stkdesk.services.letters import register_letter
from stkdesk.services.printable import unprintable
from tests.builders import a_client


def test_each_field_names_the_signs_it_has_too_many():
    found = list(unprintable({"facts": "Liker 😀 og Ǩ.", "goal": "Ut på tur, Šš!"}))
    assert [(each.field, each.message) for each in found] == [
        (
            "facts",
            "Skriften i brevene har ikke «Ǩ», «😀». Skriv det på en annen måte.",
        )
    ]


def test_a_whole_sentence_of_them_is_not_repeated():
    [found] = unprintable({"facts": "王小明王小明去公園散步"})
    assert found.message.count("«") == 5
    assert "og flere" in found.message


@pytest.mark.parametrize("field", ["facts", "grounds", "goal", "own_view"])
def test_a_decision_is_not_saved_with_what_cannot_be_printed(database, field):
    with database.transaction() as session:
        draft = DecisionDraft(
            client_number=a_client(session),
            kind=DecisionKind.GRANTED,
            **{field: "Bra 😀"},
        )
        with pytest.raises(InvalidInputError) as refusal:
            register_decision(session, draft)
    assert [each.field for each in refusal.value.problems] == [field]


def test_nor_is_a_letter(database):
    with database.transaction() as session:
        client = a_client(session)
        draft = LetterDraft(LetterKind.RECEIPT, client, fields={"note": "Bra 😀"})
        with pytest.raises(InvalidInputError) as refusal:
            register_letter(session, draft)
    assert [each.field for each in refusal.value.problems] == ["note"]
