"""What a letter lacks: every field that must be there, and what cannot be so."""

from dataclasses import replace
from datetime import date

import pytest

from stkdesk.domain.letter import EnclosureDraft, FieldShape, LetterDraft, LetterKind
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.letter_rules import LetterFacts, rules_of
from stkdesk.domain.rule import broken

TODAY = date(2026, 11, 16)
AHEAD = {"answer_by", "expected_on", "deadline", "missing_by"}
K = LetterKind


def a_letter(kind, **changes):
    """Return the facts of a letter that lacks nothing, or with fields changed."""
    filled = {}
    for field in LETTER_FIELDS[kind]:
        match field.shape:
            case FieldShape.DATE:
                day = "2026-12-14" if field.key in AHEAD else "2026-11-02"
                filled[field.key] = "2027-01-01" if field.key == "change_on" else day
            case FieldShape.MINUTES:
                filled[field.key] = "360" if field.key == "old_minutes" else "180"
            case FieldShape.UNIT:
                filled[field.key] = "week"
            case _:
                filled[field.key] = "Tekst."
    draft = LetterDraft(
        kind, 1, fields={**filled, **changes}, enclosures=(EnclosureDraft("Klage"),)
    )
    return LetterFacts(draft, TODAY)


def lacks(facts, *, blocking=True):
    found = broken(rules_of(facts.draft.kind), facts)
    return [each.key for each in found if each.blocks is blocking]


@pytest.mark.parametrize("kind", K)
def test_a_whole_letter_lacks_nothing(kind):
    assert lacks(a_letter(kind)) == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (kind, field.key)
        for kind in K
        for field in LETTER_FIELDS[kind]
        if field.is_required
    ],
)
@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_required_field_that_is_empty_is_told(kind, key, text):
    facts = a_letter(kind, **{key: text})
    [found] = [e for e in broken(rules_of(kind), facts) if e.blocks]

    assert found.key == key
    assert found.sentence.endswith(".")
    assert found.remedy.act == f"field/{key}"


@pytest.mark.parametrize("kind", K)
def test_what_is_optional_is_never_asked_for(kind):
    optional = [each.key for each in LETTER_FIELDS[kind] if not each.is_required]

    assert lacks(a_letter(kind, **dict.fromkeys(optional, ""))) == []


@pytest.mark.parametrize("text", ["i morgen", "2026-13-40", "16.11.2026"])
def test_a_date_that_is_none_counts_as_missing(text):
    assert lacks(a_letter(K.RECEIPT, received_on=text)) == ["received_on"]


def test_a_day_that_has_been_cannot_be_ahead_and_the_other_way():
    assert lacks(a_letter(K.RECEIPT, received_on="2026-11-17")) == ["received_on"]
    assert lacks(a_letter(K.RECEIPT, answer_by="2026-11-16")) == ["answer_by"]
    assert lacks(a_letter(K.RECEIPT, answer_by="2026-11-17")) == []


@pytest.mark.parametrize(
    ("deadline", "warned"), [("2026-11-29", True), ("2026-11-30", False)]
)
@pytest.mark.parametrize("kind", [K.ADVANCE_NOTICE, K.INFORMATION_REQUEST])
def test_a_deadline_is_counted_from_the_day_it_is_sent(kind, deadline, warned):
    facts = a_letter(kind, deadline=deadline)

    assert lacks(facts) == []
    assert lacks(facts, blocking=False) == (["deadline"] if warned else [])


@pytest.mark.parametrize(
    ("change_on", "found"), [("2026-12-14", ["change_on"]), ("2026-12-15", [])]
)
def test_a_change_begins_after_everybody_could_speak(change_on, found):
    assert lacks(a_letter(K.ADVANCE_NOTICE, change_on=change_on)) == found


def test_the_same_hours_are_no_change_and_none_is_an_end():
    assert lacks(a_letter(K.ADVANCE_NOTICE, new_minutes="360")) == ["new_minutes"]
    assert lacks(a_letter(K.ADVANCE_NOTICE, new_minutes="0")) == []


def test_what_a_complaint_lacks_and_by_when_go_together():
    assert lacks(a_letter(K.COMPLAINT_RECEIPT, missing_by="")) == ["missing_by"]
    assert lacks(a_letter(K.COMPLAINT_RECEIPT, missing="")) == ["missing"]
    assert lacks(a_letter(K.COMPLAINT_RECEIPT, missing="", missing_by="")) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"recipients": 0}, "recipients"),
        ({"without_address": 1}, "recipients"),
        ({"goes_to_governor": False}, "recipients"),
        ({"arguments": 0}, "points"),
        ({"unanswered": 1}, "points"),
        ({"has_governor": False}, "governor"),
        ({"has_sender": False}, "sender"),
    ],
)
def test_what_lies_outside_a_forwarding_is_told_with_where_to_go(changes, key):
    facts = replace(a_letter(K.FORWARDING), **changes)
    [found] = [e for e in broken(rules_of(K.FORWARDING), facts) if e.blocks]

    assert found.key == key
    assert found.remedy is not None


@pytest.mark.parametrize("kind", [K.FORWARDING, K.FORWARDING_NOTICE])
def test_what_is_forwarded_has_enclosures(kind):
    facts = a_letter(kind)
    bare = replace(facts, draft=replace(facts.draft, enclosures=()))

    assert lacks(bare) == ["enclosures"]


@pytest.mark.parametrize("kind", K)
def test_every_field_says_why_it_must_be_there(kind):
    for field in LETTER_FIELDS[kind]:
        assert field.source or not field.is_required
