"""Which pages of a pile came out: read the way people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.page_ranges import parse_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("3", (3,)),
        ("1-4", (1, 2, 3, 4)),
        ("1 – 3", (1, 2, 3)),
        ("1-2, 5", (1, 2, 5)),
        ("5 2;1", (1, 2, 5)),
        ("4-", (4, 5, 6)),
        ("2-3,3-4", (2, 3, 4)),
    ],
)
def test_pages_are_read_as_people_write_them(text, pages):
    assert parse_pages(text, 6) == pages


@pytest.mark.parametrize("text", ["", "0", "7", "3-2", "alle", "1-7", "-3", "1,,x"])
def test_what_is_not_pages_of_the_pile_is_not_read(text):
    assert parse_pages(text, 6) is None


@given(st.sets(st.integers(1, 50), min_size=1))
def test_every_set_of_pages_can_be_written(pages):
    assert parse_pages(", ".join(map(str, pages)), 50) == tuple(sorted(pages))
