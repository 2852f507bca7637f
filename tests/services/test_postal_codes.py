"""Four digits give the place as one writes it on an envelope."""

import pytest

from stkdesk.services.postal_codes import place_of


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("6518", "Kristiansund N"),
        (" 0150 ", "Oslo"),
        ("8622", "Mo i Rana"),
        ("1430", "Ås"),
    ],
)
def test_the_place_is_written_as_on_an_envelope(code, place):
    assert place_of(code) == place


@pytest.mark.parametrize("code", ["", "6", "651", "9999", "oslo"])
def test_what_is_no_postal_code_has_no_place(code):
    assert place_of(code) == ""
