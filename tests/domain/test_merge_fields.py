"""Merge fields: {applied} in the register is «søknadsdato» on the screen."""

from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.merge_fields import FIELDS, keys_in, shown, slips, stored

ALLOWED = frozenset({"applied", "amount", "first", "appeal"})


def test_the_office_sees_norwegian_names():
    body = "Du søkte {applied}. Du får {amount} etter {appeal}."

    assert shown(body) == "Du søkte «søknadsdato». Du får «timer» etter «lov: klage»."


def test_what_is_typed_becomes_a_field_whatever_its_spaces_and_letters():
    assert stored("Du søkte « Søknadsdato ».", ALLOWED) == "Du søkte {applied}."


def test_a_quotation_stays_a_quotation():
    typed = "«Du» i brevet er «Fritid for alle»."

    assert stored(typed, ALLOWED) == typed
    assert slips(typed, ALLOWED) == []


def test_a_field_of_another_letter_is_no_field_here():
    typed = "Svar innen «svarfrist»."

    assert stored(typed, ALLOWED) == typed
    assert slips(typed, ALLOWED) == [("svarfrist", "")]


def test_a_slip_of_the_pen_is_told_with_what_was_meant():
    assert slips("Du søkte «soknadsdato».", ALLOWED) == [("soknadsdato", "søknadsdato")]


def test_two_fields_never_share_a_name():
    names = [field.name.casefold() for field in FIELDS.values()]

    assert len(set(names)) == len(names)


@given(st.lists(st.sampled_from(sorted(FIELDS)) | st.text("abc æøå.,<>&", max_size=9)))
def test_showing_and_storing_again_gives_the_same_text(parts):
    body = "".join(f"{{{part}}}" if part in FIELDS else part for part in parts)

    assert stored(shown(body), FIELDS.keys()) == body
    assert keys_in(body) == [part for part in dict.fromkeys(parts) if part in FIELDS]
