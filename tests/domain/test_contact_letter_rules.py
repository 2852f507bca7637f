"""What a letter to a support contact lacks, and what it may never say."""

from datetime import date

import pytest

from stkdesk.domain.contact_letter import ContactLetterDraft, ContactLetterKind
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.contact_letter_rules import ContactLetterFacts, lacks_of
from stkdesk.domain.letter import FieldShape
from stkdesk.domain.rule import Broken

TODAY = date(2026, 11, 16)
K = ContactLetterKind
FILLED = {
    FieldShape.DATE: "2026-11-02",
    FieldShape.MINUTES: "240",
    FieldShape.UNIT: "week",
    FieldShape.BASIS: "hol_5_4",
    FieldShape.LINE: "Tekst",
    FieldShape.TEXT: "Tekst.",
}


def lacks(kind, *, outside=None, **changes):
    """Return the fields a letter lacks: one that lacks nothing, with changes."""
    filled = {each.key: FILLED[each.shape] for each in CONTACT_LETTER_FIELDS[kind]}
    if kind is K.INTERVIEW:
        filled |= {"interview_on": "2026-11-17", "interview_time": "9.05"}
    assignment = 1 if kind.names_client else None
    draft = ContactLetterDraft(kind, 1, assignment, {**filled, **changes})
    facts = ContactLetterFacts(draft, TODAY, **(outside or {}))
    return [each.key for each in lacks_of(facts)]


@pytest.mark.parametrize("kind", K)
def test_a_whole_letter_lacks_nothing(kind):
    assert lacks(kind) == []


@pytest.mark.parametrize(
    ("kind", "key"),
    [(k, f.key) for k in K for f in CONTACT_LETTER_FIELDS[k] if f.is_required],
)
def test_a_required_field_that_is_empty_is_told(kind, key):
    assert lacks(kind, **{key: "  "}) == [key]


@pytest.mark.parametrize("kind", K)
def test_what_is_optional_is_never_asked_for(kind):
    fields = CONTACT_LETTER_FIELDS[kind]
    optional = [each.key for each in fields if not each.is_required]

    assert lacks(kind, **dict.fromkeys(optional, "")) == []


@pytest.mark.parametrize(
    ("kind", "changes", "found"),
    [
        (K.INTERVIEW, {"interview_on": "2026-11-16"}, ["interview_on"]),
        (K.INTERVIEW, {"interview_time": "halv tre"}, ["interview_time"]),
        (K.INTERVIEW, {"interview_time": "24.00"}, ["interview_time"]),
        (K.INTERVIEW, {"interview_time": "14:30"}, []),
        (K.PAUSE, {"pause_to": "2026-11-01"}, ["pause_to"]),
        (K.END, {"last_sheet_by": "2026-11-01"}, ["last_sheet_by"]),
        (K.REFERENCE, {"work_to": "2026-11-01"}, ["work_to"]),
        (K.REFERENCE, {"work_to": "2026-11-17"}, ["work_to"]),
    ],
)
def test_days_and_hours_must_make_sense(kind, changes, found):
    assert lacks(kind, **changes) == found


@pytest.mark.parametrize(
    ("kind", "outside", "found"),
    [
        (K.CERTIFICATE_REQUEST, {"has_identity": False}, ["identity"]),
        (K.APPROVED, {"has_identity": False}, []),
        (K.APPROVED, {"has_address": False}, ["address"]),
        (K.APPROVED, {"has_sender": False}, ["sender"]),
        (
            K.CERTIFICATE_REQUEST,
            {"outside": (Broken("outcome", "Ikke ennå.", None, blocks=True),)},
            ["outcome"],
        ),
    ],
)
def test_what_lies_outside_the_letter_is_told(kind, outside, found):
    assert lacks(kind, outside=outside) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Politiattesten din er ikke i orden.", ["note"]),
        ("Du har fått et FORELEGG.", ["note"]),
        ("En dom hindrer det.", ["note"]),
        ("Du er straffet før.", ["note"]),
        ("Takk for praten. Du bor så langt unna.", []),
        ("Vi har botilbud og dommere nok.", []),
    ],
)
def test_a_refusal_says_nothing_of_a_criminal_record(typed, found):
    assert lacks(K.REFUSED, note=typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Turer med Åse Ødegård.", ["work"]),
        ("Turer med fru Ødegård!", ["work"]),
        ("Turer med ei ung kvinne i Ødegårdsveien.", []),
        ("Turer i Åsen.", []),
    ],
)
@pytest.mark.parametrize("key", ["work", "note"])
def test_an_attest_names_nobody_who_was_helped(typed, found, key):
    outside = {"helped": ("Åse Ødegård",)}

    assert lacks(K.REFERENCE, outside=outside, **{key: typed}) == found
