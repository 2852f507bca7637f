"""What is asked of every person on a form."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.person import PersonDraft, Protection, person_problems, years_old

TODAY = date(2026, 11, 16)
BORN = date(1985, 6, 15)
NORA = PersonDraft(given_name="Nora", family_name="Berg", birth_date=BORN)

days = st.dates(date(1900, 1, 1), date(2035, 12, 31))


def told(draft: PersonDraft) -> dict[str, bool]:
    """Return the fields that are complained of, and whether each one blocks."""
    problems = person_problems(draft, today=TODAY)
    return {problem.field: problem.blocks for problem in problems}


def test_a_person_needs_both_names_and_nothing_more():
    assert told(PersonDraft(given_name="Nora", family_name="Berg")) == {}
    assert told(PersonDraft(given_name="  ")) == {
        "given_name": True,
        "family_name": True,
    }


def test_nobody_is_born_tomorrow():
    tomorrow = replace(NORA, birth_date=TODAY + timedelta(days=1))
    assert told(tomorrow) == {"birth_date": True}
    assert told(replace(NORA, birth_date=TODAY)) == {}


def test_an_identity_number_is_only_ever_a_warning():
    assert told(replace(NORA, national_id=synthetic_identity(BORN, 3))) == {}
    for wrong in ("12345", "03851598731", synthetic_identity(TODAY, 3)):
        assert told(replace(NORA, national_id=wrong)) == {"national_id": False}


def test_a_number_by_the_rule_of_2032_is_suspected_today():
    child = replace(NORA, birth_date=date(1982, 10, 30), national_id="30108299939")

    assert told(child) == {"national_id": False}
    assert person_problems(child, today=date(2032, 1, 1)) == ()


@pytest.mark.parametrize("code", ["650", "65011", "65O1", "N-6501"])
def test_a_postal_code_has_four_digits(code):
    assert told(replace(NORA, postal_code=code)) == {"postal_code": True}


@pytest.mark.parametrize("code", ["", "6501", " 0150 "])
def test_a_postal_code_may_be_missing_or_begin_with_a_zero(code):
    assert told(replace(NORA, postal_code=code)) == {}


@pytest.mark.parametrize(
    ("street", "problems"),
    [
        ("Storgata 1", {"street": True}),
        ("Postboks 12", {"street": False}),
        ("pb 12", {"street": False}),
        ("", {}),
    ],
)
def test_where_a_strictly_protected_person_lives_is_not_written_down(street, problems):
    hidden = replace(NORA, protection=Protection.STRICT, street=street)
    assert told(hidden) == problems


@pytest.mark.parametrize(
    "protection", [p for p in Protection if p != "strengt_fortrolig"]
)
def test_other_people_may_have_a_street(protection):
    assert told(replace(NORA, protection=protection, street="Storgata 1")) == {}


def test_only_confidential_addresses_stop_the_mail():
    assert [p for p in Protection if p.stops_mail] == [
        Protection.CONFIDENTIAL,
        Protection.STRICT,
    ]


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 11, 24), date(2026, 11, 23), 17),
        (date(2008, 11, 24), date(2026, 11, 24), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (TODAY, TODAY, 0),
    ],
)
def test_people_are_a_year_older_on_their_birthday(born, on, years):
    assert years_old(born, on) == years


@given(days, st.integers(0, 40_000))
def test_nobody_grows_more_than_one_year_overnight(born, lived):
    day = born + timedelta(days=lived)
    assert years_old(born, day + timedelta(days=1)) - years_old(born, day) in (0, 1)
    assert abs(years_old(born, day) - lived * 400 // 146_097) <= 1


@given(st.text(), st.text(), st.text())
def test_whatever_is_typed_the_form_answers(given_name, national_id, postal_code):
    typed = replace(
        NORA, given_name=given_name, national_id=national_id, postal_code=postal_code
    )
    assert all(told.message for told in person_problems(typed, today=TODAY))
